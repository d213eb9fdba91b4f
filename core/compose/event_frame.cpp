// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/event_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cadenza {
namespace {

constexpr Tick ticksPerScoreUnit = ticksPerQuarter / 24;
constexpr double unitsPerSecond = 100;
constexpr std::size_t notesOfSuffix = 32;  // more do not help to fill a gap (docs/results.md)

// The pedal up to the range, or to its end where it stays.
Score givenOf(const Score& seed, const Surroundings& around) {
  const Tick from = around.range.begin;
  ScoreItems items;
  const auto before = seed.notesStartingIn({0, from});
  const auto heard = before.last(std::min(before.size(), longestContext));
  items.notes.assign(heard.begin(), heard.end());
  const Tick begin = items.notes.empty() ? from : items.notes.front().onset;
  for (const Note& note : around.staying) {
    if (note.onset >= from) items.notes.push_back(note);
  }
  const Tick until = around.keepsPedal ? around.range.end : from;
  for (const PedalChange& change : seed.pedal()) {
    if (change.tick >= begin && change.tick < until) items.pedal.push_back(change);
  }
  items.tempo = seed.tempo().changes();
  items.meter = seed.meter().signatures();
  return Score(std::move(items));
}

// How many of the notes that are thought again go from `window`.
int goingIn(TickRange window, const Rethinking& rethinking, const Surroundings& around) {
  const auto goes = [&](const Note& note) {
    return !note.locked && window.contains(note.onset) &&
           !std::binary_search(around.spared.begin(), around.spared.end(), note);
  };
  return static_cast<int>(std::ranges::count_if(rethinking.notes, goes));
}

}  // namespace

Tick EventFrame::tickAt(std::int64_t unit) const {
  if (recipe.grid == Grid::Score) {
    return static_cast<Tick>(std::min<std::int64_t>(origin + unit * ticksPerScoreUnit, maxTick));
  }
  return tempo.tickAt(tempo.secondsAt(origin) + static_cast<double>(unit) / unitsPerSecond);
}

std::int64_t EventFrame::unitFrom(Tick tick) const {
  if (recipe.grid == Grid::Score) {
    const std::int64_t ticks = std::int64_t{tick} - origin;
    const std::int64_t whole = ticks / ticksPerScoreUnit;
    return ticks > whole * ticksPerScoreUnit ? whole + 1 : whole;
  }
  const double seconds = tempo.secondsAt(tick) - tempo.secondsAt(origin);
  auto unit = static_cast<std::int64_t>(std::floor(seconds * unitsPerSecond)) - 1;
  while (tickAt(unit) < tick) ++unit;
  return unit;
}

std::optional<std::size_t> EventFrame::windowAt(std::int64_t unit) const {
  const auto next = std::upper_bound(windows.begin(), windows.end(), unit,
                                     [](std::int64_t u, const Window& w) { return u < w.begin; });
  if (next == windows.begin() || unit >= (next - 1)->end) return std::nullopt;
  return static_cast<std::size_t>(next - windows.begin()) - 1;
}

int EventFrame::densityAt(std::int64_t unit) const {
  if (onsets.empty()) return freeDensity;
  const auto first = std::upper_bound(onsets.begin(), onsets.end(), unit);
  const auto last = std::upper_bound(first, onsets.end(), unit + densityWindow(recipe.grid));
  return densityLevel(recipe.grid, static_cast<int>(last - first));
}

HeardPiece heardPiece(const Score& seed, const Surroundings& around, const EventRecipe& recipe) {
  HeardPiece heard;
  heard.notes = givenOf(seed, around);
  heard.encoded = encodeNoteEvents(heard.notes, {recipe.grid, recipe.pedal}, Closing::Open);
  const auto& notes = heard.notes.notes();
  heard.isLed = !notes.empty() && notes.front().onset < around.range.begin;
  return heard;
}

Score suffixOfGap(const Score& seed, Tick until) {
  ScoreItems items;
  const auto after = seed.notesStartingIn({until, maxTick});
  const auto heard = after.first(std::min(after.size(), notesOfSuffix));
  items.notes.assign(heard.begin(), heard.end());
  const Tick end = heard.empty() ? until : heard.back().onset + 1;
  bool wasDown = false;
  for (const PedalChange& change : seed.pedal()) {
    if (change.tick < until) wasDown = change.isDown();
    if (change.tick >= until && change.tick < end) items.pedal.push_back(change);
  }
  const bool saysItself = !items.pedal.empty() && items.pedal.front().tick == until;
  if (wasDown && !saysItself) items.pedal.push_back({until, 127});
  items.tempo = seed.tempo().changes();
  items.meter = seed.meter().signatures();
  return Score(std::move(items));
}

int densityAt(const EncodedScore& encoded, std::size_t event, Grid grid) {
  const std::int64_t until = encoded.units[event] + densityWindow(grid);
  int notes = 0;
  for (std::size_t i = event + 1; i < encoded.events.size() && encoded.units[i] <= until; ++i) {
    const bool isLater = encoded.units[i] > encoded.units[event];
    notes += isLater && isNoteOn(encoded.events[i].action) ? 1 : 0;
  }
  return densityLevel(grid, notes);
}

EventFrame frameOf(const ComposeRequest& request, const EventRecipe& recipe, Surroundings around,
                   const HeardPiece& heard) {
  const TickRange range = around.range;
  const EncodedScore& encoded = heard.encoded;
  EventFrame frame{std::move(around),
                   request.length,
                   recipe,
                   request.seed.tempo(),
                   BarClock(recipe.grid, {}),
                   heard.isLed ? encoded.origin : range.begin,
                   0,
                   EventFrame::never,
                   {},
                   {},
                   {}};
  frame.clock = BarClock(recipe.grid, request.seed.meter(), frame.origin);
  frame.from = frame.unitFrom(range.begin);
  if (range.end < maxTick) frame.end = frame.unitFrom(range.end);
  for (const TickRange& window : frame.around.windows) {
    const bool isEndless = window.end == maxTick;
    const int most = frame.isOpenThroughout() ? std::numeric_limits<int>::max()
                                              : goingIn(window, *request.rethinking, frame.around);
    frame.windows.push_back({frame.unitFrom(window.begin),
                             isEndless ? EventFrame::never : frame.unitFrom(window.end), most});
  }
  if (request.rethinking) {
    // As far as a density looks ahead of the end.
    const Tick lastOnset = frame.tickAt(frame.end + densityWindow(recipe.grid));
    for (const Note& note : request.seed.notesStartingIn({range.begin, lastOnset})) {
      frame.onsets.push_back(frame.unitFrom(note.onset));
    }
  }
  const std::int64_t offset = heard.isLed ? 0 : frame.unitFrom(encoded.origin);
  for (std::size_t i = 1; i < encoded.events.size(); ++i) {
    const std::int64_t unit = encoded.units[i] + offset;
    const bool isInside = unit >= frame.from && unit < frame.end;
    const bool stays = !isPedal(encoded.events[i].action) || frame.around.keepsPedal;
    if (isInside && stays) frame.given.push_back({unit, encoded.events[i]});
  }
  return frame;
}

}  // namespace cadenza
