// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weights.h"

#include <algorithm>
#include <cmath>

namespace cadenza {

std::string implausibleArray(const Weights& weights) {
  const auto isPlausible = [](float value) { return std::abs(value) <= largestWeight; };
  for (const auto& [name, array] : weights) {
    if (!std::all_of(array.values.begin(), array.values.end(), isPlausible)) return name;
  }
  return {};
}

}  // namespace cadenza
