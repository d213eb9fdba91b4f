// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/random.h"
#include "core/score/score.h"

namespace cadenza::test {

/// Anything that a score can hold: keys from 0 to 127, notes that overlap, crowd one tick or lie
/// far apart, every pedal value, tempo and meter changes, markers.
[[nodiscard]] inline Score anyScore(Random& random) {
  const auto below = [&](Tick limit) {
    return static_cast<Tick>(random.below(static_cast<std::uint64_t>(limit)));
  };
  const auto byteBelow = [&](Tick limit) { return static_cast<std::uint8_t>(below(limit)); };
  const Tick length = below(10) == 0 ? maxTick / 2 : 1 + below(50'000);
  ScoreItems items;
  for (Tick i = below(120); i > 0; --i) {
    items.notes.push_back({below(length), 1 + below(5'000), byteBelow(128),
                           static_cast<std::uint8_t>(1 + below(127))});
  }
  for (Tick i = below(40); i > 0; --i) items.pedal.push_back({below(length), byteBelow(128)});
  for (Tick i = below(10); i > 0; --i) {
    items.tempo.push_back({below(length), static_cast<std::uint32_t>(1 + below(0xffffff))});
  }
  for (Tick i = below(6); i > 0; --i) {
    items.meter.push_back({below(length), static_cast<std::uint8_t>(1 + below(255)),
                           static_cast<std::uint8_t>(1 << below(7))});
  }
  for (Tick i = below(4); i > 0; --i) {
    items.markers.push_back({below(length), "Part " + std::to_string(below(100)) + " é"});
  }
  return Score(std::move(items));
}

}  // namespace cadenza::test
