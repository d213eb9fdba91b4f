// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/live_schedule.h"

#include <algorithm>
#include <vector>

#include "core/score/pedal_edits.h"

namespace cadenza {
namespace {

void addNotes(ScoreItems& items, const Score& piece, const Composition& written, TickRange heard) {
  const Tick begin = written.range.begin;
  for (const Note& note : piece.notesAround(heard)) {
    const bool stays = note.onset < begin || note.locked;
    if (stays && note.end() > heard.begin) items.notes.push_back(note);
  }
  for (const auto& notes : {written.staying, written.material.notes}) {
    std::ranges::copy_if(notes, std::back_inserter(items.notes),
                         [&](const Note& note) { return note.end() > heard.begin; });
  }
}

void addPedal(ScoreItems& items, const Score& piece, const Composition& written, Tick from) {
  std::vector<PedalChange> all;
  for (const PedalChange& change : piece.pedal()) {
    if (change.tick < written.range.begin) all.push_back(change);
  }
  const auto& added = written.material.pedal;
  const bool saysItself = !added.empty() && added.front().tick <= written.range.begin;
  if (!all.empty() && all.back().value > 0 && !saysItself && written.range.begin > 0) {
    all.push_back({written.range.begin, 0});
  }
  all.insert(all.end(), added.begin(), added.end());
  const auto first = std::ranges::upper_bound(all, from, {}, &PedalChange::tick);
  items.pedal.assign(first == all.begin() ? first : first - 1, all.end());
}

}  // namespace

Schedule liveSchedule(const Score& piece, const Composition& written, Tick from,
                      ScheduleOptions options) {
  ScoreItems items;
  addNotes(items, piece, written, {from, written.range.end});
  addPedal(items, piece, written, from);
  items.tempo = piece.tempo().changes();
  items.meter = piece.meter().signatures();
  options.from = from;
  options.until = std::max(options.until, written.range.end);
  return makeSchedule(Score(std::move(items)), options);
}

Schedule waitingSchedule(const Score& piece, Tick from, ScheduleOptions options) {
  options.until = std::max(options.until, from + ticksPerQuarter);
  Schedule schedule = liveSchedule(piece, {{}, {from, from}}, 0, options);
  schedule.hold = from;
  return schedule;
}

}  // namespace cadenza
