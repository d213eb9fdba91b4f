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

/// What a search did not look into, and why.
struct PassedOver {
  std::string file;    ///< relative to the folder, "." for the folder itself
  std::string reason;  ///< an English sentence
};

/// What is in a folder, both by rising path.
struct FoundFiles {
  std::vector<FoundFile> files;
  /// Folders that can't be read, links to folders, and what is called like a MIDI file but is a
  /// pipe, a device or a link to nothing.
  std::vector<PassedOver> passedOver;
};

/// The files below `folder` that are called like MIDI files (see isMidiName). Opens none of them.
[[nodiscard]] FoundFiles findMidiFiles(const std::filesystem::path& folder);

/// A single file, whatever it is called; nothing where there is none. Its name is left empty.
[[nodiscard]] std::optional<FoundFile> findFile(const std::filesystem::path& path);

}  // namespace cadenza
