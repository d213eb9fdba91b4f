// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_edit.h"

#include <algorithm>
#include <utility>

#include "ui/compose/take_record.h"

namespace cadenza::ui {

ScoreEdit puttingIn(const Score& score, const Take& take) {
  return acceptance(score, compositionOf(take));
}

bool isInPiece(const Score& score, const Take& take) {
  if (take.material.notes().empty()) return false;
  const ScoreEdit edit = puttingIn(score, take);
  return edit.removed.notes.empty() && edit.added.notes.empty();
}

Score withTake(Score score, const Take& take) {
  score.apply(puttingIn(score, take));
  return score;
}

TickRange withNeighbours(const Score& score, TickRange range) {
  const MeterMap& meter = score.meter();
  const TickRange first = meter.barAround(range.begin);
  const Tick begin = meter.barAround(std::max(first.begin - 1, 0)).begin;
  const TickRange last = meter.barAround(range.end);
  return {begin, std::min(last.end, std::max(score.end(), range.end))};
}

}  // namespace cadenza::ui
