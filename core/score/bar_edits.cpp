// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/bar_edits.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/score/changed_items.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

ScoreEdit editTo(const Score& score, ScoreItems items) {
  const Score wanted(std::move(items));
  ScoreEdit edit;
  addDifference(score.notes(), wanted.notes(), edit.removed.notes, edit.added.notes);
  addDifference(score.pedal(), wanted.pedal(), edit.removed.pedal, edit.added.pedal);
  addDifference(score.tempo().changes(), wanted.tempo().changes(), edit.removed.tempo,
                edit.added.tempo);
  addDifference(score.meter().signatures(), wanted.meter().signatures(), edit.removed.meter,
                edit.added.meter);
  addDifference(score.markers(), wanted.markers(), edit.removed.markers, edit.added.markers);
  return edit;
}

template <class Change>
bool saysTheSame(Change a, const Change& b) {
  a.tick = b.tick;
  return a == b;
}

template <class Change>
void makeLater(std::vector<Change>& changes, Tick firstMoved, Tick length) {
  for (Change& change : changes) {
    if (change.tick >= firstMoved) change.tick += length;
  }
}

void liftMeanwhile(std::vector<PedalChange>& pedal, Tick tick, Tick length) {
  const auto before = lastChangeAt(pedal, tick - 1);
  if (!before || !before->isDown()) return;
  const Tick later = tick + length;
  const auto there = std::ranges::find(pedal, later, &PedalChange::tick);
  if (there == pedal.end()) {
    pedal.push_back({later, before->value});
  } else {
    there->repedals = false;
  }
  pedal.push_back({tick, 0});
}

// Without what is in `range`: what held at its end holds from its begin.
template <class Change>
std::vector<Change> withoutRange(const std::vector<Change>& changes, TickRange range) {
  std::vector<Change> kept;
  std::optional<Change> held;
  const auto keepHeld = [&] {
    if (held && (kept.empty() || !saysTheSame(*held, kept.back()))) kept.push_back(*held);
    held.reset();
  };
  for (Change change : changes) {
    if (change.tick < range.begin) {
      kept.push_back(change);
    } else if (change.tick <= range.end) {
      held = change;
      held->tick = range.begin;
    } else {
      keepHeld();
      change.tick -= range.length();
      kept.push_back(change);
    }
  }
  keepHeld();
  return kept;
}

// What changes in `range`, `later` ticks later, and at its begin what holds there, where that is
// not what held before: the end of the range.
template <class Change>
void copyRange(const std::vector<Change>& from, TickRange range, Tick later,
               std::vector<Change>& to) {
  Change first = lastChangeAt(from, range.begin).value_or(Change{});
  const Change last = lastChangeAt(from, range.end - 1).value_or(Change{});
  bool isNews = !saysTheSame(first, last);
  if constexpr (std::is_same_v<Change, PedalChange>) {
    // Pressed at the begin and still down at the end, it is lifted between the two.
    const bool isPressedThere = first.tick == range.begin && first.isDown() && !from.empty();
    first.repedals = isPressedThere && last.isDown();
    isNews = first.isDown() != last.isDown() || first.value != last.value || first.repedals;
  }
  if (isNews) {
    first.tick = range.begin + later;
    to.push_back(first);
  }
  for (Change change : from) {
    if (change.tick <= range.begin || change.tick >= range.end) continue;
    change.tick += later;
    to.push_back(change);
  }
}

// Notes that last beyond the end of the range do so after the last copy alone.
void copyNotes(const Score& score, TickRange range, int times, std::vector<Note>& notes) {
  const auto cut = [&](Note& note) {
    note.duration = std::min(note.duration, range.end - note.onset);
  };
  for (Note& note : notes) {
    if (range.contains(note.onset) && !note.locked) cut(note);
  }
  for (int copy = 1; copy <= times; ++copy) {
    for (Note note : score.notesStartingIn(range)) {
      if (copy < times) cut(note);
      note.onset += copy * range.length();
      note.locked = false;
      notes.push_back(note);
    }
  }
}

// The tick of the last item of any kind.
Tick lastTick(const Score& score) {
  Tick last = score.end();
  if (!score.markers().empty()) last = std::max(last, score.markers().back().tick);
  const auto& tempo = score.tempo().changes();
  if (!tempo.empty()) last = std::max(last, tempo.back().tick);
  const auto& meter = score.meter().signatures();
  return meter.empty() ? last : std::max(last, meter.back().tick);
}

bool hasRoom(const Score& score, std::int64_t more) {
  return more > 0 && std::int64_t{lastTick(score)} + more <= maxTick;
}

ScoreItems withTimeInserted(const Score& score, Tick tick, Tick length) {
  ScoreItems items = score.items();
  for (Note& note : items.notes) {
    if (note.onset >= tick) note.onset += length;
  }
  for (PedalChange& change : items.pedal) {
    if (change.tick >= tick) change.tick += length;
  }
  makeLater(items.tempo, std::max(tick, Tick{1}), length);
  makeLater(items.meter, tick + 1, length);
  for (Marker& marker : items.markers) {
    if (marker.tick >= tick) marker.tick += length;
  }
  return items;
}

}  // namespace

ScoreEdit insertTime(const Score& score, Tick tick, Tick length) {
  if (tick < 0 || !hasRoom(score, length)) return {};
  ScoreItems items = withTimeInserted(score, tick, length);
  liftMeanwhile(items.pedal, tick, length);
  return editTo(score, std::move(items));
}

ScoreEdit removeTime(const Score& score, TickRange range) {
  if (range.begin < 0 || range.length() <= 0) return {};
  ScoreItems items;
  for (Note note : score.notes()) {
    if (range.contains(note.onset)) continue;
    if (note.onset >= range.end) {
      note.onset -= range.length();
    } else if (note.end() > range.end) {
      note.duration -= range.length();
    } else {
      note.duration = std::min(note.duration, range.begin - note.onset);
    }
    items.notes.push_back(note);
  }
  items.pedal = withoutRange(score.pedal(), range);
  items.tempo = withoutRange(score.tempo().changes(), range);
  items.meter = withoutRange(score.meter().signatures(), range);
  for (Marker marker : score.markers()) {
    if (range.contains(marker.tick)) continue;
    if (marker.tick >= range.end) marker.tick -= range.length();
    items.markers.push_back(std::move(marker));
  }
  return editTo(score, std::move(items));
}

ScoreEdit repeatTime(const Score& score, TickRange range, int times) {
  if (range.begin < 0 || range.length() <= 0 || times < 1) return {};
  const std::int64_t more = std::int64_t{range.length()} * times;
  if (!hasRoom(score, more)) return {};
  ScoreItems items = withTimeInserted(score, range.end, static_cast<Tick>(more));
  // A signature that begins at the end of the range begins at the end of the copies.
  for (TimeSignature& signature : items.meter) {
    if (signature.tick == range.end) signature.tick += static_cast<Tick>(more);
  }
  copyNotes(score, range, times, items.notes);
  for (int copy = 1; copy <= times; ++copy) {
    const Tick later = copy * range.length();
    copyRange(score.pedal(), range, later, items.pedal);
    copyRange(score.tempo().changes(), range, later, items.tempo);
    copyRange(score.meter().signatures(), range, later, items.meter);
  }
  return editTo(score, std::move(items));
}

}  // namespace cadenza
