// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/learn/training_run.h"

namespace cadenza::ui {

/// "Learning", "Paused", "Interrupted" ...; `ours` tells an open run of this program from
/// another's.
[[nodiscard]] QString stateWord(const TrainingRun& run, bool ours);
/// The state in a sentence: how far it is, how it ended, what may be done.
[[nodiscard]] QString stateSentence(const TrainingRun& run, bool ours);
/// The name of an icon for the state.
[[nodiscard]] QString stateIcon(RunState state);
[[nodiscard]] QString runTitle(const TrainingRun& run);

}  // namespace cadenza::ui
