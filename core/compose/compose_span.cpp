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

std::optional<Error> faultOf(const ComposeRequest& request) {
  const auto fault = [](const char* detail) { return Error{ErrorCode::InvalidArgument, detail}; };
  if (!(request.temperature >= 0.05 && request.temperature <= 4)) {
    return fault("The temperature must lie between 0.05 and 4.");
  }
  if (!(request.topP > 0 && request.topP <= 1)) return fault("Top-p must lie between 0 and 1.");
  const auto* bars = std::get_if<Bars>(&request.length);
  const auto* seconds = std::get_if<Seconds>(&request.length);
  const auto* notes = std::get_if<NoteCount>(&request.length);
  if ((bars && (bars->count < 1 || bars->count > 4000)) ||
      (seconds && !(seconds->count > 0 && seconds->count <= 7200)) ||
      (notes && (notes->count < 1 || notes->count > 50'000))) {
    return fault("The length must lie between 1 and 4,000 bars, 2 hours or 50,000 notes.");
  }
  if (!(request.tempoFactor >= 0.1 && request.tempoFactor <= 10)) {
    return fault("The tempo factor must lie between 0.1 and 10.");
  }
  if (request.from && (*request.from < 0 || *request.from > maxTick / 2)) {
    return fault("The music can't begin there.");
  }
  return std::nullopt;
}

}  // namespace cadenza
