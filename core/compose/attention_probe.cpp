// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/attention_probe.h"

#include <algorithm>
#include <cmath>

#include "core/compose/weight_views.h"

namespace cadenza {
namespace {

Eigen::Map<const WeightMatrix> mapped(const WeightArray& array) {
  return {array.values.data(), array.shape[0], array.shape[1]};
}

}  // namespace

AttentionProbe::AttentionProbe(const Checkpoint& checkpoint) {
  if (checkpoint.recipe.events().network.attention == 0) return;
  query_ = checkpoint.weights.at("attention.query");
  distance_ = checkpoint.weights.at("attention.distance");
}

void AttentionProbe::sharesOf(const Stepper::State& state, std::vector<float>& shares) const {
  shares.clear();
  if (!*this || state.heard == 0) return;
  const Eigen::Map<const WeightMatrix> weight = mapped(query_);
  const Eigen::Map<const WeightMatrix> distance = mapped(distance_);
  const Eigen::Index inner = weight.rows();
  const Eigen::Index heads = inner / attentionHead;
  const auto reach = static_cast<Eigen::Index>(attentionReach);
  const auto known = std::min(static_cast<Eigen::Index>(state.heard), reach);
  const auto newest = static_cast<Eigen::Index>((state.heard - 1) % attentionReach);
  const Eigen::Map<const WeightMatrix> keys(state.keys.data(), reach, inner);
  const Eigen::Map<const Eigen::VectorXf> now(state.before.data(), weight.cols());
  const Eigen::VectorXf query = weight * now / std::sqrt(static_cast<float>(attentionHead));
  shares.assign(static_cast<std::size_t>(known), 0.0f);
  Eigen::VectorXf scores(known);
  for (Eigen::Index head = 0; head < heads; ++head) {
    const auto part = query.segment(head * attentionHead, attentionHead);
    for (Eigen::Index back = 0; back < known; ++back) {
      const Eigen::Index row = (newest - back + reach) % reach;
      scores[back] = keys.row(row).segment(head * attentionHead, attentionHead).dot(part) +
                     distance(head, back);
    }
    scores = (scores.array() - scores.maxCoeff()).exp().matrix();
    scores /= scores.sum() * static_cast<float>(heads);
    for (Eigen::Index back = 0; back < known; ++back) {
      shares[static_cast<std::size_t>(back)] += scores[back];
    }
  }
}

}  // namespace cadenza
