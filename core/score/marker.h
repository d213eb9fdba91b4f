// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <string>

#include "core/score/note.h"

namespace cadenza {

/// A named place in a piece ("Coda"); UTF-8, one a tick.
struct Marker {
  Tick tick = 0;
  std::string text;

  auto operator<=>(const Marker&) const = default;
};

}  // namespace cadenza
