// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/base/result.h"
#include "core/learn/batches.h"
#include "core/learn/event_network.h"
#include "core/learn/learning.h"
#include "core/learn/optimiser.h"
#include "core/learn/training_state.h"

namespace cadenza {

/// A network, its optimiser and the streams that it learns from: what a training moves on step by
/// step, and can put back to where it was. Knows no clock and no file. One thread.
class Learner {
 public:
  /// `corpus` and `options` must outlive the object.
  Learner(const Corpus& corpus, const TrainingOptions& options, torch::Device device);

  /// Draws fresh weights; everything random follows from `seed`.
  void begin(std::uint64_t seed);

  struct Step {
    torch::Tensor heads;  ///< [3]: nats by shift, action, velocity, summed over the chunk
    std::size_t notes = 0;
    double gradientNorm = 0;  ///< before clipping; when not finite, nothing was learned
  };
  /// Learns the next chunk of every stream.
  Step step(double learningRate);

  /// Scores the averaged weights on a sample of `split` that is the same each time.
  [[nodiscard]] Result<Evaluation> evaluate(Split split, std::stop_token stop);
  [[nodiscard]] Weights averagedWeights();

  [[nodiscard]] torch::Device device() const { return network_.device(); }
  [[nodiscard]] std::int64_t parameterCount() const { return network_.parameters().count(); }
  [[nodiscard]] double dropout() const { return dropout_; }
  /// Sets torch's thread count by timing some steps, of which no trace is left.
  void chooseThreads();

  /// Writes weights, moments, cursors and random states into `state`, or takes them from there.
  void capture(TrainingState& state) const;
  void restore(const TrainingState& state);

 private:
  const TrainingOptions& options_;
  double dropout_;
  EventNetwork network_;
  Optimiser optimiser_;
  PieceDealer dealer_;
  EventStreams streams_;
  EventNetwork::State carried_;
  EventBatch batch_;
  const Corpus& corpus_;
};

}  // namespace cadenza
