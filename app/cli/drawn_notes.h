// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/score/score.h"

namespace cadenza::cli {

/// "C4 E4 G4" as quarter notes one after another, "C4+E4+G4" as a chord; nothing where a name is
/// no pitch.
[[nodiscard]] std::optional<Score> scoreFromNames(const std::string& names);

}  // namespace cadenza::cli
