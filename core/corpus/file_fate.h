// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cadenza {

/// What a scan made of a file.
enum class FileFate : std::uint8_t {
  Kept,
  Duplicate,   ///< it holds the same notes as another one, which was kept
  Skipped,     ///< for what it holds
  Unreadable,  ///< for the system's reasons; tried again by every scan
};

}  // namespace cadenza
