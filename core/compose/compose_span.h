// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "core/base/result.h"
#include "core/compose/composer.h"

namespace cadenza {

inline constexpr std::size_t longestContext = 2000;  ///< notes of the seed that a model hears

/// The part of the seed before `from`, as a model hears it: cut off there, and not too long.
[[nodiscard]] Score contextBefore(const Score& seed, Tick from);

/// Where new music begins: where it is asked for, or at the end of the seed, rounded up to the bar
/// when the length is in bars, else to a multiple of `unit` ticks.
[[nodiscard]] Tick startOf(const ComposeRequest& request, Tick unit);

/// The tick where the composition ends; maxTick when its length is counted in notes.
[[nodiscard]] Tick endOf(const ComposeRequest& request, Tick from);

}  // namespace cadenza
