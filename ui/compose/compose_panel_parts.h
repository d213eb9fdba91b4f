// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cadenza::ui {

/// Positions of the panel's mode switch.
inline constexpr int continueMode = 0;
inline constexpr int nothingMode = 1;

inline constexpr int largestSeed = 999'999;

}  // namespace cadenza::ui
