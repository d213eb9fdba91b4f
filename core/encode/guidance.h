// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/note_events.h"

namespace cadenza {

/// What a network is told about the music that is wanted, beside what was played so far.

/// How dense it is to be: notes that begin, in 8 levels, or free.
inline constexpr int densityCount = 9;
inline constexpr int freeDensity = 8;
/// Units of time that a density looks ahead: four seconds, or eight quarters.
[[nodiscard]] int densityWindow(Grid grid);
/// The level (0 to 7) of so many notes that begin within densityWindow.
[[nodiscard]] int densityLevel(Grid grid, int notes);
/// The middle of a level, in notes a second (Performance) or a quarter (Score).
[[nodiscard]] double densityOf(Grid grid, int level);

/// Where an event stands to a gap that is to be filled. A gap is told as: what follows it, from an
/// own start to an end; then, from a second start, what leads to it and what fills it, up to an end
/// at the very moment where the gap closes.
inline constexpr int gapPlaceCount = 67;
inline constexpr int noGap = 0;
inline constexpr int afterGap = 1;
inline constexpr int beforeGap = 2;
/// Inside a gap, with `units` left of it: one of 64 classes, exact to 15, then logarithmic.
[[nodiscard]] int insideGap(std::int64_t unitsLeft);

/// All of it, as it holds when an event has been heard.
struct Guidance {
  int density = freeDensity;
  int gap = noGap;
};

}  // namespace cadenza
