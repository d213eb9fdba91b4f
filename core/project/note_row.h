// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "core/score/note.h"

namespace cadenza {

/// A note as a row of numbers: onset, duration, pitch, velocity, and its part where that is not 0.
/// Locks are kept elsewhere.
[[nodiscard]] nlohmann::json rowOf(const Note& note);
/// Nothing for what is no such row or out of range.
[[nodiscard]] std::optional<Note> noteFromRow(const nlohmann::json& row);

}  // namespace cadenza
