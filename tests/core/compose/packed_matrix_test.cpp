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

TEST(PackedMatrix, ManyVectorsGiveToTheBitWhatEachGivesAlone) {
  Random random(5);
  for (const auto& [rows, columns] : {std::pair{1, 1}, {17, 5}, {64, 64}, {130, 70}}) {
    WeightArray array{{rows, columns}, {}};
    for (int i = 0; i < rows * columns; ++i) {
      array.values.push_back(static_cast<float>(random.uniform() - 0.5));
    }
    const PackedMatrix matrix(array);
    for (int count = 1; count <= 19; ++count) {
      std::vector<float> x, y;
      for (int i = 0; i < count * columns; ++i) {
        x.push_back(static_cast<float>(random.uniform() - 0.5));
      }
      for (int i = 0; i < count * rows; ++i) y.push_back(static_cast<float>(i));
      std::vector<float> alone = y;
      for (int i = 0; i < count; ++i) {
        matrix.addProduct(std::span(x).subspan(static_cast<std::size_t>(i * columns),
                                               static_cast<std::size_t>(columns)),
                          std::span(alone).subspan(static_cast<std::size_t>(i * rows),
                                                   static_cast<std::size_t>(rows)));
      }
      matrix.addProducts(count, x, y);
      EXPECT_EQ(y, alone) << count << " of " << rows << " x " << columns;
    }
  }
}

}  // namespace
}  // namespace cadenza
