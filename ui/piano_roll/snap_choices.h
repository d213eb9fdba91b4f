// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/score/note.h"

namespace cadenza::ui {

/// A length to snap to and what a list calls it: "1/8", "1/8T" (triplet), "1/8." (dotted).
struct SnapChoice {
  Tick ticks = 0;
  QString name;
};

/// All of them in groups: follow the zoom and off, straight, triplets, dotted.
[[nodiscard]] std::vector<std::vector<SnapChoice>> snapChoices();

}  // namespace cadenza::ui
