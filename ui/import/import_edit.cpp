// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_edit.h"

#include <algorithm>

#include "core/score/edits.h"

namespace cadenza::ui {

namespace {

// From `at` on; what holds from the start on holds before it too.
template <class Changes>
Changes shifted(Changes changes, Tick at) {
  for (auto& change : changes) {
    if (change.tick > 0) change.tick += at;
  }
  std::erase_if(changes, [](const auto& change) { return change.tick > maxTick; });
  return changes;
}

}  // namespace

ScoreEdit importEdit(const Score& piece, const Score& import, Tick at) {
  ScoreEdit edit = insertMaterial({import.notes(), import.pedal(), {}, {}, {}}, at);
  std::erase_if(edit.added.notes, [](const Note& note) { return note.onset >= maxTick; });
  for (Note& note : edit.added.notes) note.duration = std::min(note.duration, maxTick - note.onset);
  std::erase_if(edit.added.pedal, [](const PedalChange& change) { return change.tick >= maxTick; });
  if (!piece.notes().empty()) return edit;

  edit.removed.tempo = piece.tempo().changes();
  edit.added.tempo = shifted(import.tempo().changes(), at);
  edit.removed.meter = piece.meter().signatures();
  edit.added.meter = shifted(import.meter().signatures(), at);
  for (Marker marker : import.markers()) {
    marker.tick += at;
    if (marker.tick <= maxTick) edit.added.markers.push_back(std::move(marker));
  }
  return edit;
}

}  // namespace cadenza::ui
