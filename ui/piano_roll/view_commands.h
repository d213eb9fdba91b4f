// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

// Zooming by menu or key. Around the playhead where it is in view, else around the middle.

void zoomIn(RollState& state);
void zoomOut(RollState& state);
void zoomToSelection(RollState& state);
void zoomToAll(RollState& state);
/// All of `range` in view.
void showRange(RollState& state, TickRange range);
/// The usual zoom at the start of the piece, and smaller rows where some of its notes would be out of
/// sight.
void showFromStart(RollState& state, TickRange range);
/// Makes rows smaller, and scrolls, until the notes and candidates of the stretch in view are seen.
void fitPitches(RollState& state);
/// Scrolls up or down so that `notes` lie in the middle; the middle of the piano for none.
void centreOn(RollState& state, std::span<const Note> notes);

}  // namespace cadenza::ui
