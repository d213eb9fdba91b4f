// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/piano_roll/roll_action_table.h"

namespace cadenza::ui {

// The rows of the action table about the note cursor and writing by keys.

[[nodiscard]] std::vector<RollActionRow> cursorRows();
[[nodiscard]] std::vector<RollActionRow> cursorSelectRows();
[[nodiscard]] std::vector<RollActionRow> writeRows();

}  // namespace cadenza::ui
