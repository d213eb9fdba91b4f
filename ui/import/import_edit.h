// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/score/score.h"

namespace cadenza::ui {

/// Puts the notes and pedal of `import` into `piece` from `at` on. A piece that has no notes takes
/// tempo, time signatures and markers too; every other one keeps its own. What would lie past the
/// end of time is left out.
[[nodiscard]] ScoreEdit importEdit(const Score& piece, const Score& import, Tick at);

}  // namespace cadenza::ui
