// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/score/score.h"

namespace cadenza::test {

/// A little heap of notes, overlapping and repeated ones too, with pedal, tempo changes and
/// markers; up to `length` ticks of onsets.
[[nodiscard]] inline Score randomScore(Random& random, Tick length = 8 * ticksPerQuarter) {
  const auto below = [&](Tick limit) {
    return static_cast<Tick>(random.below(static_cast<std::uint64_t>(limit)));
  };
  ScoreItems items;
  for (Tick i = below(30); i > 0; --i) {
    items.notes.push_back({below(length), 1 + below(2 * ticksPerQuarter),
                           static_cast<std::uint8_t>(55 + below(12)),
                           static_cast<std::uint8_t>(1 + below(127))});
  }
  for (Tick i = below(6); i > 0; --i) {
    items.pedal.push_back({below(length), static_cast<std::uint8_t>(below(2) * 127)});
  }
  for (Tick i = below(4); i > 0; --i) {
    items.tempo.push_back({below(length), static_cast<std::uint32_t>(100'000 + below(900'000))});
  }
  for (Tick i = below(3); i > 0; --i) items.markers.push_back({below(length), "A"});
  return Score(std::move(items));
}

}  // namespace cadenza::test
