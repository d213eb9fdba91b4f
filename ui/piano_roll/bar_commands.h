// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

// Whole bars come and go: those that the marked stretch touches, else the one at the playhead. Each
// is one undo step and says what it did.

/// As many empty ones before them.
void insertBars(RollState& state);
void deleteBars(RollState& state);
/// They sound once more, right behind.
void repeatBars(RollState& state);
/// "12" or "12:3", counted from one, as a tick; nothing for what is no place.
[[nodiscard]] std::optional<Tick> placeFromText(const MeterMap& meter, const QString& text);

}  // namespace cadenza::ui
