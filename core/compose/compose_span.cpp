// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/compose_span.h"

#include <algorithm>

namespace cadenza {

Score contextBefore(const Score& seed, Tick from) {
  ScoreItems items;
  const auto before = seed.notesStartingIn({0, from});
  for (const Note& note : before.last(std::min(before.size(), longestContext))) {
    items.notes.push_back(note);
    items.notes.back().duration = std::min(note.duration, from - note.onset);
  }
  const Tick begin = items.notes.empty() ? from : items.notes.front().onset;
  for (const PedalChange& change : seed.pedal()) {
    if (change.tick >= begin && change.tick < from) items.pedal.push_back(change);
  }
  items.tempo = seed.tempo().changes();
  items.meter = seed.meter().signatures();
  return Score(std::move(items));
}

Tick startOf(const ComposeRequest& request, Tick unit) {
  if (request.from) return *request.from;
  const Tick end = request.seed.end();
  if (std::holds_alternative<Bars>(request.length)) {
    const TickRange bar = request.seed.meter().barAround(end);
    return bar.begin == end ? end : bar.end;
  }
  return (end + unit - 1) / unit * unit;
}

Tick endOf(const ComposeRequest& request, Tick from) {
  if (const auto* bars = std::get_if<Bars>(&request.length)) {
    const MeterMap& meter = request.seed.meter();
    const int bar = meter.positionAt(from).bar;
    return meter.barStart(bar + bars->count) + from - meter.barStart(bar);
  }
  if (const auto* seconds = std::get_if<Seconds>(&request.length)) {
    const TempoMap& tempo = request.seed.tempo();
    return tempo.tickAt(tempo.secondsAt(from) + seconds->count);
  }
  return maxTick;
}

}  // namespace cadenza
