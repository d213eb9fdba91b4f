// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <memory>
#include <vector>

#include "core/score/note.h"

namespace cadenza::ui {

/// Notes for the clipboard, of any Cadenza that runs.
[[nodiscard]] std::unique_ptr<QMimeData> toMimeData(const std::vector<Note>& notes);
/// `data` may be null.
[[nodiscard]] bool holdsNotes(const QMimeData* data);
/// Whatever stands on the clipboard is checked: notes out of range are left out, and what is no
/// note list of ours answers none.
[[nodiscard]] std::vector<Note> notesFrom(const QMimeData* data);

}  // namespace cadenza::ui
