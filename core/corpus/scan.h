// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

struct SkippedFile {
  std::string file;    ///< relative to the folder
  std::string reason;  ///< an English sentence
};

struct DuplicateFile {
  std::string file;
  std::string original;  ///< the file with the same notes that was kept
};

/// What a scan found. `kept + skipped.size() + duplicates.size() == files`.
struct ScanReport {
  std::size_t files = 0;  ///< MIDI files found (see isMidiName)
  std::size_t kept = 0;
  std::size_t read = 0;  ///< of these, files that were read now rather than taken from the cache
  std::vector<SkippedFile> skipped;
  std::vector<DuplicateFile> duplicates;
  std::vector<SkippedFile> warnings;  ///< kept, but something was left out of them
  /// Not looked into and not counted: folders that can't be read, links to folders, pipes.
  std::vector<SkippedFile> passedOver;
  std::size_t notes = 0;
  double hours = 0;
  std::size_t train = 0, validation = 0, test = 0;  ///< pieces a split
  /// The splits come from a csv in the folder; of several places, in all of them. Else they are
  /// drawn.
  bool officialSplit = false;
  double elapsedSeconds = 0;
};

struct ScanProgress {
  std::size_t done = 0;
  std::size_t files = 0;
  std::string current;  ///< the file being read
};

struct ScanOptions {
  /// Pieces with fewer notes are skipped.
  std::size_t fewestNotes = 32;
  /// Share of pieces held out for validation where no csv gives a split; chosen by a hash of the
  /// notes, so that it does not depend on names or on other files.
  double validationShare = 0.1;
};

/// Reads the MIDI files below `folder` into `cacheFile` (replaced as a whole). Files whose size and
/// time of change are those in the old cache are taken from there. A csv in the folder that names
/// files and splits (columns midi_filename and split, as MAESTRO has them) gives the splits, and
/// composers and titles. `progress` is called from this thread, at least every 100 files.
/// Fails with NotFound, InvalidArgument (no folder), EmptyCorpus (no usable file; the detail names
/// the commonest reason), Cancelled (the old cache stays), or as writeFile does. Any thread.
[[nodiscard]] Result<ScanReport> scanFolder(
    const std::filesystem::path& folder, const std::filesystem::path& cacheFile,
    const ScanOptions& options = {}, const std::function<void(const ScanProgress&)>& progress = {},
    std::stop_token stop = {});

/// Where the cache of `folder` is kept: below $XDG_CACHE_HOME/cadenza (or ~/.cache/cadenza), named
/// by a hash of the absolute path; where that can't be written, in a folder of the user in the
/// system's temporary folder. Creates the folder that it is in.
[[nodiscard]] std::filesystem::path defaultCacheFile(const std::filesystem::path& folder);

/// `folder` as a scan names it: absolute, links resolved, no slash at its end.
[[nodiscard]] std::filesystem::path absoluteFolder(const std::filesystem::path& folder);

}  // namespace cadenza
