// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cadenza {

/// A MIDI file in a folder, by its name.
struct FoundFile {
  std::string file;  ///< relative to the folder, '/' between parts
  std::uint64_t size = 0;
  std::int64_t changed = 0;  ///< time of its last change, nanoseconds
};

/// The files below `folder` that are called .mid, .midi or .kar (any case), by rising path. What
/// the system does not let us look into is passed over; links to folders are not followed.
[[nodiscard]] std::vector<FoundFile> findMidiFiles(const std::filesystem::path& folder);

/// A single file, whatever it is called; nothing where there is none. Its name is left empty.
[[nodiscard]] std::optional<FoundFile> findFile(const std::filesystem::path& path);

}  // namespace cadenza
