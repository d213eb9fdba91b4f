// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/excerpt.h"

#include <algorithm>

namespace cadenza {
namespace {

// Changes inside of the range, and the last one before it as the first.
template <class Change>
std::vector<Change> changesIn(const std::vector<Change>& changes, TickRange range) {
  std::vector<Change> inside;
  for (Change change : changes) {
    if (change.tick >= range.end) break;
    if (change.tick <= range.begin) inside.clear();
    change.tick = std::max(change.tick - range.begin, 0);
    inside.push_back(change);
  }
  return inside;
}

}  // namespace

Score excerpt(const Score& score, TickRange range) {
  ScoreItems items;
  for (Note note : score.notesAround(range)) {
    const Tick begin = std::max(note.onset, range.begin);
    const Tick end = std::min(note.end(), range.end);
    if (begin >= end) continue;
    note.onset = begin - range.begin;
    note.duration = end - begin;
    items.notes.push_back(note);
  }
  items.pedal = changesIn(score.pedal(), range);  // Score() drops a re-pedal at the begin
  items.tempo = changesIn(score.tempo().changes(), range);
  items.meter = changesIn(score.meter().signatures(), range);
  return Score(std::move(items));
}

Score excerpt(const Score& score, std::span<const Note> notes) {
  if (notes.empty()) return {};
  Tick begin = maxTick;
  Tick end = 0;
  for (const Note& note : notes) {
    begin = std::min(begin, note.onset);
    end = std::max(end, note.end());
  }
  begin = score.meter().barAround(begin).begin;
  ScoreItems items = excerpt(score, TickRange{begin, end}).items();
  items.notes.assign(notes.begin(), notes.end());
  for (Note& note : items.notes) note.onset -= begin;
  return Score(std::move(items));
}

}  // namespace cadenza
