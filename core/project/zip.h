// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// The files in an archive by their names.
using ZipEntries = std::map<std::string, std::vector<std::byte>>;

/// How much of an archive is believed.
struct ZipLimits {
  std::size_t entries = 10'000;
  std::size_t bytesInEntry = std::size_t{256} << 20;
  std::size_t bytesInAll = std::size_t{512} << 20;
};

/// A zip archive of `entries`, deflated. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> packZip(const ZipEntries& entries);

/// What is unpacked of an archive. Any thread.
struct Unpacked {
  ZipEntries entries;
  std::vector<std::string> damaged;  ///< names of entries that can't be read or fail their checksum
};

/// Reads an archive; folders are left out. Fails with UnsupportedFile for what is no zip archive,
/// DamagedFile for a broken one and InvalidArgument for one past the limits, which it notices
/// before it has unpacked more than they allow. Any thread.
[[nodiscard]] Result<Unpacked> unpackZip(std::span<const std::byte> bytes,
                                         const ZipLimits& limits = {});

}  // namespace cadenza
