// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/take.h"

namespace cadenza::ui {

/// The edit that puts the take into `score`, in place of what begins in its range.
[[nodiscard]] ScoreEdit puttingIn(const Score& score, const Take& take);
/// Putting it in would change no note.
[[nodiscard]] bool isInPiece(const Score& score, const Take& take);
/// `score` with the take in it.
[[nodiscard]] Score withTake(Score score, const Take& take);
/// From the bar before `range` to the end of the bar behind it, where there is one.
[[nodiscard]] TickRange withNeighbours(const Score& score, TickRange range);

}  // namespace cadenza::ui
