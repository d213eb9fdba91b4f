// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/drawn_notes.h"

#include <sstream>

#include "core/score/key.h"

namespace cadenza::cli {

std::optional<Score> scoreFromNames(const std::string& names) {
  constexpr std::uint8_t velocity = 80;
  ScoreItems items;
  std::istringstream chords(names);
  Tick onset = 0;
  for (std::string chord; chords >> chord; onset += ticksPerQuarter) {
    std::istringstream pitches(chord);
    for (std::string pitchText; std::getline(pitches, pitchText, '+');) {
      const auto pitch = parsePitch(pitchText);
      if (!pitch) return std::nullopt;
      items.notes.push_back({onset, ticksPerQuarter, static_cast<std::uint8_t>(*pitch), velocity});
    }
  }
  if (items.notes.empty()) return std::nullopt;
  return Score(std::move(items));
}

}  // namespace cadenza::cli
