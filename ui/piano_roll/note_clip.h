// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <memory>
#include <vector>

#include "core/score/note.h"

namespace cadenza::ui {

/// Notes for the clipboard as a standard MIDI file ("audio/midi"), from the first onset on: another
/// Cadenza takes it, and so may any other program. Locks stay behind.
[[nodiscard]] std::unique_ptr<QMimeData> toMimeData(std::vector<Note> notes);
/// `data` may be null.
[[nodiscard]] bool holdsNotes(const QMimeData* data);
/// The notes of whatever MIDI stands on the clipboard, as a file is read; none of anything else.
[[nodiscard]] std::vector<Note> notesFrom(const QMimeData* data);

}  // namespace cadenza::ui
