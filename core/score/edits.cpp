// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/edits.h"

#include <algorithm>
#include <cmath>

namespace cadenza {
namespace {

template <class Change>
ScoreEdit changedNotes(std::span<const Note> notes, Change&& change) {
  ScoreEdit edit;
  for (const Note& note : notes) {
    const Note changed = change(note);
    if (changed == note) continue;
    edit.removed.notes.push_back(note);
    edit.added.notes.push_back(changed);
  }
  return edit;
}

}  // namespace

ScoreEdit insertNotes(std::vector<Note> notes) { return {{}, {std::move(notes), {}, {}, {}}}; }

ScoreEdit eraseNotes(std::span<const Note> notes) {
  return {{{notes.begin(), notes.end()}, {}, {}, {}}, {}};
}

ScoreEdit moveNotes(std::span<const Note> notes, Tick ticks, int semitones) {
  for (const Note& note : notes) {
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
  return changedNotes(notes, [&](Note note) {
    note.duration =
        std::clamp(note.duration + ticks, std::min(shortest, note.duration), maxTick - note.onset);
    return note;
  });
}

ScoreEdit resizeStarts(std::span<const Note> notes, Tick ticks, Tick shortest) {
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

ScoreEdit quantiseOnsets(std::span<const Note> notes, Tick grid) {
  return changedNotes(notes, [&](Note note) {
    const Tick latest = (maxTick - note.duration) / grid * grid;
    note.onset = std::min((note.onset + grid / 2) / grid * grid, latest);
    return note;
  });
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
