// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/result.h"

namespace cadenza {

/// How much of an archive that came from elsewhere is believed.
struct UnpackLimits {
  std::size_t entries = 200'000;
  std::uint64_t bytesInEntry = std::uint64_t{1} << 30;
  std::uint64_t bytesInAll = std::uint64_t{8} << 30;
};

struct UnpackProgress {
  std::uint64_t done = 0;   ///< bytes written
  std::uint64_t total = 0;  ///< as the archive says
  std::string current;      ///< the file being written
};

/// Unpacks the zip archive `archive` into the new folder `folder`: into a temporary folder beside
/// it, which is renamed when it is whole. After a failure nothing is left behind. Where all files
/// of the archive lie in one folder, that one becomes `folder`; what macOS adds is passed over.
///
/// Refused as a whole (InvalidArgument, the detail names the entry): names that are absolute or
/// lead out of the folder, links and other special files, more than the limits allow, whatever
/// size an entry claims. Fails with UnsupportedFile (no zip archive, an encrypted or unknown
/// entry), DamagedFile, Cancelled, DiskFull (also told before it begins, by the sizes that the
/// archive claims), InvalidArgument where `folder` is there already, or as systemError. `progress`
/// is called from this thread. Any thread.
[[nodiscard]] Result<void> unpackArchive(
    const std::filesystem::path& archive, const std::filesystem::path& folder,
    const UnpackLimits& limits = {},
    const std::function<void(const UnpackProgress&)>& progress = {}, std::stop_token stop = {});

}  // namespace cadenza
