// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/score/score.h"

namespace cadenza {

/// What sounds in `range`, with tick 0 at its begin: notes cut off at both ends, pedal, tempo and
/// meter as they hold there. Markers stay behind.
[[nodiscard]] Score excerpt(const Score& score, TickRange range);

/// These notes of the score alone, with tick 0 at the begin of the bar in which the first begins;
/// empty for none.
[[nodiscard]] Score excerpt(const Score& score, std::span<const Note> notes);

}  // namespace cadenza
