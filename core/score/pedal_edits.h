// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

// The sustain pedal as blocks: ranges in which it is down (64 or more) without a lift. Blocks that
// touch stay two: where the second begins, the pedal is lifted and pressed again
// (PedalChange::repedals). Each edit changes the pedal in the ranges that it names and nowhere
// else, half-pedal values included; outside of them each tick keeps its position.

/// Adds `change`, which is at or behind the last one. On one tick the newer position holds; a lift
/// between two positions that are down makes it a re-pedal. `before` is the position before the
/// first change.
void appendPedal(std::vector<PedalChange>& pedal, PedalChange change, std::uint8_t before = 0);

/// The pedal's position at `tick`; up before the first change.
[[nodiscard]] std::uint8_t pedalAt(const std::vector<PedalChange>& pedal, Tick tick);
/// The block that holds `tick`; one that is never lifted ends at maxTick.
[[nodiscard]] std::optional<TickRange> pedalBlockAt(const std::vector<PedalChange>& pedal,
                                                    Tick tick);
/// All blocks, by rising time.
[[nodiscard]] std::vector<TickRange> pedalBlocks(const std::vector<PedalChange>& pedal);

/// Down in all of `range`, joined with the blocks that it overlaps; those that it touches stay
/// their own.
[[nodiscard]] ScoreEdit setPedalDown(const Score& score, TickRange range, std::uint8_t value = 127);
/// Up in all of `range`.
[[nodiscard]] ScoreEdit liftPedal(const Score& score, TickRange range);
/// Moves a block with the positions inside it, as far as there is time; it replaces what stands
/// where it comes to.
[[nodiscard]] ScoreEdit movePedalBlock(const Score& score, TickRange block, Tick ticks);
/// Gives a block other ends: what is new takes the position at the old end, what is cut off is up.
[[nodiscard]] ScoreEdit resizePedalBlock(const Score& score, TickRange block, TickRange to);

}  // namespace cadenza
