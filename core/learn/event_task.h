// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/event_feed.h"
#include "core/learn/event_network.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Performance and Score: streams of whole pieces with carried state, truncated back-propagation;
/// gaps beside them where options.gaps says so. Reports whole pieces only.
class EventTask final : public LearningTask {
 public:
  /// To learn from the training split. `corpus` and `options` must outlive the object.
  EventTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device);

  [[nodiscard]] Parameters& parameters() override { return network_.parameters(); }
  void begin(std::uint64_t seed) override;
  [[nodiscard]] Losses next() override;
  void forget() override;
  [[nodiscard]] Result<Evaluation> evaluate(Split split, EvaluationExtent extent,
                                            const std::function<void(double)>& progress,
                                            std::stop_token stop) override;
  [[nodiscard]] State state() override;
  void restore(const State& state) override;
  [[nodiscard]] Checkpoint blank() const override { return {options_.recipe, {}, {}}; }

 private:
  const Corpus& corpus_;
  const TrainingOptions& options_;
  double dropout_;
  Arithmetic arithmetic_;
  EventNetwork network_;
  EventFeed feed_;
  EventNetwork::State carried_;
};

}  // namespace cadenza
