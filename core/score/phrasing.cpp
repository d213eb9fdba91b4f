// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/phrasing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/score/note_changes.h"

namespace cadenza {
namespace {

Tick scaled(Tick ticks, double factor, Tick most) {
  return static_cast<Tick>(std::clamp(std::round(ticks * factor), 0.0, static_cast<double>(most)));
}

std::vector<Note> unlockedByPitch(std::span<const Note> notes) {
  std::vector<Note> sorted;
  std::ranges::copy_if(notes, std::back_inserter(sorted), [](const Note& n) { return !n.locked; });
  std::ranges::sort(sorted, [](const Note& a, const Note& b) {
    return a.pitch != b.pitch ? a.pitch < b.pitch : a < b;
  });
  return sorted;
}

// Calls `visit` with the notes of each pitch in turn, by onset.
template <class Visit>
void forEachPitch(std::span<const Note> byPitch, Visit&& visit) {
  while (!byPitch.empty()) {
    const auto last = std::ranges::find_if(
        byPitch, [&](const Note& note) { return note.pitch != byPitch.front().pitch; });
    const auto count = static_cast<std::size_t>(last - byPitch.begin());
    visit(byPitch.first(count));
    byPitch = byPitch.subspan(count);
  }
}

}  // namespace

ScoreEdit joinNotes(std::span<const Note> notes) {
  ScoreEdit edit;
  forEachPitch(unlockedByPitch(notes), [&](std::span<const Note> group) {
    if (group.size() < 2) return;
    Note joined = group.front();
    for (const Note& note : group) {
      joined.duration = std::max(joined.duration, note.end() - joined.onset);
    }
    edit.removed.notes.insert(edit.removed.notes.end(), group.begin(), group.end());
    edit.added.notes.push_back(joined);
  });
  return edit;
}

ScoreEdit splitNotes(std::span<const Note> notes, Tick tick) {
  ScoreEdit edit;
  for (const Note& note : notes) {
    if (note.locked || tick <= note.onset || tick >= note.end()) continue;
    Note first = note;
    Note second = note;
    first.duration = tick - note.onset;
    second.onset = tick;
    second.duration = note.end() - tick;
    edit.removed.notes.push_back(note);
    edit.added.notes.insert(edit.added.notes.end(), {first, second});
  }
  return edit;
}

ScoreEdit legato(std::span<const Note> notes, Tick together) {
  std::vector<Tick> onsets;
  for (const Note& note : notes) onsets.push_back(note.onset);
  std::ranges::sort(onsets);
  return changedNotes(notes, [&](Note note) {
    const auto next = std::ranges::upper_bound(onsets, note.onset + together);
    if (next != onsets.end()) note.duration = *next - note.onset;
    return note;
  });
}

ScoreEdit removeOverlaps(std::span<const Note> notes) {
  ScoreEdit edit;
  forEachPitch(unlockedByPitch(notes), [&](std::span<const Note> group) {
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      const Note& note = group[i];
      const Tick next = group[i + 1].onset;
      if (note.end() <= next) continue;
      edit.removed.notes.push_back(note);
      if (note.onset == next) continue;  // sorted by length: the next one is at least as long
      Note cut = note;
      cut.duration = next - note.onset;
      edit.added.notes.push_back(cut);
    }
  });
  return edit;
}

ScoreEdit scaleDurations(std::span<const Note> notes, double factor) {
  return changedNotes(notes, [&](Note note) {
    note.duration = std::max(scaled(note.duration, factor, maxTick - note.onset), Tick{1});
    return note;
  });
}

ScoreEdit stretchNotes(std::span<const Note> notes, double factor) {
  Tick first = maxTick;
  for (const Note& note : notes) first = std::min(first, note.onset);
  return changedNotes(notes, [&](Note note) {
    const Tick end = first + scaled(note.end() - first, factor, maxTick - first);
    note.onset = std::min(first + scaled(note.onset - first, factor, maxTick - first), maxTick - 1);
    note.duration = std::max(end - note.onset, Tick{1});
    return note;
  });
}

}  // namespace cadenza
