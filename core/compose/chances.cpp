// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/chances.h"

#include <algorithm>
#include <cmath>

namespace cadenza {

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
