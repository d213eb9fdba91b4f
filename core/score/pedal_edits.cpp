// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/pedal_edits.h"

#include <algorithm>
#include <functional>

#include "core/score/changed_items.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

using Pedal = std::vector<PedalChange>;

constexpr std::uint8_t lowestDown = 64;

bool isBefore(const PedalChange& change, Tick tick) { return change.tick < tick; }

bool isDownAfter(const Pedal& pedal) { return !pedal.empty() && pedal.back().isDown(); }

// The dampers fall on that tick, and a block may begin there.
bool liftsAt(const Pedal& pedal, Pedal::const_iterator change, Tick tick) {
  return change != pedal.end() && change->tick == tick && change->lifts();
}

bool beginsBlock(const Pedal& pedal, Pedal::const_iterator change) {
  const bool wasDown = change != pedal.begin() && (change - 1)->isDown();
  return change->isDown() && (change->repedals || !wasDown);
}

// `inside`, which begins at the range's begin, in place of all that is in the range; where the
// range ends the position is the one that it was there.
Pedal replaced(const Pedal& pedal, TickRange range, const Pedal& inside) {
  const auto first = std::lower_bound(pedal.begin(), pedal.end(), range.begin, isBefore);
  const auto last = std::lower_bound(first, pedal.end(), range.end, isBefore);
  const bool touches = liftsAt(pedal, first, range.begin);
  Pedal result(pedal.begin(), first);
  const auto put = [&](PedalChange change) {
    change.repedals =
        touches && change.tick == range.begin && change.isDown() && isDownAfter(result);
    const std::uint8_t before = result.empty() ? 0 : result.back().value;
    if (change.value != before || change.repedals) result.push_back(change);
  };
  for (const PedalChange& change : inside) put(change);
  if (last != pedal.end() && last->tick == range.end) {
    PedalChange next = *last;
    next.repedals = beginsBlock(pedal, last) && isDownAfter(result);
    result.push_back(next);
    result.insert(result.end(), last + 1, pedal.end());
  } else {
    if (range.end < maxTick) put({range.end, pedalAt(pedal, range.end)});
    result.insert(result.end(), last, pedal.end());
  }
  return result;
}

Pedal held(const Pedal& pedal, TickRange range, std::uint8_t value) {
  if (range.length() <= 0) return pedal;
  return replaced(pedal, range, {{range.begin, value}});
}

// Up, and where it was not quite up before the range, as it was.
Pedal lifted(const Pedal& pedal, TickRange range) {
  const std::uint8_t before = range.begin > 0 ? pedalAt(pedal, range.begin - 1) : 0;
  return held(pedal, range, before < lowestDown ? before : 0);
}

Pedal shapeOf(const Pedal& pedal, TickRange block) {
  Pedal shape{{block.begin, pedalAt(pedal, block.begin)}};
  const auto first = std::lower_bound(pedal.begin(), pedal.end(), block.begin + 1, isBefore);
  shape.insert(shape.end(), first, std::lower_bound(first, pedal.end(), block.end, isBefore));
  return shape;
}

ScoreEdit becomes(const Score& score, const Pedal& pedal) {
  ScoreEdit edit;
  addDifference(score.pedal(), pedal, edit.removed.pedal, edit.added.pedal);
  return edit;
}

TickRange inTime(TickRange range) {
  return {std::clamp(range.begin, Tick{0}, maxTick), std::clamp(range.end, Tick{0}, maxTick)};
}

}  // namespace

void appendPedal(Pedal& pedal, PedalChange change, std::uint8_t before) {
  bool lifted = change.repedals;
  if (!pedal.empty() && pedal.back().tick == change.tick) {
    lifted = lifted || pedal.back().lifts();
    pedal.pop_back();
  }
  const bool wasDown = pedal.empty() ? before >= lowestDown : pedal.back().isDown();
  change.repedals = lifted && wasDown && change.isDown();
  pedal.push_back(change);
}

std::uint8_t pedalAt(const Pedal& pedal, Tick tick) {
  return lastChangeAt(pedal, tick).value_or(PedalChange{}).value;
}

std::optional<TickRange> pedalBlockAt(const Pedal& pedal, Tick tick) {
  const auto after = std::lower_bound(pedal.begin(), pedal.end(), tick + 1, isBefore);
  if (after == pedal.begin() || !(after - 1)->isDown()) return std::nullopt;
  const auto end = std::find_if(after, pedal.end(), std::mem_fn(&PedalChange::lifts));
  auto begin = after - 1;
  while (!beginsBlock(pedal, begin)) --begin;
  return TickRange{begin->tick, end == pedal.end() ? maxTick : end->tick};
}

std::vector<TickRange> pedalBlocks(const Pedal& pedal) {
  std::vector<TickRange> blocks;
  bool isDown = false;
  for (const PedalChange& change : pedal) {
    if (isDown && change.lifts()) blocks.back().end = change.tick;
    if (change.isDown() && (!isDown || change.repedals)) blocks.push_back({change.tick, maxTick});
    isDown = change.isDown();
  }
  return blocks;
}

ScoreEdit setPedalDown(const Score& score, TickRange range, std::uint8_t value) {
  return becomes(score, held(score.pedal(), inTime(range), std::max(value, lowestDown)));
}

ScoreEdit liftPedal(const Score& score, TickRange range) {
  range = inTime(range);
  if (range.length() <= 0) return {};
  return becomes(score, lifted(score.pedal(), range));
}

ScoreEdit movePedalBlock(const Score& score, TickRange block, Tick ticks) {
  const bool isOpen = block.end >= maxTick;
  const Tick furthest = (isOpen ? maxTick - block.begin - 1 : maxTick - block.end);
  ticks = std::clamp(ticks, -block.begin, std::max(Tick{0}, furthest));
  Pedal shape = shapeOf(score.pedal(), block);
  for (PedalChange& change : shape) change.tick += ticks;
  std::erase_if(shape, [](const PedalChange& change) { return change.tick >= maxTick; });
  const TickRange to{block.begin + ticks, isOpen ? maxTick : block.end + ticks};
  return becomes(score, replaced(lifted(score.pedal(), block), to, shape));
}

ScoreEdit resizePedalBlock(const Score& score, TickRange block, TickRange to) {
  to = inTime(to);
  const Pedal without = lifted(score.pedal(), block);
  if (to.length() <= 0) return becomes(score, without);
  Pedal shape = shapeOf(score.pedal(), block);
  const std::uint8_t first = pedalAt(shape, std::max(to.begin, block.begin));
  std::erase_if(shape, [&](const PedalChange& change) {
    return change.tick <= to.begin || change.tick == block.begin || change.tick >= to.end;
  });
  shape.insert(shape.begin(), {to.begin, first});
  return becomes(score, replaced(without, to, shape));
}

}  // namespace cadenza
