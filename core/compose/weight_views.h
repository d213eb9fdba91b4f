// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <string>

#include "core/model/weights.h"

namespace cadenza {

using WeightMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A copy of an array of two dimensions, which must be there.
[[nodiscard]] inline WeightMatrix matrixOf(const Weights& weights, const std::string& name) {
  const WeightArray& array = weights.at(name);
  return Eigen::Map<const WeightMatrix>(array.values.data(), array.shape[0], array.shape[1]);
}

/// A copy of an array of one dimension, which must be there.
[[nodiscard]] inline Eigen::VectorXf vectorOf(const Weights& weights, const std::string& name) {
  const WeightArray& array = weights.at(name);
  return Eigen::Map<const Eigen::VectorXf>(array.values.data(), array.shape[0]);
}

}  // namespace cadenza
