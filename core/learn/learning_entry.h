// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cadenza_build_id.h>

#include "core/learn/learning.h"

namespace cadenza {

/// The module's one exported function: returns its only Learning, which lives as long as the
/// module, or null where `build` is not its own learningBuild. Program and module must be built
/// from the same headers by the same compiler: values of C++ types cross the border.
using LearningEntry = Learning* (*)(const char* build);

inline constexpr const char* learningEntryName = "cadenzaLearning";
inline constexpr const char* learningBuild = "cadenza-learning " CADENZA_BUILD_ID;

}  // namespace cadenza
