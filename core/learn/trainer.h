// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/base/result.h"
#include "core/learn/learning.h"

namespace cadenza {

/// Learning::train without the guard against torch's exceptions: see there for the contract.
/// Streams of whole pieces with carried state, truncated back-propagation, AdamW with warm-up and
/// cosine, clipping at norm 1, averaged weights; a step with a loss or gradient that is no number
/// is dropped, after three in a row it goes back to the last good state at half the learning rate.
[[nodiscard]] Result<TrainingOutcome> trainRecipe(const Corpus& corpus,
                                                  const TrainingOptions& options,
                                                  const TrainingObserver& observer,
                                                  std::stop_token stop);

/// The file beside a model from which its training goes on.
[[nodiscard]] std::filesystem::path trainingStateFile(const std::filesystem::path& model);

}  // namespace cadenza
