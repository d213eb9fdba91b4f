// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/score/score.h"

namespace cadenza {

// Tempo in quarters a minute, kept from `slowestTempo` to `fastestTempo`.

inline constexpr double slowestTempo = 5;
inline constexpr double fastestTempo = 1000;

/// A change to `quartersPerMinute` at `tick`.
[[nodiscard]] TempoChange tempoChange(Tick tick, double quartersPerMinute);

/// From `tick` to the next change; a change that stands there gives way.
[[nodiscard]] ScoreEdit addTempo(const Score& score, Tick tick, double quartersPerMinute);
/// Gives the change at `from` another place and value; nothing when there is none.
[[nodiscard]] ScoreEdit moveTempo(const Score& score, Tick from, Tick to, double quartersPerMinute);
/// Takes the change at `tick` out: the one before it holds on.
[[nodiscard]] ScoreEdit removeTempo(const Score& score, Tick tick);
/// Gives the stretch of even tempo around `tick` another one.
[[nodiscard]] ScoreEdit setTempoAround(const Score& score, Tick tick, double quartersPerMinute);

/// A ritardando or accelerando: steps of `step` ticks, the first at the range's begin with `from`,
/// evenly towards `to`, which is reached at its end and holds until the next change there is.
struct TempoRamp {
  TickRange range;
  double from = 120;
  double to = 120;
  Tick step = ticksPerQuarter;
};
[[nodiscard]] ScoreEdit rampTempo(const Score& score, const TempoRamp& ramp);

}  // namespace cadenza
