// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/base/random.h"
#include "core/score/meter_map.h"
#include "core/score/score_edit.h"

namespace cadenza {

/// How quantise moves notes.
struct QuantiseOptions {
  Tick grid = ticksPerQuarter / 4;  ///< length of a cell, positive; cells start anew with each bar
  double strength = 1;              ///< share of the way to the grid that is gone, 0 to 1
  double swing = 0.5;  ///< where in a pair of cells the second begins: 0.5 is even, 2/3 as triplets
  bool ends = false;   ///< the ends move to the grid too, else durations stay
  bool operator==(const QuantiseOptions&) const = default;
};

/// The line nearest to `tick` of a grid whose cells are `grid` ticks long and start anew with each
/// bar, every second one late as `swing` says. Never negative; halfway goes up.
[[nodiscard]] Tick nearestGridLine(const MeterMap& meter, Tick tick, Tick grid, double swing = 0.5);

/// Moves the notes towards the grid. Notes of one pitch that come to the same onset are merged into
/// the longest, with the highest velocity; so the edit adds fewer notes than it removes. Locked
/// notes stay, and one that comes to lie on one of them goes. `others`, where given, are all
/// notes of the score, which they may come to lie on.
[[nodiscard]] ScoreEdit quantise(const MeterMap& meter, std::span<const Note> notes,
                                 const QuantiseOptions& options, std::span<const Note> others = {});

/// How far humanise goes at most, either way; small distances are likelier.
struct HumaniseOptions {
  Tick timing = ticksPerQuarter / 48;
  int velocity = 8;
  bool operator==(const HumaniseOptions&) const = default;
};

/// Moves onsets and velocities a little, each by itself, as hands do. Locked notes stay.
[[nodiscard]] ScoreEdit humanise(std::span<const Note> notes, const HumaniseOptions& options,
                                 Random random);

}  // namespace cadenza
