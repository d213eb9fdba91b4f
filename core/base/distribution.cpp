// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace cadenza {
namespace {

constexpr std::size_t gridPoints = 4096;
constexpr double reach = 5;               // of a kernel, in bandwidths
constexpr double finestBandwidth = 1e-3;  // of the range of all numbers
constexpr double roundingError = 1e-6;    // of the largest number: what differs by less is equal

double scottBandwidth(std::span<const double> values) {
  return meanAndSpread(values).spread * std::pow(static_cast<double>(values.size()), -0.2);
}

// The least bandwidth for numbers from `lowest` to `highest`, so that equal numbers have a density.
double leastBandwidth(double lowest, double highest) {
  const double largest = std::max(std::abs(lowest), std::abs(highest));
  if (largest == 0) return 1;
  return std::max(finestBandwidth * (highest - lowest), roundingError * largest);
}

// Shares of the values at evenly spaced points, each split between its two neighbours.
std::vector<double> sharesOnGrid(std::span<const double> values, double begin, double spacing) {
  std::vector<double> shares(gridPoints);
  const double part = 1 / static_cast<double>(values.size());
  for (const double value : values) {
    const double place = (value - begin) / spacing;
    const auto point = std::min(static_cast<std::size_t>(place), gridPoints - 2);
    const double beyond = place - static_cast<double>(point);
    shares[point] += part * (1 - beyond);
    shares[point + 1] += part * beyond;
  }
  return shares;
}

// The kernel density on the grid, whose sum is 1.
std::vector<double> densityOf(std::span<const double> values, double width, double begin,
                              double spacing) {
  const auto far = std::min(static_cast<std::size_t>(reach * width / spacing), gridPoints - 1);
  std::vector<double> kernel(far + 1);
  for (std::size_t i = 0; i <= far; ++i) {
    const double distance = static_cast<double>(i) * spacing / width;
    kernel[i] = std::exp(-0.5 * distance * distance);
  }
  const double area = 2 * std::accumulate(kernel.begin(), kernel.end(), 0.0) - kernel[0];
  const auto shares = sharesOnGrid(values, begin, spacing);
  std::vector<double> density(gridPoints);
  for (std::size_t point = 0; point < gridPoints; ++point) {
    if (shares[point] == 0) continue;
    const std::size_t first = point - std::min(point, far);
    const std::size_t last = std::min(point + far, gridPoints - 1);
    for (std::size_t i = first; i <= last; ++i) {
      density[i] += shares[point] / area * kernel[i < point ? point - i : i - point];
    }
  }
  return density;
}

}  // namespace

MeanAndSpread meanAndSpread(std::span<const double> values) {
  if (values.empty()) return {};
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / count)};
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], place - static_cast<double>(below));
}

std::size_t Histogram::total() const {
  return std::accumulate(counts.begin(), counts.end(), below + above);
}

std::vector<double> evenEdges(double begin, double end, std::size_t bins) {
  assert(bins > 0);
  std::vector<double> edges(bins + 1);
  for (std::size_t i = 0; i <= bins; ++i) {
    edges[i] = std::lerp(begin, end, static_cast<double>(i) / static_cast<double>(bins));
  }
  return edges;
}

Histogram histogramOf(std::span<const double> values, std::vector<double> edges) {
  assert(edges.size() > 1);
  Histogram histogram{std::move(edges), {}, 0, 0};
  histogram.counts.resize(histogram.edges.size() - 1);
  for (const double value : values) {
    if (value < histogram.edges.front()) {
      ++histogram.below;
    } else if (value > histogram.edges.back()) {
      ++histogram.above;
    } else {
      const auto over =
          std::upper_bound(histogram.edges.begin(), std::prev(histogram.edges.end()), value);
      ++histogram.counts[static_cast<std::size_t>(over - histogram.edges.begin()) - 1];
    }
  }
  return histogram;
}

double totalVariation(const Histogram& a, const Histogram& b) {
  assert(a.edges == b.edges);
  if (a.total() == 0 || b.total() == 0) return a.total() == b.total() ? 0 : 1;
  const auto difference = [&](std::size_t ofA, std::size_t ofB) {
    return std::abs(static_cast<double>(ofA) / static_cast<double>(a.total()) -
                    static_cast<double>(ofB) / static_cast<double>(b.total()));
  };
  double sum = difference(a.below, b.below) + difference(a.above, b.above);
  for (std::size_t i = 0; i < a.counts.size(); ++i) sum += difference(a.counts[i], b.counts[i]);
  return sum / 2;
}

double overlapArea(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) return 0;
  const auto [lowestA, highestA] = std::minmax_element(a.begin(), a.end());
  const auto [lowestB, highestB] = std::minmax_element(b.begin(), b.end());
  const double lowest = std::min(*lowestA, *lowestB);
  const double highest = std::max(*highestA, *highestB);
  const double least = leastBandwidth(lowest, highest);
  const double widthA = std::max(scottBandwidth(a), least);
  const double widthB = std::max(scottBandwidth(b), least);
  const double margin = (reach + 1) * std::max(widthA, widthB);
  const double spacing = (highest - lowest + 2 * margin) / (gridPoints - 1);
  const auto densityA = densityOf(a, widthA, lowest - margin, spacing);
  const auto densityB = densityOf(b, widthB, lowest - margin, spacing);
  double area = 0;
  for (std::size_t i = 0; i < gridPoints; ++i) area += std::min(densityA[i], densityB[i]);
  return area;
}

}  // namespace cadenza
