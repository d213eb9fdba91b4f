// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "core/base/result.h"
#include "core/learn/training_run.h"

namespace cadenza {

// What a run's folder holds, as JSON. Reading fails with DamagedFile for what is none of it;
// members that are missing have their defaults.

/// Everything but course and log.
[[nodiscard]] nlohmann::json runToJson(const TrainingRun& run);
/// Folder and id are left to the caller.
[[nodiscard]] Result<TrainingRun> runFromJson(const nlohmann::json& json);

/// Checkpoints are named relative to `folder`.
[[nodiscard]] nlohmann::json courseToJson(const TrainingCourse& course);
[[nodiscard]] Result<TrainingCourse> courseFromJson(const nlohmann::json& json,
                                                    const std::filesystem::path& folder);

}  // namespace cadenza
