// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/base/random.h"
#include "core/base/result.h"

namespace cadenza {

/// How the next event is drawn from a network's logits.
struct Sampling {
  double temperature = 1.0;
  double topP = 0.95;
};

/// Draws a class from softmax(logits / temperature), from the fewest classes whose probabilities
/// sum to at least `topP` (nucleus sampling, Holtzman et al. 2020). A logit of minus infinity is
/// never drawn. Fails with DamagedFile where a logit is NaN or plus infinity, or none is finite.
[[nodiscard]] Result<int> draw(std::span<const float> logits, const Sampling& sampling,
                               Random& random);

}  // namespace cadenza
