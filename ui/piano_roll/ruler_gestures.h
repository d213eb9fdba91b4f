// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/score/marker.h"
#include "ui/piano_roll/gesture.h"

namespace cadenza::ui {

// Drags in the time ruler. Each is a click, too: it goes to the place.

/// Marks the stretch between `anchor` and the pointer.
[[nodiscard]] std::unique_ptr<Gesture> markGesture(RollState& state, const Pointer& pressed,
                                                   Tick anchor);
/// Moves the stretch that is marked.
[[nodiscard]] std::unique_ptr<Gesture> moveRangeGesture(RollState& state, const Pointer& pressed);
/// Moves a marker.
[[nodiscard]] std::unique_ptr<Gesture> moveMarkerGesture(RollState& state, const Pointer& pressed,
                                                         const Marker& marker);

}  // namespace cadenza::ui
