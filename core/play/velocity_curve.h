// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cadenza {

/// A velocity (1 to 127) as `curve` bends it: 0 leaves it, -1 lifts soft playing most, 1 lowers it
/// most. Rises with the velocity, keeps 1 and 127, stays within them; 0 (a key let go) stays 0.
[[nodiscard]] int bentVelocity(int velocity, double curve);

}  // namespace cadenza
