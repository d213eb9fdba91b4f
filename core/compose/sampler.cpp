// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/sampler.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/compose/chances.h"

namespace cadenza {

Result<int> draw(std::span<const float> logits, const Sampling& sampling, Random& random) {
  if (!canBeDrawnFrom(logits)) return outputsNotFinite();
  const float largest = *std::max_element(logits.begin(), logits.end());
  std::vector<std::pair<double, int>> classes;
  double sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double weight = std::exp((double{logits[i]} - largest) / sampling.temperature);
    if (!(weight > 0)) continue;
    classes.emplace_back(weight, static_cast<int>(i));
    sum += weight;
  }
  std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  double kept = 0;
  std::size_t count = 0;
  while (count < classes.size() && (count == 0 || kept < sampling.topP * sum)) {
    kept += classes[count++].first;
  }
  double left = random.uniform() * kept;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    left -= classes[i].first;
    if (left < 0) return classes[i].second;
  }
  return classes[count - 1].second;
}

}  // namespace cadenza
