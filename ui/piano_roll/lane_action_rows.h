// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/piano_roll/roll_action_table.h"

namespace cadenza::ui {

/// Rows of the action table that show and hide the strips around the notes.
[[nodiscard]] std::vector<RollActionRow> laneRows();
/// Rows that change pedal, time signature and tempo.
[[nodiscard]] std::vector<RollActionRow> scoreRows();
/// Rows that go to places: markers, pages; and those that change the grid.
[[nodiscard]] std::vector<RollActionRow> placeRows();

}  // namespace cadenza::ui
