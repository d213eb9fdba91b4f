// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/learn/learning.h"

namespace cadenza {

/// Loads the module that holds torch (libcadenza-learning.so, beside the program or in ../lib) the
/// first time, which takes about half a second and 160 MB; later calls answer at once. The object
/// lives until the program ends. Fails with DeviceUnavailable when the module or a library that it
/// needs is missing. Any thread but the one that draws the window.
[[nodiscard]] Result<Learning*> loadLearning();

}  // namespace cadenza
