// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/piano_roll/roll_action_table.h"

namespace cadenza::ui {

/// Rows of the action table that show and hide the lanes.
[[nodiscard]] std::vector<RollActionRow> laneRows();

}  // namespace cadenza::ui
