// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace cadenza {

// Numbers for English sentences, the same in every locale.

/// 1234567 is "1,234,567".
[[nodiscard]] std::string countText(std::size_t count);
/// "1 note", "2 notes", "1,000 notes"; `several` where an s is not enough.
[[nodiscard]] std::string countText(std::size_t count, const std::string& one);
[[nodiscard]] std::string countText(std::size_t count, const std::string& one,
                                    const std::string& several);
/// `value` with so many decimals.
[[nodiscard]] std::string numberText(double value, int decimals);

}  // namespace cadenza
