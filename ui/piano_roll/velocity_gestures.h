// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/lane.h"

namespace cadenza::ui {

/// A note's bar is taken within so many pixels of its onset.
inline constexpr double velocityReach = 5;

/// Where velocities stand in a lane of this height.
[[nodiscard]] LaneScale velocityScale(double height);
/// The notes whose bars a stroke from `left` to `right` touches: of the selected ones where some
/// are selected; never locked ones.
[[nodiscard]] std::vector<Note> notesUnderStroke(const RollState& state, double left, double right);

// Drags in the velocity lane, `height` pixels high.

/// Paints velocities over the onsets that the pointer passes.
[[nodiscard]] std::unique_ptr<Gesture> strokeGesture(RollState& state, const Pointer& pressed,
                                                     double height);
/// A straight line from the press to the pointer, with Shift a curve.
[[nodiscard]] std::unique_ptr<Gesture> lineGesture(RollState& state, const Pointer& pressed,
                                                   double height);
/// Up and down makes `notes` louder and softer, their differences stay.
[[nodiscard]] std::unique_ptr<Gesture> shiftGesture(RollState& state, const Pointer& pressed,
                                                    double height, std::vector<Note> notes);
/// Up and down multiplies the velocities of `notes`.
[[nodiscard]] std::unique_ptr<Gesture> scaleGesture(RollState& state, const Pointer& pressed,
                                                    double height, std::vector<Note> notes);

}  // namespace cadenza::ui
