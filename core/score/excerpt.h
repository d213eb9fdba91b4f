// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/score/score.h"

namespace cadenza {

/// What sounds in `range`, with tick 0 at its begin: notes cut off at both ends, pedal, tempo and
/// meter as they hold there. Markers stay behind.
[[nodiscard]] Score excerpt(const Score& score, TickRange range);

}  // namespace cadenza
