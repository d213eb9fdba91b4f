// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learning_entry.h"

#include <string_view>

#include "core/learn/torch_learning.h"

extern "C" __attribute__((visibility("default"))) cadenza::Learning* cadenzaLearning(
    const char* build) {
  static cadenza::TorchLearning learning;
  return std::string_view(build) == cadenza::learningBuild ? &learning : nullptr;
}
