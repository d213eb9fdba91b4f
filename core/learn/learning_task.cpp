// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learning_task.h"

#include "core/learn/chord_task.h"
#include "core/learn/event_task.h"
#include "core/learn/triple_task.h"

namespace cadenza {

Result<std::unique_ptr<LearningTask>> makeTask(const Corpus& corpus, const TrainingOptions& options,
                                               torch::Device device) {
  if (std::holds_alternative<ChordRecipe>(options.recipe.kind)) {
    return ChordTask::make(corpus, options, device);
  }
  if (std::holds_alternative<TripleRecipe>(options.recipe.kind)) {
    return TripleTask::make(corpus, options, device);
  }
  return std::unique_ptr<LearningTask>(std::make_unique<EventTask>(corpus, options, device));
}

}  // namespace cadenza
