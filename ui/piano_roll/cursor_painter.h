// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

/// Draws the note cursor, if it is shown: a line through its tick, dashed but for its row, corners
/// around the note that stands there or the ghost of the one that would be written, and while notes
/// are written a tag with the next length. Quieter without the focus. Logical pixels.
void paintNoteCursor(QPainter& painter, const RollState& state, bool hasFocus);

}  // namespace cadenza::ui
