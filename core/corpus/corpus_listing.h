// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/corpus/corpus.h"
#include "core/corpus/corpus_choice.h"
#include "core/corpus/file_fate.h"
#include "core/score/key.h"

namespace cadenza {

/// A file as a scan found it. Of one that repeats another, what is known of the notes is told too.
struct ListedFile {
  std::string file;            ///< as in a ScanReport
  std::filesystem::path path;  ///< where it lies
  std::string composer;        ///< from a csv beside it; empty where none knows it
  std::string title;           ///< from a csv, else what the MIDI file says; may be empty
  std::size_t notes = 0;
  double seconds = 0;
  Split split = Split::Train;
  FileFate fate = FileFate::Kept;
  std::string remark;             ///< why it was skipped, or what was left out of one that was kept
  std::string original;           ///< the file that it repeats
  std::uint64_t contentHash = 0;  ///< 0 where no notes are known
  std::optional<Key> key;         ///< estimated

  bool operator==(const ListedFile&) const = default;
};

/// Every file that scanPlaces met, in the order of the scan, also those that `choice` leaves out.
/// Fails as Corpus::open does, and with Cancelled. Any thread.
[[nodiscard]] Result<std::vector<ListedFile>> listFiles(const CorpusChoice& choice,
                                                        const std::filesystem::path& cacheFile,
                                                        std::stop_token stop = {});

/// What remains of a listing when some pieces are left out.
struct ListingSummary {
  std::size_t pieces = 0;  ///< that are learned from or held out
  std::size_t notes = 0;
  double seconds = 0;
  std::size_t train = 0, validation = 0, test = 0;  ///< of `pieces`
  std::size_t leftOut = 0;
  std::size_t duplicates = 0;
  std::size_t skipped = 0;  ///< and unreadable
  std::size_t warned = 0;   ///< kept, but something was left out of them

  bool operator==(const ListingSummary&) const = default;
};

/// `leftOut`: content hashes, sorted.
[[nodiscard]] ListingSummary summaryOf(std::span<const ListedFile> files,
                                       std::span<const std::uint64_t> leftOut);

}  // namespace cadenza
