// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/piece_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/learn/batches.h"

namespace cadenza {
namespace {

// Notes that begin in `range`, ended where it ends, and what the pedal does meanwhile.
Score cutOut(const CorpusPiece& piece, TickRange range) {
  ScoreItems items;
  const auto first = std::lower_bound(piece.notes.begin(), piece.notes.end(), range.begin,
                                      [](const Note& n, Tick tick) { return n.onset < tick; });
  for (auto note = first; note != piece.notes.end() && note->onset < range.end; ++note) {
    items.notes.push_back(*note);
    items.notes.back().duration = std::min(note->duration, range.end - note->onset);
  }
  const auto change = std::lower_bound(piece.pedal.begin(), piece.pedal.end(), range.begin,
                                       [](const PedalChange& c, Tick t) { return c.tick < t; });
  const bool wasDown = change != piece.pedal.begin() && (change - 1)->isDown();
  if (wasDown) items.pedal.push_back({range.begin, 127});
  for (auto next = change; next != piece.pedal.end() && next->tick < range.end; ++next) {
    items.pedal.push_back(*next);
  }
  if (!items.pedal.empty() && items.pedal.back().isDown()) items.pedal.push_back({range.end, 0});
  items.tempo.assign(piece.tempo.begin(), piece.tempo.end());
  items.meter.assign(piece.meter.begin(), piece.meter.end());
  return Score(std::move(items));
}

// Units from `origin` to `tick`.
std::int64_t unitsBetween(const Score& score, const EncodeOptions& options, Tick origin,
                          Tick tick) {
  constexpr Tick ticksPerScoreUnit = ticksPerQuarter / 24;
  if (options.grid == Grid::Score)
    return (tick - origin + ticksPerScoreUnit / 2) / ticksPerScoreUnit;
  const double seconds = score.tempo().secondsAt(tick) - score.tempo().secondsAt(origin);
  return std::llround(seconds * 100 * options.stretch);
}

std::int64_t lengthOf(const std::vector<Event>& events, Grid grid) {
  std::int64_t units = 0;
  for (const Event& event : events) units += shiftUnits(grid, event.shift);
  return units;
}

}  // namespace

PieceReader::PieceReader(const CorpusPiece& piece, const Assignment& assignment)
    : assignment_(assignment) {
  const GapCut& cut = assignment.cut;
  switch (assignment.telling) {
    case Assignment::Telling::Whole:
      passages_.push_back(passageOf(piece.score(), Closing::End));
      break;
    case Assignment::Telling::Gap: {
      passages_.push_back(passageOf(cutOut(piece, {cut.until, cut.end}), Closing::End));
      for (Guidance& guidance : passages_.back().guidance) guidance.gap = afterGap;
      if (assignment.scored == Assignment::Scored::Middle) {
        passages_.back().scored.assign(passages_.back().events.size(), false);
      }
      [[fallthrough]];
    }
    case Assignment::Telling::Prefix:
      passages_.push_back(passageOf(cutOut(piece, {cut.begin, cut.until}), Closing::Open));
      break;
  }
  enter(0);
}

PieceReader::Passage PieceReader::passageOf(const Score& score, Closing closing) const {
  const EncodeOptions& options = assignment_.options;
  EncodedScore encoded = encodeNoteEvents(score, options, closing);
  Passage passage{
      std::move(encoded.events), BarClock(options.grid, score.meter(), encoded.origin), {}, {}};
  if (closing == Closing::Open) tellGap(score, encoded.origin, assignment_.cut, passage);
  passage.guidance.resize(passage.events.size());
  passage.scored.resize(passage.events.size(), true);
  if (assignment_.tellsDensity) tellDensity(passage);
  return passage;
}

// Ends the passage at the moment where the gap closes and tells each event how much of it is left.
void PieceReader::tellGap(const Score& score, Tick origin, const GapCut& cut,
                          Passage& passage) const {
  const EncodeOptions& options = assignment_.options;
  const std::int64_t from = unitsBetween(score, options, origin, cut.from);
  const std::int64_t until = unitsBetween(score, options, origin, cut.until);
  const std::int64_t left =
      std::max<std::int64_t>(0, until - lengthOf(passage.events, options.grid));
  const int shift =
      shiftClass(options.grid, static_cast<int>(std::min<std::int64_t>(left, longestShift)));
  passage.events.push_back({static_cast<std::uint8_t>(shift), action::end, 0});
  const bool middleOnly = assignment_.scored == Assignment::Scored::Middle;
  std::int64_t unit = 0;
  for (std::size_t i = 0; i < passage.events.size(); ++i) {
    // An event is inside when the next one can be.
    unit += shiftUnits(options.grid, passage.events[i].shift);
    const bool leads = i + 1 < passage.events.size();
    const std::int64_t next =
        leads ? unit + shiftUnits(options.grid, passage.events[i + 1].shift) : unit;
    const int gap = next >= from ? insideGap(until - unit) : beforeGap;
    passage.guidance.push_back(
        {freeDensity, assignment_.telling == Assignment::Telling::Gap ? gap : noGap});
    passage.scored.push_back(!middleOnly || (unit >= from && unit < until));
  }
}

void PieceReader::tellDensity(Passage& passage) const {
  const Grid grid = assignment_.options.grid;
  std::vector<std::int64_t> onsets;
  std::int64_t unit = 0;
  for (const Event& event : passage.events) {
    unit += shiftUnits(grid, event.shift);
    if (isNoteOn(event.action)) onsets.push_back(unit);
  }
  unit = 0;
  for (std::size_t i = 0; i < passage.events.size(); ++i) {
    unit += shiftUnits(grid, passage.events[i].shift);
    const auto first = std::upper_bound(onsets.begin(), onsets.end(), unit);
    const auto last = std::upper_bound(first, onsets.end(), unit + densityWindow(grid));
    passage.guidance[i].density = densityLevel(grid, static_cast<int>(last - first));
  }
}

void PieceReader::enter(std::size_t passage) {
  passage_ = passage;
  at_ = 0;
  unit_ = 0;
  keyboard_ = KeyboardState(assignment_.options.pedal, assignment_.options.grid);
  if (!done()) keyboard_.apply(passages_[passage_].events.front());
  if (!done() && passages_[passage_].events.size() < 2) enter(passage_ + 1);
}

void PieceReader::skip() {
  const Passage& passage = passages_[passage_];
  const Event& next = passage.events[++at_];
  ++position_;
  unit_ += shiftUnits(assignment_.options.grid, next.shift);
  keyboard_.apply(next);
  if (at_ + 1 == passage.events.size()) enter(passage_ + 1);
}

void PieceReader::read(EventBatch& batch, int step, int stream) {
  const auto at = static_cast<std::size_t>(step * batch.streams + stream);
  const Passage& passage = passages_[passage_];
  const Event& last = passage.events[at_];
  const Event& next = passage.events[at_ + 1];
  const Grid grid = assignment_.options.grid;
  batch.shift[at] = last.shift;
  batch.action[at] = last.action;
  batch.velocity[at] = isNoteOn(last.action) ? last.velocity : velocityCount;
  batch.density[at] = passage.guidance[at_].density;
  batch.gap[at] = passage.guidance[at_].gap;
  const BarPlace here = passage.clock.placeAt(unit_);
  batch.since[at] = here.sinceStart;
  batch.until[at] = here.untilEnd;
  for (int key = 0; key < pianoKeyCount; ++key) {
    if (!keyboard_.keys()[static_cast<std::size_t>(key)]) continue;
    const std::size_t cell = at * pianoKeyCount + static_cast<std::size_t>(key);
    batch.keys[cell] = 1.0f;
    batch.ages[cell] = keyboard_.age(key);
  }
  batch.pedal[at] = keyboard_.pedal() ? 1.0f : 0.0f;
  for (int act = 0; act < actionCount; ++act) {
    batch.allowed[at * actionCount + static_cast<std::size_t>(act)] =
        keyboard_.allows(next.shift, act) ? 1 : 0;
  }
  const BarPlace there = passage.clock.placeAt(unit_ + shiftUnits(grid, next.shift));
  batch.nextShift[at] = next.shift;
  batch.nextAction[at] = next.action;
  batch.nextVelocity[at] = next.velocity;
  batch.nextSince[at] = there.sinceStart;
  batch.nextUntil[at] = there.untilEnd;
  batch.count(step, stream, passage.scored[at_ + 1], isNoteOn(next.action));
  skip();
}

}  // namespace cadenza
