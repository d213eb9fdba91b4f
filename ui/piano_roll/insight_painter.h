// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRect>
#include <QSize>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

// What a model thinks, over the notes of a roll, in logical pixels. Each draws nothing where the
// state has nothing to show.

/// The nats of each note in it, where there is room for numbers.
void paintNats(QPainter& painter, const RollState& state);
/// Curves from a note to the earlier ones that the attention used, as strong as their shares.
void paintAttention(QPainter& painter, const RollState& state, const Note& note);
/// How likely each key is to be struck next: bars in their rows, to the right of the playhead.
void paintExpectation(QPainter& painter, const RollState& state);
/// As far as these reach from the playhead.
inline constexpr int expectationWidth = 168;
/// A card in the lower right corner of an area: which colours are which nats, whose they are, and
/// the state's message.
void paintNatsLegend(QPainter& painter, const RollState& state, QSize area);

}  // namespace cadenza::ui
