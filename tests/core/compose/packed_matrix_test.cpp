// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/packed_matrix.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace cadenza {
namespace {

TEST(PackedMatrix, MultipliesAsADoubleLoopDoes) {
  Random random(4);
  for (const auto& [rows, columns] : {std::pair{1, 1}, {63, 5}, {64, 64}, {65, 17}, {200, 130}}) {
    WeightArray array{{rows, columns}, {}};
    for (int i = 0; i < rows * columns; ++i) {
      array.values.push_back(static_cast<float>(random.uniform() - 0.5));
    }
    std::vector<float> x, y, expected;
    for (int i = 0; i < columns; ++i) x.push_back(static_cast<float>(random.uniform() - 0.5));
    for (int row = 0; row < rows; ++row) {
      y.push_back(static_cast<float>(row));
      double sum = row;
      for (int c = 0; c < columns; ++c) {
        sum += double(array.values[static_cast<std::size_t>(row * columns + c)]) *
               double(x[static_cast<std::size_t>(c)]);
      }
      expected.push_back(static_cast<float>(sum));
    }
    const PackedMatrix matrix(array);
    EXPECT_EQ(matrix.rows(), rows);
    EXPECT_EQ(matrix.columns(), columns);
    matrix.addProduct(x, y);
    for (std::size_t row = 0; row < y.size(); ++row) EXPECT_NEAR(y[row], expected[row], 1e-4);
  }
}

}  // namespace
}  // namespace cadenza
