// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus_statistics.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/score/key_estimate.h"
#include "core/score/statistics.h"

namespace cadenza {
namespace {

constexpr double shortest = 0.01;
constexpr int binsInDecade = 10;
constexpr int decades = 3;

void countTime(Histogram& histogram, double seconds) {
  if (seconds > histogram.edges.back()) {
    ++histogram.above;
    return;
  }
  const double bin =
      seconds < shortest ? 0 : 1 + std::floor(std::log10(seconds / shortest) * binsInDecade + 1e-9);
  ++histogram.counts[std::min(static_cast<std::size_t>(bin), histogram.counts.size() - 1)];
}

Histogram emptyHistogram(std::vector<double> edges) {
  Histogram histogram;
  histogram.counts.resize(edges.size() - 1);
  histogram.edges = std::move(edges);
  return histogram;
}

void addPiece(CorpusStatistics& statistics, const CorpusPiece& piece) {
  const std::vector<TimedNote> notes = timedNotes(piece.score());
  double before = notes.empty() ? 0 : notes.front().onset;
  for (const TimedNote& note : notes) {
    ++statistics.pitch.counts[note.pitch];
    ++statistics.velocity.counts[note.velocity / 4];
    countTime(statistics.duration, note.duration);
    if (&note != &notes.front()) countTime(statistics.step, note.onset - before);
    before = note.onset;
  }
  statistics.notes += notes.size();
  ++statistics.pieces;
  const std::optional<Key> key = estimateKey(piece.notes);
  if (key) {
    ++statistics.keys[static_cast<std::size_t>(key->tonic + (key->scale == Scale::Minor ? 12 : 0))];
  } else {
    ++statistics.keyless;
  }
}

}  // namespace

std::vector<double> timeEdges() {
  std::vector<double> edges = {0};
  for (int i = 0; i <= decades * binsInDecade; ++i) {
    edges.push_back(shortest * std::pow(10, static_cast<double>(i) / binsInDecade));
  }
  return edges;
}

Result<CorpusStatistics> statisticsOf(const Corpus& corpus, const CountOptions& options,
                                      std::stop_token stop) {
  CorpusStatistics statistics;
  statistics.pitch = emptyHistogram(evenEdges(0, 128, 128));
  statistics.velocity = emptyHistogram(evenEdges(0, 128, 32));
  statistics.step = emptyHistogram(timeEdges());
  statistics.duration = emptyHistogram(timeEdges());
  std::vector<const CorpusPiece*> pieces;
  std::size_t notes = 0;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (std::ranges::binary_search(options.leftOut, piece.contentHash)) continue;
    pieces.push_back(&piece);
    notes += piece.notes.size();
  }
  statistics.piecesInAll = pieces.size();
  const double share = std::min(1.0, static_cast<double>(options.mostNotes) /
                                         static_cast<double>(std::max<std::size_t>(notes, 1)));
  double owed = 1;  // the first piece is always counted
  for (const CorpusPiece* piece : pieces) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "Counting was stopped."};
    if (owed >= 1) {
      addPiece(statistics, *piece);
      owed -= 1;
    }
    owed += share;
  }
  return statistics;
}

}  // namespace cadenza
