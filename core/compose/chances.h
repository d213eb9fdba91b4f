// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cadenza {

/// -ln of the chance that softmax(logits) gives to a class. One with a logit of minus infinity is
/// impossible; at least one must be finite.
[[nodiscard]] double natsOf(std::span<const float> logits, std::size_t number);

/// softmax(logits), in place.
void toChances(std::span<float> logits);

}  // namespace cadenza
