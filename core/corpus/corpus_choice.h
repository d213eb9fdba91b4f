// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"

namespace cadenza {

/// What the user wants to learn from: any number of folders and MIDI files, less what he leaves
/// out. A value; travels with the training that learns from it.
struct CorpusChoice {
  std::vector<std::filesystem::path> places =
      {};  ///< absolute; folders are looked through as a whole
  /// Content hashes of pieces that stay where they are and are not learned from, sorted.
  std::vector<std::uint64_t> leftOut = {};
  double validationShare = 0.1;  ///< see ScanOptions
  std::string licence = {};      ///< what the user says of the music's licence, may be empty

  bool operator==(const CorpusChoice&) const = default;
};

/// "nocturnes", or "nocturnes and 2 more": the places by their names.
[[nodiscard]] std::string placesText(const CorpusChoice& choice);

/// scanFolder for all places together: one cache, in which pieces that repeat each other across
/// places are found too. The names of files begin with that of their place where there are several.
/// Fails as scanFolder does; a place that is gone fails with NotFound and is named.
[[nodiscard]] Result<ScanReport> scanPlaces(
    const CorpusChoice& choice, const std::filesystem::path& cacheFile,
    const std::function<void(const ScanProgress&)>& progress = {}, std::stop_token stop = {});

/// Where the cache of these places is kept; that of one folder is defaultCacheFile(folder).
[[nodiscard]] std::filesystem::path defaultCacheFile(
    const std::vector<std::filesystem::path>& places);

/// Opens what scanPlaces wrote, without the pieces that are left out. Fails as Corpus::open does,
/// and with EmptyCorpus when everything is left out.
[[nodiscard]] Result<Corpus> openCorpus(const CorpusChoice& choice,
                                        const std::filesystem::path& cacheFile);

}  // namespace cadenza
