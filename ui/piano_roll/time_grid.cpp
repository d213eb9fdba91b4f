// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cadenza::ui {
namespace {

// How many bars apart lines may stand: a power of two.
int barStride(Tick barLength, double pixelsPerTick, double nearest) {
  const double wanted = 2 * nearest / (barLength * pixelsPerTick);
  return wanted <= 1 ? 1
                     : static_cast<int>(std::bit_ceil(static_cast<unsigned>(std::ceil(wanted))));
}

void addWithinBar(std::vector<GridLine>& lines, TickRange bar, int number, TickRange range,
                  const TimeSignature& signature, Tick step) {
  for (Tick tick = bar.begin + step; tick < bar.end; tick += step) {
    if (tick < range.begin) continue;
    if (tick > range.end) return;
    const bool beat = (tick - bar.begin) % signature.beatLength() == 0;
    lines.push_back({tick, beat ? GridLevel::Beat : GridLevel::Fine, number});
  }
}

// The finest of step, beat and whole bar that leaves room between lines.
Tick stepWithinBar(const TimeSignature& signature, Tick step, double pixelsPerTick,
                   double nearest) {
  for (const Tick candidate : {step, signature.beatLength()}) {
    if (candidate > 0 && candidate * pixelsPerTick >= nearest) return candidate;
  }
  return signature.barLength();
}

}  // namespace

std::vector<GridLine> gridLines(const MeterMap& meter, TickRange range, Tick step,
                                double pixelsPerTick, double nearest) {
  std::vector<GridLine> lines;
  TickRange bar = meter.barAround(range.begin);
  int number = meter.positionAt(range.begin).bar;
  while (bar.begin <= range.end && bar.begin < maxTick) {
    const TimeSignature signature = meter.signatureAt(bar.begin);
    const int stride = barStride(signature.barLength(), pixelsPerTick, nearest);
    if (number % stride == 0) lines.push_back({bar.begin, GridLevel::Bar, number});
    if (stride == 1) {
      addWithinBar(lines, bar, number, range, signature,
                   stepWithinBar(signature, step, pixelsPerTick, nearest));
      ++number;
    } else {
      number += stride - number % stride;
    }
    bar = meter.barAround(meter.barStart(number));
  }
  std::erase_if(lines, [&](const GridLine& line) { return line.tick < range.begin; });
  return lines;
}

Tick snappedDown(const MeterMap& meter, Tick tick, Tick step) {
  tick = std::max(tick, Tick{0});
  if (step <= 0) return tick;
  const Tick bar = meter.barAround(tick).begin;
  return bar + (tick - bar) / step * step;
}

Tick snapped(const MeterMap& meter, Tick tick, Tick step) {
  tick = std::max(tick, Tick{0});
  if (step <= 0) return tick;
  const Tick below = snappedDown(meter, tick, step);
  const Tick above = std::min(below + step, meter.barAround(tick).end);
  return tick - below < above - tick ? below : above;
}

}  // namespace cadenza::ui
