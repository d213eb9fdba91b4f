// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/base/result.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Makes the task of a training; asked again with fewer streams, or another device, when memory
/// runs out. The options outlive the task.
using TaskSource =
    std::function<Result<std::unique_ptr<LearningTask>>(const TrainingOptions&, torch::Device)>;

/// Learning::train without the guard against torch's exceptions: see there for the contract.
/// The same loop for all recipes: steps of the optimiser, validations on averaged weights, the best
/// of which are kept in `options.out` and the last, with all that is needed to go on, beside it. A
/// step with a loss or gradient that is no number is dropped, after three in a row it goes back to
/// the last good state at half the learning rate; when memory runs out it goes on with half the
/// streams, at last on the CPU.
[[nodiscard]] Result<TrainingOutcome> trainRecipe(const Corpus& corpus,
                                                  const TrainingOptions& options,
                                                  const TrainingObserver& observer,
                                                  std::stop_token stop, const TaskSource& tasks,
                                                  TrainingControl* control = nullptr);

/// The file beside a model from which its training goes on.
[[nodiscard]] std::filesystem::path trainingStateFile(const std::filesystem::path& model);

}  // namespace cadenza
