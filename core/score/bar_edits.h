// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/score/score.h"

namespace cadenza {

// Edits that insert, remove and repeat time: later notes (locked ones too), pedal, tempo, meter and
// markers move with it. Each returns an empty edit where nothing would change, and where an item
// would move past maxTick.

/// Inserts `length` ticks of silence at `tick`. Notes that sound there keep their length; the pedal
/// is up in between. The tempo at tick 0 and the signature at `tick` are valid for the new bars
/// too.
[[nodiscard]] ScoreEdit insertTime(const Score& score, Tick tick, Tick length);

/// Removes `range` with the notes that start in it. Notes that last into it are cut off there,
/// those that last beyond it become shorter by its length; pedal, tempo and signature at its begin
/// become those at its end.
[[nodiscard]] ScoreEdit removeTime(const Score& score, TickRange range);

/// Inserts `times` copies of `range` after it. Notes that last beyond its end do so after the last
/// copy alone, unless they are locked; copies are unlocked; markers are not copied.
[[nodiscard]] ScoreEdit repeatTime(const Score& score, TickRange range, int times);

}  // namespace cadenza
