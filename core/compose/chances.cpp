// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/chances.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cadenza {

bool areFinite(std::span<const float> outputs) {
  return std::all_of(outputs.begin(), outputs.end(), [](float x) { return std::isfinite(x); });
}

bool canBeDrawnFrom(std::span<const float> logits) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  bool anyFinite = false;
  for (const float logit : logits) {
    if (std::isnan(logit) || logit == infinity) return false;
    anyFinite = anyFinite || std::isfinite(logit);
  }
  return anyFinite;
}

Error outputsNotFinite() {
  return {ErrorCode::DamagedFile,
          "The model's outputs are not finite numbers; its weights are unusable. Choose another "
          "model, or train this one again with a lower learning rate."};
}

double natsOf(std::span<const float> logits, std::size_t number) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(logit - largest);
  return std::log(sum) + largest - double{logits[number]};
}

void toChances(std::span<float> logits) {
  const float largest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (float& logit : logits) {
    logit = std::exp(logit - largest);
    sum += logit;
  }
  for (float& logit : logits) logit = static_cast<float>(logit / sum);
}

}  // namespace cadenza
