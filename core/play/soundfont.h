// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// The piano that Cadenza plays with: $CADENZA_SOUNDFONT, else the packaged font beside the program
/// or in the system's folders (/usr/share/sounds/sf2, sf3). Fails with NotFound and says which
/// package brings one.
[[nodiscard]] Result<std::filesystem::path> findSoundfont();

}  // namespace cadenza
