// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/zip.h"

namespace cadenza {

/// A larger file is refused.
inline constexpr std::size_t largestProjectFile = std::size_t{512} << 20;

/// A project as it was read.
struct ProjectImport {
  Project project;
  std::vector<std::string> warnings;  ///< English sentences about the notes, as of readMidi
  /// English sentences about what could not be read; empty when all is there.
  std::vector<std::string> damage;
};

/// The project as a zip archive: `score.mid` and `takes/N.mid`, MIDI files that any program opens,
/// and `project.json`, which says the rest. Reading it again gives an equal project. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> writeProject(const Project& project);

/// Reads the same, of this version or an older one. Where only a part is broken, the rest is
/// answered and the part is named in `damage`; without readable notes it fails. Fails with
/// UnsupportedFile for what is no project and for one that a newer version wrote, DamagedFile for
/// one that is cut off, InvalidArgument for one that would unpack to more than is sane. Any thread.
[[nodiscard]] Result<ProjectImport> readProject(std::span<const std::byte> bytes);

/// The same to and from a file, written whole or not at all (see writeFile); the detail of an
/// Error names it.
[[nodiscard]] Result<void> writeProjectFile(const std::filesystem::path& path,
                                            const Project& project);
[[nodiscard]] Result<ProjectImport> readProjectFile(const std::filesystem::path& path);

/// The archive's files, for kinds of file that add some of their own.
[[nodiscard]] Result<ZipEntries> projectEntries(const Project& project);
[[nodiscard]] Result<ProjectImport> projectFromEntries(const Unpacked& archive);

}  // namespace cadenza
