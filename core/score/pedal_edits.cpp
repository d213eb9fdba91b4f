// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/pedal_edits.h"

#include <algorithm>

#include "core/score/changed_items.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

using Pedal = std::vector<PedalChange>;

constexpr std::uint8_t lowestDown = 64;

bool isBefore(const PedalChange& change, Tick tick) { return change.tick < tick; }

// `inside`, which begins at the range's begin, in place of all that stands in the range; where the
// range ends the pedal goes on as it did.
Pedal replaced(const Pedal& pedal, TickRange range, const Pedal& inside) {
  const auto first = std::lower_bound(pedal.begin(), pedal.end(), range.begin, isBefore);
  const auto last = std::lower_bound(first, pedal.end(), range.end, isBefore);
  Pedal result(pedal.begin(), first);
  const auto put = [&result](const PedalChange& change) {
    const std::uint8_t before = result.empty() ? 0 : result.back().value;
    if (change.value != before) result.push_back(change);
  };
  for (const PedalChange& change : inside) put(change);
  const bool standsAtEnd = last != pedal.end() && last->tick == range.end;
  if (!standsAtEnd && range.end < maxTick) put({range.end, pedalAt(pedal, range.end)});
  result.insert(result.end(), last, pedal.end());
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

std::uint8_t pedalAt(const Pedal& pedal, Tick tick) {
  return lastChangeAt(pedal, tick).value_or(PedalChange{}).value;
}

std::optional<TickRange> pedalBlockAt(const Pedal& pedal, Tick tick) {
  const auto isDown = [](const PedalChange& change) { return change.isDown(); };
  const auto after = std::lower_bound(pedal.begin(), pedal.end(), tick + 1, isBefore);
  if (after == pedal.begin() || !(after - 1)->isDown()) return std::nullopt;
  const auto end = std::find_if_not(after, pedal.end(), isDown);
  const auto up = std::find_if_not(std::make_reverse_iterator(after), pedal.rend(), isDown);
  return TickRange{up.base()->tick, end == pedal.end() ? maxTick : end->tick};
}

std::vector<TickRange> pedalBlocks(const Pedal& pedal) {
  std::vector<TickRange> blocks;
  bool isDown = false;
  for (const PedalChange& change : pedal) {
    if (change.isDown() && !isDown) blocks.push_back({change.tick, maxTick});
    if (!change.isDown() && isDown) blocks.back().end = change.tick;
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
  Pedal pedal = score.pedal();
  const std::uint8_t first = pedalAt(pedal, block.begin);
  const std::uint8_t last = pedalAt(pedal, block.end - 1);
  if (to.begin > block.begin) pedal = lifted(pedal, {block.begin, std::min(to.begin, block.end)});
  if (to.end < block.end) pedal = lifted(pedal, {std::max(to.end, block.begin), block.end});
  if (to.begin < block.begin) pedal = held(pedal, {to.begin, block.begin}, first);
  if (to.end > block.end) pedal = held(pedal, {block.end, to.end}, last);
  return becomes(score, pedal);
}

}  // namespace cadenza
