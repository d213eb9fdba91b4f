// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/model/weights.h"

namespace cadenza {

/// A matrix laid out so that its product with a vector reads memory in one run: what a step of a
/// network does most. The widest instructions of the processor are chosen when the program starts;
/// all of them add in the same order, so that the same model writes the same notes everywhere.
/// Immutable, any thread.
class PackedMatrix {
 public:
  PackedMatrix() = default;
  /// Of an array of two dimensions.
  explicit PackedMatrix(const WeightArray& array);

  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] int columns() const { return columns_; }
  /// y += this x; x has columns() numbers, y rows().
  void addProduct(std::span<const float> x, std::span<float> y) const;
  /// The same for many vectors, each to the bit as alone, in less time than one after the other:
  /// x holds them side by side, [count, columns()], y [count, rows()].
  void addProducts(int count, std::span<const float> x, std::span<float> y) const;

 private:
  void addProductsOfFew(int count, const float* x, float* y) const;

  int rows_ = 0;
  int columns_ = 0;
  std::vector<float> blocks_;  // [ceil(rows / 64), columns, 64]: rows side by side, padded with 0
};

}  // namespace cadenza
