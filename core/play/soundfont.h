// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// The piano that Cadenza plays with: $CADENZA_SOUNDFONT, else the first file of soundfontPlaces().
/// Fails with NotFound and says which package brings one.
[[nodiscard]] Result<std::filesystem::path> findSoundfont();

/// Where a piano is looked for, best first: share/cadenza/soundfonts beside the program's folder,
/// then the system's fonts (/usr/share/sounds/sf3, sf2).
[[nodiscard]] std::vector<std::filesystem::path> soundfontPlaces();

/// A file that may be chosen.
struct SoundfontEntry {
  std::filesystem::path path;  ///< links followed
  std::string name;            ///< the file's, without its ending
  std::uintmax_t bytes = 0;

  bool operator==(const SoundfontEntry&) const = default;
};

/// The .sf2 and .sf3 files in soundfontFolders(), each once however many links lead to it, by
/// folder and name; not looked into (see checkSoundfont). Any thread.
[[nodiscard]] std::vector<SoundfontEntry> listSoundfonts();

/// The folders that are searched: beside the program, the user's ($XDG_DATA_HOME/soundfonts,
/// sounds/sf2, sounds/sf3), the system's.
[[nodiscard]] std::vector<std::filesystem::path> soundfontFolders();

}  // namespace cadenza
