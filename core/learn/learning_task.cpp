// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learning_task.h"

#include "core/learn/event_task.h"

namespace cadenza {

Result<std::unique_ptr<LearningTask>> makeTask(const Corpus& corpus, const TrainingOptions& options,
                                               torch::Device device) {
  if (options.recipe.isOurs()) {
    return std::unique_ptr<LearningTask>(std::make_unique<EventTask>(corpus, options, device));
  }
  return Error{ErrorCode::InvalidArgument, "This recipe can't be learned yet."};
}

}  // namespace cadenza
