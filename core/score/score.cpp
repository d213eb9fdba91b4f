// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/score.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "core/score/pedal_edits.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

Note inRange(Note note) {
  note.onset = std::clamp(note.onset, Tick{0}, maxTick - 1);
  note.duration = std::clamp(note.duration, Tick{1}, maxTick - note.onset);
  note.pitch = std::min(note.pitch, std::uint8_t{127});
  note.velocity = std::clamp(note.velocity, std::uint8_t{1}, std::uint8_t{127});
  return note;
}

// `from` without `removed`, with `added`; all three end up sorted.
template <class Item>
std::vector<Item> exchanged(std::vector<Item> from, std::vector<Item> removed,
                            std::vector<Item> added) {
  if (removed.empty() && added.empty()) return from;
  // Mostly they are: looking costs a tenth of sorting.
  for (std::vector<Item>* items : {&removed, &added}) {
    if (!std::is_sorted(items->begin(), items->end())) std::sort(items->begin(), items->end());
  }
  assert(std::includes(from.begin(), from.end(), removed.begin(), removed.end()));
  std::vector<Item> kept;
  kept.reserve(from.size());
  std::set_difference(from.begin(), from.end(), removed.begin(), removed.end(),
                      std::back_inserter(kept));
  std::vector<Item> merged;
  merged.reserve(kept.size() + added.size());
  std::merge(kept.begin(), kept.end(), added.begin(), added.end(), std::back_inserter(merged));
  return merged;
}

template <class Change>
void replaceStanding(const std::vector<Change>& standing, std::vector<Change>& removed,
                     std::vector<Change>& added) {
  added = sortedByTick(std::move(added));
  for (const Change& change : added) {
    const auto there = lastChangeAt(standing, change.tick);
    const bool isReplaced = there && there->tick == change.tick &&
                            std::find(removed.begin(), removed.end(), *there) == removed.end();
    if (isReplaced) removed.push_back(*there);
  }
}

// One change a tick, a lift between two presses kept as a re-pedal.
std::vector<PedalChange> joinedPedal(std::vector<PedalChange> changes) {
  const auto earlier = [](const PedalChange& a, const PedalChange& b) { return a.tick < b.tick; };
  if (!std::is_sorted(changes.begin(), changes.end(), earlier)) {
    std::stable_sort(changes.begin(), changes.end(), earlier);
  }
  std::vector<PedalChange> pedal;
  pedal.reserve(changes.size());
  for (const PedalChange& change : changes) appendPedal(pedal, change);
  return pedal;
}

template <class Change>
[[maybe_unused]] bool holdsOneATick(const std::vector<Change>& sorted) {
  return std::adjacent_find(sorted.begin(), sorted.end(), [](const Change& a, const Change& b) {
           return a.tick == b.tick;
         }) == sorted.end();
}

}  // namespace

Score::Score(ScoreItems items) : notes_(std::move(items.notes)) {
  for (Note& note : notes_) note = inRange(note);
  if (!std::is_sorted(notes_.begin(), notes_.end())) std::sort(notes_.begin(), notes_.end());
  for (auto& change : items.pedal) change.tick = std::max(change.tick, Tick{0});
  for (auto& marker : items.markers) marker.tick = std::clamp(marker.tick, Tick{0}, maxTick);
  for (auto& change : items.tempo) change.tick = std::max(change.tick, Tick{0});
  pedal_ = joinedPedal(std::move(items.pedal));
  tempo_ = TempoMap(std::move(items.tempo));
  meter_ = MeterMap(std::move(items.meter));
  markers_ = sortedByTick(std::move(items.markers));
  measure();
}

ScoreItems Score::items() const {
  return {notes_, pedal_, tempo_.changes(), meter_.signatures(), markers_};
}

void Score::measure() {
  end_ = pedal_.empty() ? 0 : pedal_.back().tick + 1;
  longestNote_ = 0;
  for (const Note& note : notes_) {
    end_ = std::max(end_, note.end());
    longestNote_ = std::max(longestNote_, note.duration);
  }
}

std::span<const Note> Score::notesStartingIn(TickRange range) const {
  const auto before = [](const Note& note, Tick tick) { return note.onset < tick; };
  const auto first = std::lower_bound(notes_.begin(), notes_.end(), range.begin, before);
  const auto last = std::lower_bound(first, notes_.end(), std::max(range.begin, range.end), before);
  return {first, last};
}

std::span<const Note> Score::notesAround(TickRange range) const {
  return notesStartingIn({range.begin - longestNote_, range.end});
}

ScoreEdit Score::completed(ScoreEdit edit) const {
  replaceStanding(pedal_, edit.removed.pedal, edit.added.pedal);
  replaceStanding(tempo_.changes(), edit.removed.tempo, edit.added.tempo);
  replaceStanding(meter_.signatures(), edit.removed.meter, edit.added.meter);
  replaceStanding(markers_, edit.removed.markers, edit.added.markers);
  return edit;
}

void Score::apply(const ScoreEdit& edit) {
  notes_ = exchanged(std::move(notes_), edit.removed.notes, edit.added.notes);
  pedal_ = exchanged(std::move(pedal_), edit.removed.pedal, edit.added.pedal);
  assert(holdsOneATick(pedal_));
  markers_ = exchanged(std::move(markers_), edit.removed.markers, edit.added.markers);
  assert(holdsOneATick(markers_));
  if (!edit.removed.tempo.empty() || !edit.added.tempo.empty()) {
    tempo_ = TempoMap(exchanged(tempo_.changes(), edit.removed.tempo, edit.added.tempo));
  }
  if (!edit.removed.meter.empty() || !edit.added.meter.empty()) {
    meter_ = MeterMap(exchanged(meter_.signatures(), edit.removed.meter, edit.added.meter));
  }
  measure();
}

}  // namespace cadenza
