// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace cadenza {

// Numbers for English sentences, the same in every locale.

/// 1234567 is "1,234,567".
[[nodiscard]] std::string countText(std::size_t count);
/// `value` with so many decimals.
[[nodiscard]] std::string numberText(double value, int decimals);

}  // namespace cadenza
