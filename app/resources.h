// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace cadenza {

/// The resource that is the model which comes with the programs.
inline constexpr std::string_view starterModel = "models/starter.safetensors";

/// The file or folder `name` (such as starterModel) among what Cadenza brings with
/// it: below $CADENZA_RESOURCES where that is set, else below `resources` beside the program, then
/// `../resources` (a build tree), then `../share/cadenza` (installed). Fails with NotFound; the
/// detail names the places. Any thread.
[[nodiscard]] Result<std::filesystem::path> findResource(std::string_view name);

}  // namespace cadenza
