// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/base/distribution.h"
#include "core/base/result.h"
#include "core/corpus/corpus.h"

namespace cadenza {

/// How the notes of a corpus are distributed.
struct CorpusStatistics {
  Histogram pitch;     ///< a bin a MIDI number
  Histogram step;      ///< from the onset before to the onset of a note, seconds; see timeEdges
  Histogram duration;  ///< of the key, seconds; see timeEdges
  Histogram velocity;  ///< 32 bins of four
  std::array<std::size_t, 24> keys{};  ///< pieces by estimated key: C major to B major, then minor
  std::size_t keyless = 0;             ///< pieces without a key
  std::size_t notes = 0;               ///< that were counted
  std::size_t pieces = 0;              ///< that were counted, of `piecesInAll`
  std::size_t piecesInAll = 0;
};

/// Bins for times that are heard by their ratio: one up to 10 ms, then ten to a decade up to 10 s.
[[nodiscard]] std::vector<double> timeEdges();

/// Which pieces are counted.
struct CountOptions {
  std::vector<std::uint64_t> leftOut = {};  ///< content hashes, sorted
  /// Of a corpus with more notes, whole pieces, evenly spread, that make up about as many.
  std::size_t mostNotes = 10'000'000;
};

/// Fails with Cancelled. Any thread.
[[nodiscard]] Result<CorpusStatistics> statisticsOf(const Corpus& corpus,
                                                    const CountOptions& options = {},
                                                    std::stop_token stop = {});

}  // namespace cadenza
