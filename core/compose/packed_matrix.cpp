// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/packed_matrix.h"

#include <algorithm>
#include <cstddef>

// Sanitizers can't run the resolvers that choose among clones: they come before the program.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CADENZA_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CADENZA_FOR_EACH_PROCESSOR
#endif

namespace cadenza {
namespace {

constexpr int blockRows = 64;
constexpr int together = 8;  // vectors
constexpr int lanes = 16;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));
#ifdef __clang__
// It drops the alignment of a type in an alias declaration.
typedef float UnalignedLanes  // NOLINT(modernize-use-using)
    __attribute__((vector_size(lanes * sizeof(float)), may_alias, aligned(sizeof(float))));
#else
using UnalignedLanes =
    float __attribute__((vector_size(lanes * sizeof(float)), aligned(sizeof(float)), may_alias));
#endif

// y[0..64) = sum over c of block[c][0..64) x[c]
CADENZA_FOR_EACH_PROCESSOR
void multiplyBlock(const float* block, const float* x, int columns, float* y) {
  Lanes first{}, second{}, third{}, fourth{};
  for (int c = 0; c < columns; ++c, block += blockRows) {
    const float factor = x[c];
    const auto* weights = reinterpret_cast<const UnalignedLanes*>(block);
    first += weights[0] * factor;
    second += weights[1] * factor;
    third += weights[2] * factor;
    fourth += weights[3] * factor;
  }
  auto* sums = reinterpret_cast<UnalignedLanes*>(y);
  sums[0] = first;
  sums[1] = second;
  sums[2] = third;
  sums[3] = fourth;
}

// y[v][0..16 parts) = sum over c of slice[c][0..16 parts) x[c][v], for `count` vectors v; eight
// sums at a time keep the processor busy.
template <int count, int parts>
[[gnu::always_inline]] inline void multiplySliceBy(const float* slice, const float* x, int columns,
                                                   float* y) {
  Lanes sums[count * parts] = {};
  for (int c = 0; c < columns; ++c, slice += blockRows, x += count) {
    const auto* weights = reinterpret_cast<const UnalignedLanes*>(slice);
#pragma GCC unroll 8
    for (int i = 0; i < count * parts; ++i) sums[i] += weights[i % parts] * x[i / parts];
  }
#pragma GCC unroll 8
  for (int i = 0; i < count * parts; ++i) {
    *reinterpret_cast<UnalignedLanes*>(y + i * lanes) = sums[i];
  }
}

CADENZA_FOR_EACH_PROCESSOR
void multiplySliceByFour(const float* slice, const float* x, int columns, float* y) {
  multiplySliceBy<4, 2>(slice, x, columns, y);
}

CADENZA_FOR_EACH_PROCESSOR
void multiplySliceByEight(const float* slice, const float* x, int columns, float* y) {
  multiplySliceBy<8, 1>(slice, x, columns, y);
}

}  // namespace

PackedMatrix::PackedMatrix(const WeightArray& array)
    : rows_(static_cast<int>(array.shape.at(0))), columns_(static_cast<int>(array.shape.at(1))) {
  const auto rows = static_cast<std::size_t>(rows_);
  const auto columns = static_cast<std::size_t>(columns_);
  blocks_.resize((rows + blockRows - 1) / blockRows * blockRows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    float* block = blocks_.data() + row / blockRows * blockRows * columns + row % blockRows;
    for (std::size_t c = 0; c < columns; ++c) {
      block[c * blockRows] = array.values[row * columns + c];
    }
  }
}

void PackedMatrix::addProduct(std::span<const float> x, std::span<float> y) const {
  float sums[blockRows];
  for (int row = 0; row < rows_; row += blockRows) {
    const auto first = static_cast<std::size_t>(row);
    multiplyBlock(blocks_.data() + first * static_cast<std::size_t>(columns_), x.data(), columns_,
                  sums);
    const int count = std::min(blockRows, rows_ - row);
    for (int i = 0; i < count; ++i) y[first + static_cast<std::size_t>(i)] += sums[i];
  }
}

void PackedMatrix::addProducts(int count, std::span<const float> x, std::span<float> y) const {
  const auto rows = static_cast<std::size_t>(rows_);
  const auto columns = static_cast<std::size_t>(columns_);
  for (int first = 0; first < count; first += together) {
    const auto at = static_cast<std::size_t>(first);
    if (count - first == 1) {
      addProduct(x.subspan(at * columns, columns), y.subspan(at * rows, rows));
    } else {
      addProductsOfFew(std::min(together, count - first), x.data() + at * columns,
                       y.data() + at * rows);
    }
  }
}

void PackedMatrix::addProductsOfFew(int count, const float* x, float* y) const {
  const std::size_t width = count > 4 ? 8 : 4;
  const auto multiply = count > 4 ? multiplySliceByEight : multiplySliceByFour;
  const auto columns = static_cast<std::size_t>(columns_);
  std::vector<float> turned(columns * width);  // [columns, width]
  for (std::size_t v = 0; v < static_cast<std::size_t>(count); ++v) {
    for (std::size_t c = 0; c < columns; ++c) turned[c * width + v] = x[v * columns + c];
  }
  const int height = count > 4 ? lanes : 2 * lanes;
  float sums[together * lanes];  // [width, height]
  for (int row = 0; row < rows_; row += height) {
    const auto block = static_cast<std::size_t>(row / blockRows * blockRows) * columns;
    multiply(blocks_.data() + block + row % blockRows, turned.data(), columns_, sums);
    const int left = std::min(height, rows_ - row);
    for (int v = 0; v < count; ++v) {
      for (int i = 0; i < left; ++i) y[v * rows_ + row + i] += sums[v * height + i];
    }
  }
}

}  // namespace cadenza
