// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/score/meter_map.h"

namespace cadenza::ui {

/// Fine lines of triplets and dotted lengths are Uneven.
enum class GridLevel { Uneven, Fine, Beat, Bar };

/// A line of the time grid.
struct GridLine {
  Tick tick = 0;
  GridLevel level = GridLevel::Bar;
  int bar = 0;  ///< counted from zero
  bool operator==(const GridLine&) const = default;
};

/// The lines in `range`, from left to right, no two nearer than about `nearest` pixels: finer ones
/// are left out first, then all bars but every second, fourth, ... of the piece. `step` is the
/// finest distance wanted (the snap); 0 wants beats.
[[nodiscard]] std::vector<GridLine> gridLines(const MeterMap& meter, TickRange range, Tick step,
                                              double pixelsPerTick, double nearest = 9);

/// A power of two to the whole note: neither triplets nor dotted.
[[nodiscard]] bool isStraight(Tick step);
/// The finest straight grid, from 1/64 to a whole note, whose lines can be told apart.
[[nodiscard]] Tick gridAt(double pixelsPerTick);
/// The next finer or coarser length of the same kind, straight, triplet or dotted; the same at the
/// end of them.
[[nodiscard]] Tick finerSnap(Tick step);
[[nodiscard]] Tick coarserSnap(Tick step);

/// `tick` moved to a line of the grid whose cells are `step` long and start anew with each bar;
/// `step` 0 leaves it as it is. Never negative.
[[nodiscard]] Tick snapped(const MeterMap& meter, Tick tick, Tick step);
/// The last line at or before `tick`.
[[nodiscard]] Tick snappedDown(const MeterMap& meter, Tick tick, Tick step);

}  // namespace cadenza::ui
