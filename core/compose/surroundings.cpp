// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/surroundings.h"

#include <algorithm>
#include <iterator>

#include "core/base/random.h"

namespace cadenza {
namespace {

// Where new music begins: where it is asked for, or at the end of the seed.
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
  if (request.until) return *request.until;
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

// Of the notes that are to be thought again, those that go: the share of their onsets that the
// strength says, at least one.
std::vector<Note> drawnToGo(const Rethinking& rethinking, std::uint64_t randomSeed) {
  std::vector<Tick> onsets;
  for (const Note& note : rethinking.notes) {
    if (!note.locked) onsets.push_back(note.onset);
  }
  std::sort(onsets.begin(), onsets.end());
  onsets.erase(std::unique(onsets.begin(), onsets.end()), onsets.end());
  Random random(randomSeed ^ 0x76617279);
  for (std::size_t i = onsets.size(); i > 1; --i) {
    std::swap(onsets[i - 1], onsets[random.below(i)]);
  }
  const double share = rethinking.strength * static_cast<double>(onsets.size());
  onsets.resize(std::max<std::size_t>(1, static_cast<std::size_t>(share + 0.5)));
  std::vector<Note> going;
  std::ranges::copy_if(rethinking.notes, std::back_inserter(going), [&](const Note& note) {
    return !note.locked && std::ranges::find(onsets, note.onset) != onsets.end();
  });
  std::sort(going.begin(), going.end());
  return going;
}

std::vector<TickRange> soundingOf(const std::vector<Note>& notes, TickRange range) {
  std::vector<TickRange> windows;
  for (const Note& note : notes) {
    const Tick end = std::min(note.end(), range.end);
    if (!windows.empty() && note.onset <= windows.back().end) {
      windows.back().end = std::max(windows.back().end, end);
    } else {
      windows.push_back({note.onset, end});
    }
  }
  return windows;
}

}  // namespace

bool Surroundings::isOpenAt(Tick tick) const {
  const auto next = std::upper_bound(windows.begin(), windows.end(), tick,
                                     [](Tick t, const TickRange& w) { return t < w.begin; });
  return next != windows.begin() && tick < (next - 1)->end;
}

Surroundings surroundingsOf(const ComposeRequest& request, Tick unit) {
  Surroundings around;
  around.range.begin = startOf(request, unit);
  around.range.end = endOf(request, around.range.begin);
  around.isGap = request.until.has_value();
  around.windows = {around.range};
  std::vector<Note> going;
  if (request.rethinking) {
    going = drawnToGo(*request.rethinking, request.randomSeed);
    around.keepsPedal = true;
    if (request.rethinking->strength < 1) around.windows = soundingOf(going, around.range);
  }
  for (const PedalChange& change : request.seed.pedal()) {
    if (change.tick < around.range.begin) around.isPedalled = change.isDown();
    const bool stays = around.keepsPedal && around.range.contains(change.tick);
    if (stays) around.keptPedal.push_back(change);
  }
  for (const Note& note : request.seed.notesAround(around.range)) {
    if (note.onset < around.range.begin) {
      if (note.end() > around.range.begin) around.staying.push_back(note);
      continue;
    }
    if (note.onset >= around.range.end) break;
    const bool isSpared =
        request.rethinking && !note.locked && !std::binary_search(going.begin(), going.end(), note);
    if (isSpared) around.spared.push_back(note);
    if (isSpared || note.locked) around.staying.push_back(note);
  }
  return around;
}

std::vector<Note> notesFrom(const std::vector<Note>& notes, Tick since) {
  return {std::ranges::lower_bound(notes, since, {}, &Note::onset), notes.end()};
}

Composition compositionOf(std::vector<Note> notes, const Surroundings& around, TickRange range,
                          const Limits& limits) {
  Limits drawn = limits;
  drawn.key.reset();
  drawn.lowestPitch = 0;
  drawn.highestPitch = 127;
  std::erase_if(notes, [&](const Note& note) { return !around.isOpenAt(note.onset); });
  Composition composition;
  composition.range = range;
  composition.material.notes = withinLimits(notes, around.staying, drawn, range);
  composition.material.pedal = around.keptPedal;
  if (around.isPedalled && !around.keepsPedal) {
    composition.material.pedal.push_back({range.begin, 0});
  }
  composition.staying = around.spared;
  return composition;
}

Score contextBefore(const Score& seed, Tick from, std::size_t most) {
  ScoreItems items;
  const auto before = seed.notesStartingIn({0, from});
  for (const Note& note : before.last(std::min(before.size(), most))) {
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

}  // namespace cadenza
