// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// The piano that Cadenza plays with: $CADENZA_SOUNDFONT, else the first file of soundfontPlaces().
/// Fails with NotFound and says which package brings one.
[[nodiscard]] Result<std::filesystem::path> findSoundfont();

/// Where a piano is looked for, best first: share/cadenza/soundfonts beside the program's folder,
/// then the system's fonts (/usr/share/sounds/sf3, sf2).
[[nodiscard]] std::vector<std::filesystem::path> soundfontPlaces();

}  // namespace cadenza
