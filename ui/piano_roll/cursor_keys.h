// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

// Keys of the note area that are no commands of their own. While notes are written (see
// NoteWriter): A to G, with Shift into the chord; 1 to 7 for a 64th to a whole note, dot and T for
// dotted and triplets; + (or #) and - raise and lower what was written; Y ties; 0 rests; left and
// right step; Backspace takes back; Esc ends. Where nothing is selected that they could move,
// arrows move the note cursor and Delete erases the note there.

/// It must have the key before any shortcut.
[[nodiscard]] bool takesBeforeShortcuts(const RollState& state, const QKeyEvent& event);
/// Answers whether the key meant anything.
bool handleCursorKey(RollState& state, const QKeyEvent& event);

}  // namespace cadenza::ui
