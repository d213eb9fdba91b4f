// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cadenza {

// How a heap of numbers is distributed, and how much two heaps are alike. Pure functions of finite
// numbers, in any order.

/// Mean and standard deviation (of the numbers themselves: divided by their count). Both are 0 for
/// no numbers.
struct MeanAndSpread {
  double mean = 0;
  double spread = 0;
  bool operator==(const MeanAndSpread&) const = default;
};

[[nodiscard]] MeanAndSpread meanAndSpread(std::span<const double> values);

/// The value that `share` (0 to 1) of the numbers lie below, between two numbers by their distance;
/// 0 for no numbers.
[[nodiscard]] double quantile(std::vector<double> values, double share);

/// Counts of numbers in bins that lie side by side. A number on an edge belongs to the bin above
/// it, one on the last edge to the last bin.
struct Histogram {
  std::vector<double> edges;        ///< rising, one more than there are bins
  std::vector<std::size_t> counts;  ///< a bin
  std::size_t below = 0;            ///< numbers under the first edge
  std::size_t above = 0;            ///< numbers over the last edge

  [[nodiscard]] std::size_t total() const;
  bool operator==(const Histogram&) const = default;
};

/// `bins` bins of equal width from `begin` to `end`: bins + 1 edges. `bins` is at least 1.
[[nodiscard]] std::vector<double> evenEdges(double begin, double end, std::size_t bins);

[[nodiscard]] Histogram histogramOf(std::span<const double> values, std::vector<double> edges);

/// The share of numbers that would have to change their bin to make one histogram the other: 0 for
/// the same shares, 1 where no bin is common. The two ends beyond the edges are bins as well. Both
/// need the same edges; an empty one is as far as can be (1) from all but an empty one.
[[nodiscard]] double totalVariation(const Histogram& a, const Histogram& b);

/// The area under both of two densities, 0 to 1 (Yang and Lerch 2020, "On the evaluation of
/// generative models in music"): each is a Gaussian kernel density with Scott's bandwidth, the
/// standard deviation times n^(-1/5). 1 for equal heaps; 0 where one of them is empty.
[[nodiscard]] double overlapArea(std::span<const double> a, std::span<const double> b);

}  // namespace cadenza
