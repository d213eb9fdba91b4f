// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/score/score_edit.h"

namespace cadenza {

/// The edit that puts `change(note)` in each note's place. Locked notes stay, and so do those that
/// come out as they went in.
template <class Change>
[[nodiscard]] ScoreEdit changedNotes(std::span<const Note> notes, Change&& change) {
  ScoreEdit edit;
  edit.removed.notes.reserve(notes.size());
  edit.added.notes.reserve(notes.size());
  for (const Note& note : notes) {
    if (note.locked) continue;
    const Note changed = change(note);
    if (changed == note) continue;
    edit.removed.notes.push_back(note);
    edit.added.notes.push_back(changed);
  }
  return edit;
}

}  // namespace cadenza
