// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/base/result.h"
#include "core/learn/checkup.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Makes the task of a training; asked again with fewer streams, or another device, when memory
/// runs out. The options outlive the task.
using TaskSource =
    std::function<Result<std::unique_ptr<LearningTask>>(const TrainingOptions&, torch::Device)>;

/// Makes what looks a training over at each validation; a test may put another in its place.
using CheckupSource = std::function<Checkup(const Corpus&, const Recipe&)>;

/// Learning::train without the guard against torch's exceptions: see there for the contract.
/// The same loop for all recipes: steps of the optimiser, validations on averaged weights, the best
/// of which are kept in `options.out` and the last, with all that is needed to go on, beside it.
/// A step with a loss or gradient that is not finite is dropped. Three of them in a row, or a
/// validation that shows divergence (see verdictOn), roll the training back to the last good state
/// at half the learning rate. It fails with Diverged after five rollbacks, or where it ends without
/// a validation better than twice a guess. When memory runs out, in a step, a validation, a sample
/// or while saving, it continues from the last good state with half the streams, at last on the
/// CPU.
[[nodiscard]] Result<TrainingOutcome> trainRecipe(const Corpus& corpus,
                                                  const TrainingOptions& options,
                                                  const TrainingObserver& observer,
                                                  std::stop_token stop, const TaskSource& tasks,
                                                  TrainingControl* control = nullptr,
                                                  const CheckupSource& checkups = {});

/// The file beside a model from which its training goes on.
[[nodiscard]] std::filesystem::path trainingStateFile(const std::filesystem::path& model);

}  // namespace cadenza
