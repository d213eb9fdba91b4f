// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/model/recipe.h"
#include "ui/controllers/trial_controller.h"

namespace cadenza::ui {

// How long learning takes, told from a trial. Pure.

/// From the quickest to what it may take when the machine has other work.
struct TimeRange {
  double least = 0;  ///< seconds
  double most = 0;
};

/// So many notes, learned from at the speed of the trial.
[[nodiscard]] TimeRange learningTime(const Trial& trial, double notes);

/// How many notes a fresh network of the recipe has learned from when it is first worth hearing,
/// where the music it learns from has `corpusNotes`. A rule of thumb.
[[nodiscard]] double notesToHear(const Recipe& recipe, double corpusNotes);
/// The same for one that goes on from a trained model.
[[nodiscard]] double notesToHearTaught(double corpusNotes);

/// "about 4 min", "4 to 6 min", "40 min to 1 h": rounded to what such a guess can say.
[[nodiscard]] QString rangeText(const TimeRange& range);

}  // namespace cadenza::ui
