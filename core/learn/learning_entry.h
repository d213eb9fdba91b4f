// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/learning.h"

namespace cadenza {

/// The module's one exported function: answers its only Learning, which lives as long as the
/// module. Program and module must come from one build, which `learningAbi` guards.
using LearningEntry = Learning* (*)(const char* abi);

inline constexpr const char* learningEntryName = "cadenzaLearning";
inline constexpr const char* learningAbi = "cadenza-learning " CADENZA_VERSION;

}  // namespace cadenza
