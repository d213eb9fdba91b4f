// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/score/score_edit.h"

namespace cadenza {

// Edits of many velocities (1 to 127) at once; locked notes stay as they are.

enum class VelocityShape {
  Line,
  Curve,  ///< sets off and arrives gently
};

/// Velocities along a stroke between two places, `from` not after `to`. Notes on one tick or
/// outside of the stroke take the nearer end's.
struct VelocityStroke {
  Tick from = 0;
  int fromVelocity = 80;
  Tick to = 0;
  int toVelocity = 80;
  VelocityShape shape = VelocityShape::Line;

  [[nodiscard]] int velocityAt(Tick tick) const;
};
[[nodiscard]] ScoreEdit strokeVelocities(std::span<const Note> notes, const VelocityStroke& stroke);

/// Adds `delta` to all, so far that none leaves 1 to 127: their differences stay.
[[nodiscard]] ScoreEdit shiftVelocities(std::span<const Note> notes, int delta);
/// Multiplies each, kept within 1 to 127.
[[nodiscard]] ScoreEdit scaleVelocities(std::span<const Note> notes, double factor);
/// The same by a factor that goes from `first` at the first onset to `last` at the last one: a
/// crescendo that keeps the accents.
[[nodiscard]] ScoreEdit scaleVelocities(std::span<const Note> notes, double first, double last);

}  // namespace cadenza
