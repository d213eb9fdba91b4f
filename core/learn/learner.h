// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

#include "core/base/result.h"
#include "core/learn/learning_task.h"
#include "core/learn/optimiser.h"
#include "core/learn/training_state.h"

namespace cadenza {

/// A task and the optimiser that works on it: what a training moves on step by step, and can put
/// back to where it was. Knows no clock and no file. One thread.
class Learner {
 public:
  Learner(std::unique_ptr<LearningTask> task, const OptimiserOptions& optimiser);

  /// Draws fresh weights; everything random follows from `seed`.
  void begin(std::uint64_t seed);
  /// The same, but goes on from the weights of `model`; its network may lack parts that this one
  /// has (see Parameters::adopt). Fails with InvalidArgument for a model of another kind.
  [[nodiscard]] Result<void> beginFrom(const Checkpoint& model, std::uint64_t seed);

  struct Step {
    torch::Tensor heads;  ///< [3]: sums over what is reported
    double reported = 0;
    std::size_t notes = 0;
    double gradientNorm = 0;  ///< before clipping; when not finite, nothing was learned
  };
  /// Learns the next batch.
  Step step(double learningRate);

  /// See LearningTask.
  [[nodiscard]] Split watched() const { return task_->watched(); }
  /// Scores the averaged weights on a sample of `split` that is the same each time.
  [[nodiscard]] Result<Evaluation> evaluate(Split split, std::stop_token stop);
  /// A model of the averaged weights; its info is empty.
  [[nodiscard]] Checkpoint averagedModel();

  [[nodiscard]] std::int64_t parameterCount() const { return task_->parameters().count(); }
  /// Sets torch's thread count by timing some steps, of which no trace is left.
  void chooseThreads();

  /// Writes weights, moments, cursors and random states into `state`, or takes them from there.
  void capture(TrainingState& state) const;
  void restore(const TrainingState& state);

 private:
  std::unique_ptr<LearningTask> task_;
  Optimiser optimiser_;
};

}  // namespace cadenza
