// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cadenza {

/// `text` as valid UTF-8 that is safe on a terminal and in a label: each control character (C0,
/// DEL, C1), line or paragraph separator and change of writing direction becomes a space, each byte
/// that is no UTF-8 a replacement character; at most `most` bytes, cut between characters.
[[nodiscard]] std::string plainText(std::string_view text, std::size_t most = 4096);

}  // namespace cadenza
