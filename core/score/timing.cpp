// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/timing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "core/score/note_changes.h"

namespace cadenza {
namespace {

Tick wholeTick(double tick) { return static_cast<Tick>(std::lround(tick)); }

Tick movedTowards(Tick from, Tick to, double strength) {
  return from + wholeTick((to - from) * strength);
}

// Between -reach and reach, small ones likelier.
double wobble(Random& random, double reach) {
  return (random.uniform() - random.uniform()) * reach;
}

using Strike = std::pair<Tick, std::uint8_t>;
Strike strikeOf(const Note& note) { return {note.onset, note.pitch}; }

// Merges the moved notes of one strike, with those of `notes` that did not move.
ScoreEdit withoutUnisons(std::span<const Note> notes, ScoreEdit moved) {
  if (moved.added.notes.empty()) return moved;
  std::set<Strike> locked;
  std::vector<Note> unmoved(notes.begin(), notes.end());
  std::ranges::sort(unmoved);
  std::ranges::sort(moved.removed.notes);
  std::vector<Note> rest;
  std::ranges::set_difference(unmoved, moved.removed.notes, std::back_inserter(rest));
  std::set<Strike> strikes;
  for (const Note& note : moved.added.notes) strikes.insert(strikeOf(note));
  for (const Note& note : rest) {
    if (!strikes.contains(strikeOf(note))) continue;
    if (note.locked) {
      locked.insert(strikeOf(note));
    } else {
      moved.removed.notes.push_back(note);
      moved.added.notes.push_back(note);
    }
  }
  std::vector<Note> merged;
  std::map<Strike, std::size_t> places;
  for (const Note& note : moved.added.notes) {
    if (locked.contains(strikeOf(note))) continue;
    const auto [place, isNew] = places.try_emplace(strikeOf(note), merged.size());
    if (isNew) {
      merged.push_back(note);
      continue;
    }
    Note& kept = merged[place->second];
    kept.duration = std::max(kept.duration, note.duration);
    kept.velocity = std::max(kept.velocity, note.velocity);
  }
  moved.added.notes = std::move(merged);
  return moved;
}

}  // namespace

Tick nearestGridLine(const MeterMap& meter, Tick tick, Tick grid, double swing) {
  tick = std::max(tick, Tick{0});
  const TickRange bar = meter.barAround(tick);
  const Tick late = wholeTick((2 * swing - 1) * grid);
  const auto line = [&](Tick cell) {
    const Tick start = bar.begin + cell * grid + (cell % 2 == 1 ? late : 0);
    return std::min(start, bar.end);
  };
  const Tick cell = (tick - bar.begin) / grid;
  Tick nearest = bar.begin;
  for (const Tick candidate : {std::max(cell - 1, Tick{0}), cell, cell + 1, cell + 2}) {
    const Tick there = line(candidate);
    if (std::abs(there - tick) <= std::abs(nearest - tick)) nearest = there;
  }
  return nearest;
}

ScoreEdit quantise(const MeterMap& meter, std::span<const Note> notes,
                   const QuantiseOptions& options, std::span<const Note> others) {
  const auto onGrid = [&](Tick tick) {
    return nearestGridLine(meter, tick, options.grid, options.swing);
  };
  const ScoreEdit moved = changedNotes(notes, [&](Note note) {
    const Tick end = note.end();
    const Tick target = onGrid(note.onset);
    note.onset = movedTowards(note.onset, target, options.strength);
    if (options.ends) {
      const Tick nearest = onGrid(end);
      const Tick last = nearest > target ? nearest : onGrid(target + options.grid);
      note.duration = std::max(movedTowards(end, last, options.strength) - note.onset, Tick{1});
    }
    note.onset = std::min(note.onset, maxTick - 1);
    note.duration = std::min(note.duration, maxTick - note.onset);
    return note;
  });
  return withoutUnisons(others.empty() ? notes : others, moved);
}

ScoreEdit humanise(std::span<const Note> notes, const HumaniseOptions& options, Random random) {
  return changedNotes(notes, [&](Note note) {
    const Tick moved = note.onset + wholeTick(wobble(random, options.timing));
    note.onset = std::clamp(moved, Tick{0}, std::max(note.onset, maxTick - note.duration));
    const double velocity = note.velocity + wobble(random, options.velocity);
    note.velocity = static_cast<std::uint8_t>(std::clamp(std::lround(velocity), 1L, 127L));
    return note;
  });
}

}  // namespace cadenza
