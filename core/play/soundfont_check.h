// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace cadenza {

/// Whether a file is a whole soundfont (.sf2 or .sf3) with a sound in it: its parts are there and
/// point into one another. Reads its tables, not its samples: quick also where it is large. Fails
/// with NotFound, AccessDenied, InputOutput or UnsupportedFile; the detail names the file and says
/// what is wrong with it. Any thread.
[[nodiscard]] Result<void> checkSoundfont(const std::filesystem::path& path);

}  // namespace cadenza
