// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/distribution.h"
#include "core/score/statistics.h"

namespace cadenza {

/// What the histograms of music count: 24 bytes a note. Of a large corpus some pieces will do.
class NoteValues {
 public:
  /// Takes a piece in; steps never reach from one piece into the next.
  void add(std::span<const TimedNote> notes);

  [[nodiscard]] const std::vector<double>& pitches() const { return pitches_; }
  /// Seconds from each onset to the next of the piece.
  [[nodiscard]] const std::vector<double>& steps() const { return steps_; }
  /// Seconds.
  [[nodiscard]] const std::vector<double>& durations() const { return durations_; }

 private:
  std::vector<double> pitches_;
  std::vector<double> steps_;
  std::vector<double> durations_;
};

/// Bins for three histograms. Those of two sets are comparable with the same edges.
struct HistogramEdges {
  std::vector<double> pitch;
  std::vector<double> step;
  std::vector<double> duration;
};

/// The bins of the TensorFlow tutorial "Generate music with an RNN": 20 from the lowest to the
/// highest pitch, 20 (21 edges) from 0 to the 97.5th percentile of steps and of durations.
[[nodiscard]] HistogramEdges edgesFor(const NoteValues& values);

struct NoteHistograms {
  Histogram pitch;
  Histogram step;
  Histogram duration;
};

[[nodiscard]] NoteHistograms histogramsOf(const NoteValues& values, const HistogramEdges& edges);

/// Total variation (see totalVariation) of each pair of histograms, 0 to 1.
struct HistogramDistances {
  double pitch = 0;
  double step = 0;
  double duration = 0;
};

/// Both were made with the same edges.
[[nodiscard]] HistogramDistances distancesOf(const NoteHistograms& a, const NoteHistograms& b);

}  // namespace cadenza
