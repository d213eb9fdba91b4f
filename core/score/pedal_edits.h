// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

// The sustain pedal as blocks: stretches during which it is down (64 or more). Each edit changes
// the pedal in the ranges that it names and nowhere else, half-pedal values included; outside of
// them the pedal stands as it did at every tick.

/// The pedal's position at `tick`; up before the first change.
[[nodiscard]] std::uint8_t pedalAt(const std::vector<PedalChange>& pedal, Tick tick);
/// The block that holds `tick`; one that is never lifted ends at maxTick.
[[nodiscard]] std::optional<TickRange> pedalBlockAt(const std::vector<PedalChange>& pedal,
                                                    Tick tick);
/// All blocks, by rising time.
[[nodiscard]] std::vector<TickRange> pedalBlocks(const std::vector<PedalChange>& pedal);

/// Down in all of `range`.
[[nodiscard]] ScoreEdit setPedalDown(const Score& score, TickRange range, std::uint8_t value = 127);
/// Up in all of `range`.
[[nodiscard]] ScoreEdit liftPedal(const Score& score, TickRange range);
/// Moves a block with the positions inside it, as far as there is time; it replaces what stands
/// where it comes to.
[[nodiscard]] ScoreEdit movePedalBlock(const Score& score, TickRange block, Tick ticks);
/// Gives a block other ends: what is new takes the position at the old end, what is cut off is up.
[[nodiscard]] ScoreEdit resizePedalBlock(const Score& score, TickRange block, TickRange to);

}  // namespace cadenza
