// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/piano_roll/gesture.h"

namespace cadenza::ui {

/// The block under the pointer and which part of it.
struct PedalHit {
  TickRange block;
  NotePart part = NotePart::Body;
};
[[nodiscard]] std::optional<PedalHit> hitPedal(const RollState& state, double x);

/// The pedal as it would be if the gesture that goes on ended now: the score's, or made in `room`.
[[nodiscard]] const std::vector<PedalChange>& previewedPedal(const RollState& state,
                                                             std::vector<PedalChange>& room);

/// Down from the press to the pointer.
[[nodiscard]] std::unique_ptr<Gesture> drawPedalGesture(RollState& state, const Pointer& pressed);
/// Takes hold of a block or of an end of it.
[[nodiscard]] std::unique_ptr<Gesture> movePedalGesture(RollState& state, const Pointer& pressed,
                                                        const PedalHit& hit);
/// Lifts all blocks that the pointer passes.
[[nodiscard]] std::unique_ptr<Gesture> erasePedalGesture(RollState& state, const Pointer& pressed);

}  // namespace cadenza::ui
