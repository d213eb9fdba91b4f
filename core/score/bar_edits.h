// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/score/score.h"

namespace cadenza {

// Edits of time itself: all that stands later moves, with pedal, tempo, meter and markers, locked
// notes too. Each is empty where nothing would change, and where something would come to stand
// after maxTick.

/// Inserts `length` ticks of silence at `tick`. Notes that sound there ring on; the pedal is up
/// meanwhile. The tempo at the very start, and the signature at `tick`, hold for the new bars too.
[[nodiscard]] ScoreEdit insertTime(const Score& score, Tick tick, Tick length);

/// Removes `range` with the notes that begin in it. Notes that reach into it are cut off there, or
/// become shorter by its length; pedal, tempo and signature are then as they were at its end.
[[nodiscard]] ScoreEdit removeTime(const Score& score, TickRange range);

/// Inserts `times` copies of `range` right behind it. Notes that ring on over its end do so behind
/// the last copy alone, locked ones excepted; copies are not locked; markers are not copied.
[[nodiscard]] ScoreEdit repeatTime(const Score& score, TickRange range, int times);

}  // namespace cadenza
