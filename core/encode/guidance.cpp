// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/guidance.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cadenza {
namespace {

using Edges = std::array<double, densityCount - 2>;

// Between the levels, in notes a second and in notes a quarter.
constexpr Edges perSecond = {2, 4, 6, 8, 11, 15, 20};
constexpr Edges perQuarter = {0.75, 1.25, 2, 3, 4, 6, 8};

const Edges& edgesOf(Grid grid) { return grid == Grid::Score ? perQuarter : perSecond; }
int unitsAStep(Grid grid) { return grid == Grid::Score ? 24 : 100; }

}  // namespace

int densityWindow(Grid grid) { return (grid == Grid::Score ? 8 : 4) * unitsAStep(grid); }

int densityLevel(Grid grid, int notes) {
  const double rate = static_cast<double>(notes) * unitsAStep(grid) / densityWindow(grid);
  const Edges& edges = edgesOf(grid);
  return static_cast<int>(std::upper_bound(edges.begin(), edges.end(), rate) - edges.begin());
}

double densityOf(Grid grid, int level) {
  const Edges& edges = edgesOf(grid);
  const auto at = static_cast<std::size_t>(std::clamp(level, 0, freeDensity - 1));
  if (at == 0) return edges.front() / 2;
  if (at == edges.size()) return edges.back() * 1.25;
  return (edges[at - 1] + edges[at]) / 2;
}

int insideGap(std::int64_t unitsLeft) {
  constexpr int exact = 16;
  constexpr int classes = gapPlaceCount - beforeGap - 1;
  const auto left = std::max<std::int64_t>(unitsLeft, 0);
  if (left < exact) return beforeGap + 1 + static_cast<int>(left);
  const double octaves = std::log2(static_cast<double>(left) / exact);
  return beforeGap + 1 + std::min(classes - 1, exact + static_cast<int>(octaves * 5));
}

}  // namespace cadenza
