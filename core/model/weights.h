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

/// The largest magnitude of a weight in a model. Trained weights stay below 100; up to this one no
/// sum of products in any of our networks (at most 16,384 wide) leaves single precision.
inline constexpr float largestWeight = 1e4f;

/// Names an array that holds a value which is not finite or beyond largestWeight; empty where there
/// is none.
[[nodiscard]] std::string implausibleArray(const Weights& weights);

}  // namespace cadenza
