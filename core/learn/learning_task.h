// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/learn/learning.h"
#include "core/learn/parameters.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// How much of a split is scored: all of it (the protocol), or the first chunks of its pieces (a
/// sample that is the same each time, to watch a training by).
struct EvaluationExtent {
  int mostChunks = std::numeric_limits<int>::max();
};

/// A recipe being learned: its network, the data as that network reads them, its loss. The loop
/// (Learner, Trainer) knows this much of a recipe and no more. One thread.
class LearningTask {
 public:
  virtual ~LearningTask() = default;

  [[nodiscard]] virtual Parameters& parameters() = 0;
  /// Draws fresh weights; the data begin at their beginning. All chance follows from `seed`.
  virtual void begin(std::uint64_t seed) = 0;

  /// What a batch cost.
  struct Losses {
    torch::Tensor objective;  ///< scalar, to be differentiated
    torch::Tensor heads;      ///< [3], detached: sums over what is reported, see headNames()
    double reported = 0;      ///< what the sums are to be divided by (notes, frames)
    std::size_t notes = 0;    ///< learned from
  };
  /// Reads the next batch and scores the present weights on it. Valid until the next call.
  [[nodiscard]] virtual Losses next() = 0;
  /// Drops what is carried from batch to batch (after it has become worthless).
  virtual void forget() = 0;

  /// The split whose loss tells which weights are best and when to stop, where it has a piece.
  [[nodiscard]] virtual Split watched() const { return Split::Validation; }
  /// Scores the present weights. Fails with EmptyCorpus when the split has no piece, or Cancelled.
  [[nodiscard]] virtual Result<Evaluation> evaluate(Split split, EvaluationExtent extent,
                                                    const std::function<void(double)>& progress,
                                                    std::stop_token stop) = 0;

  /// Where the reading of the data stands.
  struct State {
    std::string cursor;                            ///< JSON
    std::map<std::string, torch::Tensor> carried;  ///< kept as float, copies
  };
  [[nodiscard]] virtual State state() = 0;
  /// Takes what `state` of a task with the same corpus and options answered; it may have had more
  /// streams, of which the first are then taken. Throws std::exception for a cursor that is none.
  virtual void restore(const State& state) = 0;

  /// The recipe as it was learned, with what the data decided (the classes of Classic A), and what
  /// a model file holds beside weights and info.
  [[nodiscard]] virtual Checkpoint blank() const = 0;
};

/// The task of `options.recipe`. `corpus` and `options` must outlive it. Fails with EmptyCorpus.
[[nodiscard]] Result<std::unique_ptr<LearningTask>> makeTask(const Corpus& corpus,
                                                             const TrainingOptions& options,
                                                             torch::Device device);

}  // namespace cadenza
