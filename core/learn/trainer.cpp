// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trainer.h"

#include <utility>

#include "core/learn/training_loop.h"

namespace cadenza {

std::filesystem::path trainingStateFile(const std::filesystem::path& model) {
  std::filesystem::path state = model;
  state += trainingStateEnding;
  return state;
}

Result<TrainingOutcome> trainRecipe(const Corpus& corpus, const TrainingOptions& options,
                                    const TrainingObserver& observer, std::stop_token stop,
                                    const TaskSource& tasks, TrainingControl* control,
                                    const CheckupSource& checkups) {
  return TrainingLoop(corpus, options, observer, std::move(stop), tasks, control, checkups).run();
}

}  // namespace cadenza
