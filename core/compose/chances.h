// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// Whether all outputs of a network are finite numbers, as they are before anything is masked.
[[nodiscard]] bool areFinite(std::span<const float> outputs);

/// Whether softmax(logits) exists: none is NaN or plus infinity, and one at least is finite.
[[nodiscard]] bool canBeDrawnFrom(std::span<const float> logits);

/// The Error (DamagedFile) of whatever reads a network whose outputs are not finite.
[[nodiscard]] Error outputsNotFinite();

/// The most nats that are told of what can't be; more than single precision tells apart.
inline constexpr double mostNats = 100;

/// -ln of the chance that softmax(logits) gives to a class. One with a logit of minus infinity is
/// impossible; at least one must be finite.
[[nodiscard]] double natsOf(std::span<const float> logits, std::size_t number);

/// softmax(logits), in place.
void toChances(std::span<float> logits);

}  // namespace cadenza
