// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

struct zip;

namespace cadenza {

/// What an archive says of one of its files or folders.
struct ArchiveEntry {
  std::uint64_t index = 0;
  std::string name;        ///< relative, '/' between parts, none at the ends
  std::uint64_t size = 0;  ///< bytes, unpacked; nothing to rely on
  bool isFolder = false;
};

/// The entry at `index` if it may be unpacked. Fails with InvalidArgument for a name that is no
/// relative path or leads out, for links and other special files, with UnsupportedFile for what is
/// encrypted, and with DamagedFile.
[[nodiscard]] Result<ArchiveEntry> inspectEntry(zip* archive, std::uint64_t index);

/// Something that macOS adds to archives for itself.
[[nodiscard]] bool isOfMac(const ArchiveEntry& entry);

/// The folder that holds all entries, with its slash; empty where there is none.
[[nodiscard]] std::string commonFolder(const std::vector<ArchiveEntry>& entries);

/// The Error for an archive that is refused for an entry: "NAME WHY".
[[nodiscard]] Error refusedEntry(const std::string& name, const std::string& why);

}  // namespace cadenza
