// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "ui/piano_roll/roll_state.h"

class QPainter;

namespace cadenza::ui {

/// How many notes and candidates are out of sight.
struct NotesBeyond {
  std::size_t before = 0;  ///< they end before the view begins
  std::size_t after = 0;
  std::size_t above = 0;  ///< they sound while the view lasts
  std::size_t below = 0;

  bool operator==(const NotesBeyond&) const = default;
};
[[nodiscard]] NotesBeyond notesBeyond(const RollState& state);

/// Their numbers at the edges of the note area.
void paintBeyond(QPainter& painter, const RollState& state);

}  // namespace cadenza::ui
