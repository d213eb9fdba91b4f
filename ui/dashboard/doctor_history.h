// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/learn/learning.h"

namespace cadenza::ui {

/// A stretch of validations at each of which the doctor found the same.
struct DoctorEpisode {
  Finding finding;
  double fromMinutes = 0;
  double toMinutes = 0;
  bool over = false;  ///< a later validation did not find it any more
};

/// When the doctor said what, by beginning. Pure.
[[nodiscard]] std::vector<DoctorEpisode> episodesOf(
    const std::vector<TrainingEvaluation>& evaluations);

/// "Learns by heart", ...
[[nodiscard]] QString findingTitle(Finding finding);

/// What there is to say while nothing is wrong: how far the best validation lies back.
[[nodiscard]] QString wellText(const std::vector<TrainingEvaluation>& evaluations);

}  // namespace cadenza::ui
