// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learn/learning_task.h"
#include "core/learn/optimiser.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// How far a training has come, apart from what the network has learned.
struct TrainingJournal {
  Recipe recipe;
  std::string corpusFingerprint;                    ///< of the pieces that it learns from
  std::shared_ptr<const std::string> corpusRecord;  ///< their names (recordOf), null if unknown
  int streams = 0;                                  ///< as TrainingOptions has them
  std::int64_t step = 0;
  std::int64_t notes = 0;
  double minutes = 0;
  double rateScale = 1;  ///< learning rate's factor, halved after divergence
  double bestLoss = 0;   ///< NaN before the first validation
  int validationsWithoutGain = 0;
  double lastValidationMinutes = 0;
  std::int64_t lastValidationEpoch = 0;
  ModelInfo info;
};

/// Everything that a training needs to go on as if it had never been interrupted: held in memory
/// to go back to after bad steps, and in a file beside the model to go on from next week.
struct TrainingState {
  TrainingJournal journal;
  LearningTask::State data;
  torch::Tensor generator;  ///< torch's CPU random state (bytes)
  torch::Tensor values;     ///< flat, as Parameters::values
  Optimiser::State optimiser;
};

/// Writes it atomically. Fails as writeFile does.
[[nodiscard]] Result<void> saveTrainingState(const std::filesystem::path& path,
                                             const TrainingState& state);

/// Reads it. Fails with NotFound, DamagedFile or UnsupportedFile.
[[nodiscard]] Result<TrainingState> loadTrainingState(const std::filesystem::path& path);

/// Names the pieces of a corpus and their splits by a hash.
[[nodiscard]] std::string fingerprint(const Corpus& corpus);

}  // namespace cadenza
