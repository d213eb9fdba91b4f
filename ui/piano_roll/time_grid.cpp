// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "core/score/timing.h"

namespace cadenza::ui {
namespace {

constexpr Tick finestStraight = ticksPerQuarter / 16;
constexpr Tick finestTriplet = ticksPerQuarter / 24;
constexpr Tick coarsestSnap = 4 * ticksPerQuarter;

// How many bars apart lines may stand: a power of two.
int barStride(Tick barLength, double pixelsPerTick, double nearest) {
  const double wanted = 2 * nearest / (barLength * pixelsPerTick);
  return wanted <= 1 ? 1
                     : static_cast<int>(std::bit_ceil(static_cast<unsigned>(std::ceil(wanted))));
}

// Lines of the step, and beats where the step is finer than they.
void addWithinBar(std::vector<GridLine>& lines, TickRange bar, int number, TickRange range,
                  const TimeSignature& signature, Tick step) {
  const Tick beat = signature.beatLength();
  const GridLevel fine = isStraight(step) ? GridLevel::Fine : GridLevel::Uneven;
  const Tick within = step % beat == 0 ? maxTick : beat;
  const auto next = [&](Tick after, Tick length) {
    return length == maxTick ? maxTick : bar.begin + ((after - bar.begin) / length + 1) * length;
  };
  const Tick from = std::max(bar.begin, range.begin - 1);
  for (Tick tick = from;;) {
    tick = std::min(next(tick, step), next(tick, within));
    if (tick >= bar.end || tick > range.end) return;
    const bool isBeat = (tick - bar.begin) % beat == 0;
    lines.push_back({tick, isBeat ? GridLevel::Beat : fine, number});
  }
}

// The finest of step, beat and whole bar that leaves room between lines.
Tick stepWithinBar(const TimeSignature& signature, Tick step, double pixelsPerTick,
                   double nearest) {
  for (const Tick candidate : {step, signature.beatLength()}) {
    // Steps and beats stand at least so far apart.
    const Tick apart = std::gcd(candidate, signature.beatLength());
    if (candidate > 0 && apart * pixelsPerTick >= nearest) return candidate;
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

bool isStraight(Tick step) {
  constexpr Tick whole = 4 * ticksPerQuarter;
  return step > 0 && whole % step == 0 && std::has_single_bit(static_cast<unsigned>(whole / step));
}

Tick gridAt(double pixelsPerTick) {
  constexpr double legible = 14;
  Tick step = finestStraight;
  while (step < coarsestSnap && step * pixelsPerTick < legible) step *= 2;
  return step;
}

Tick finerSnap(Tick step) {
  const Tick finest = isStraight(step) ? finestStraight : finestTriplet;
  return step > 0 && step % 2 == 0 && step / 2 >= finest ? step / 2 : step;
}

Tick coarserSnap(Tick step) { return step > 0 && step * 2 <= coarsestSnap ? step * 2 : step; }

Tick snappedDown(const MeterMap& meter, Tick tick, Tick step) {
  tick = std::max(tick, Tick{0});
  if (step <= 0) return tick;
  const Tick bar = meter.barAround(tick).begin;
  return bar + (tick - bar) / step * step;
}

Tick snapped(const MeterMap& meter, Tick tick, Tick step) {
  return step > 0 ? nearestGridLine(meter, tick, step) : std::max(tick, Tick{0});
}

}  // namespace cadenza::ui
