// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/project/take.h"

namespace cadenza::ui {

inline constexpr Tick bar = 4 * ticksPerQuarter;

/// A take of two notes of `pitch`, one in each of the two bars from `firstBar` on.
[[nodiscard]] inline Take smallTake(int id, int parent, int pitch, int firstBar = 2) {
  const Tick begin = firstBar * bar;
  const auto key = static_cast<std::uint8_t>(pitch);
  Take take;
  take.id = id;
  take.parent = parent;
  take.name = "Take " + std::to_string(id);
  take.material = Score({{{begin, bar, key, 80}, {begin + bar, bar, key, 80}}, {}, {}, {}});
  take.range = {begin, begin + 2 * bar};
  take.model = "scribe";
  take.seed = static_cast<std::uint64_t>(100 + id);
  take.settings = R"({"bars":2,"mode":"continue","start":"end","temperature":0.9})";
  take.madeAt = 1'750'000'000 + id;
  return take;
}

}  // namespace cadenza::ui
