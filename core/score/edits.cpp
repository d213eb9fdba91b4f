// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/edits.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/score/note_changes.h"

namespace cadenza {
ScoreEdit insertNotes(std::vector<Note> notes) { return {{}, {std::move(notes), {}, {}, {}}}; }

ScoreEdit eraseNotes(std::span<const Note> notes) {
  ScoreEdit edit;
  std::ranges::copy_if(notes, std::back_inserter(edit.removed.notes),
                       [](const Note& note) { return !note.locked; });
  return edit;
}

ScoreEdit moveNotes(std::span<const Note> notes, Tick ticks, int semitones) {
  for (const Note& note : notes) {
    if (note.locked) continue;
    ticks = std::clamp(ticks, -note.onset, std::max(Tick{0}, maxTick - note.end()));
    semitones = std::clamp(semitones, -int{note.pitch}, 127 - int{note.pitch});
  }
  return changedNotes(notes, [&](Note note) {
    note.onset += ticks;
    note.pitch = static_cast<std::uint8_t>(note.pitch + semitones);
    return note;
  });
}

ScoreEdit resizeEnds(std::span<const Note> notes, Tick ticks, Tick shortest) {
  ticks = std::clamp(ticks, -maxTick, maxTick);
  return changedNotes(notes, [&](Note note) {
    note.duration =
        std::clamp(note.duration + ticks, std::min(shortest, note.duration), maxTick - note.onset);
    return note;
  });
}

ScoreEdit resizeStarts(std::span<const Note> notes, Tick ticks, Tick shortest) {
  ticks = std::clamp(ticks, -maxTick, maxTick);
  return changedNotes(notes, [&](Note note) {
    const Tick end = note.end();
    note.onset = std::clamp(note.onset + ticks, Tick{0}, end - std::min(shortest, note.duration));
    note.duration = end - note.onset;
    return note;
  });
}

ScoreEdit changeVelocities(std::span<const Note> notes, int delta) {
  return changedNotes(notes, [&](Note note) {
    note.velocity = static_cast<std::uint8_t>(std::clamp(note.velocity + delta, 1, 127));
    return note;
  });
}

ScoreEdit transposeInKey(std::span<const Note> notes, const Key& key, int direction) {
  const auto next = [&](int pitch) {
    for (int at = pitch + direction; at >= 0 && at <= 127; at += direction) {
      if (key.contains(at)) return at;
    }
    return pitch;
  };
  return changedNotes(notes, [&](Note note) {
    note.pitch = static_cast<std::uint8_t>(next(note.pitch));
    return note;
  });
}

ScoreEdit lockNotes(std::span<const Note> notes, bool locked) {
  ScoreEdit edit;
  for (Note note : notes) {
    if (note.locked == locked) continue;
    edit.removed.notes.push_back(note);
    note.locked = locked;
    edit.added.notes.push_back(note);
  }
  return edit;
}

ScoreEdit insertMaterial(const ScoreItems& material, Tick origin) {
  ScoreEdit edit{{}, {material.notes, material.pedal, {}, {}}};
  for (Note& note : edit.added.notes) note.onset += origin;
  for (PedalChange& change : edit.added.pedal) change.tick += origin;
  return edit;
}

ScoreEdit setTempo(const Score& score, double quartersPerMinute) {
  const double clamped = std::clamp(quartersPerMinute, 5.0, 1000.0);
  const auto micros = static_cast<std::uint32_t>(std::lround(6e7 / clamped));
  return {{{}, {}, score.tempo().changes(), {}}, {{}, {}, {{0, micros}}, {}}};
}

}  // namespace cadenza
