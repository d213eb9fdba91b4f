// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cadenza {

/// A named array of numbers, row-major.
struct WeightArray {
  std::vector<std::int64_t> shape;
  std::vector<float> values;

  [[nodiscard]] std::int64_t rows() const { return shape.empty() ? 1 : shape.front(); }
  [[nodiscard]] std::int64_t columns() const { return shape.size() < 2 ? 1 : shape[1]; }
};

using Weights = std::map<std::string, WeightArray>;

}  // namespace cadenza
