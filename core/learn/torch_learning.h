// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/learning.h"

namespace cadenza {

/// Learning by libtorch. Its exceptions end here and become Errors.
class TorchLearning final : public Learning {
 public:
  [[nodiscard]] Result<TrainingOutcome> train(const Corpus& corpus, const TrainingOptions& options,
                                              const TrainingObserver& observer,
                                              std::stop_token stop,
                                              TrainingControl* control = nullptr) override;
  [[nodiscard]] Result<Evaluation> evaluate(const Corpus& corpus, const Checkpoint& checkpoint,
                                            const EvaluationOptions& options,
                                            std::stop_token stop) override;
  [[nodiscard]] Result<GapEvaluation> evaluateGaps(const Corpus& corpus,
                                                   const Checkpoint& checkpoint, std::size_t gaps,
                                                   const EvaluationOptions& options,
                                                   std::stop_token stop) override;
  [[nodiscard]] std::string defaultDevice() override;
};

}  // namespace cadenza
