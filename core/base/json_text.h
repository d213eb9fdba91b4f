// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

namespace cadenza {

// Parsing of untrusted JSON. All JSON that core reads comes through here.

/// How deep objects and lists may lie in each other; nothing of ours is deeper than ten.
inline constexpr int deepestJson = 64;

/// Whether objects and lists lie deeper in each other than deepestJson: copying and writing such a
/// value takes a stack frame for each level.
[[nodiscard]] bool isTooDeep(std::string_view text);

/// The value of a JSON text; of type `discarded` where the text is no JSON or too deep. Throws
/// bad_alloc alone.
[[nodiscard]] nlohmann::json parseJson(std::string_view text);

/// The same, and discarded as well where an object repeats a key.
[[nodiscard]] nlohmann::json parseJsonWithUniqueKeys(std::string_view text);

/// The number where `json` is an integer from `lowest` to `highest`; nothing for 2.0, for numbers
/// out of range and for all else.
[[nodiscard]] std::optional<std::int64_t> integerOf(
    const nlohmann::json& json, std::int64_t lowest,
    std::int64_t highest = std::numeric_limits<std::int64_t>::max());

}  // namespace cadenza
