// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/compose/stepper.h"
#include "core/model/weights.h"

namespace cadenza {

/// Tells what the attention of an event network looked at, from the state that its Stepper left.
/// Immutable, any thread.
class AttentionProbe {
 public:
  /// `checkpoint` must be one that loadCheckpoint accepted, of one of our recipes.
  explicit AttentionProbe(const Checkpoint& checkpoint);

  /// False where the network has no attention.
  [[nodiscard]] explicit operator bool() const { return !query_.values.empty(); }

  /// How much it looked, when it read the last event, at each event that it knew: the mean of its
  /// heads, the event just read first, then ever older ones; together 1. Empty before the first.
  void sharesOf(const Stepper::State& state, std::vector<float>& shares) const;

 private:
  WeightArray query_;     // [inner, width]
  WeightArray distance_;  // [heads, attentionReach]
};

}  // namespace cadenza
