// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/score/tempo_map.h"
#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/lane.h"

namespace cadenza::ui {

/// "♩ = 96", or with a tenth where there is one.
[[nodiscard]] QString tempoText(double quartersPerMinute);

/// A new point at the press, which goes with the pointer.
[[nodiscard]] std::unique_ptr<Gesture> addTempoGesture(RollState& state, const Pointer& pressed,
                                                       const LaneScale& scale);
/// Takes hold of a point: time and number, with Shift only one of them.
[[nodiscard]] std::unique_ptr<Gesture> moveTempoGesture(RollState& state, const Pointer& pressed,
                                                        const LaneScale& scale,
                                                        const TempoChange& change);
/// A ramp from the press to the pointer.
[[nodiscard]] std::unique_ptr<Gesture> rampTempoGesture(RollState& state, const Pointer& pressed,
                                                        const LaneScale& scale);

}  // namespace cadenza::ui
