// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

#include "core/score/score.h"
#include "ui/piano_roll/roll_transform.h"

namespace cadenza::ui {

enum class NotePart { Start, Body, End };

struct NoteHit {
  Note note;
  NotePart part = NotePart::Body;
};

/// The note under `point`, the uppermost if there are several, and which part of it: edges are at
/// most 6 pixels and a quarter of the note wide.
[[nodiscard]] std::optional<NoteHit> hitNote(const Score& score, const RollTransform& view,
                                             QPointF point);

/// Notes that sound in `ticks` and have a pitch from `lowest` to `highest`, sorted.
[[nodiscard]] std::vector<Note> notesIn(const Score& score, TickRange ticks, int lowest,
                                        int highest);

}  // namespace cadenza::ui
