// SPDX-License-Identifier: GPL-3.0-or-later
// Room score: a piece of piano music as a value. Notes, pedal, tempo and meter on a grid of integer
// ticks, edits that can be turned round, keys and names, and the features that music is compared
// by. No files, no threads, no sound.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace cadenza {

/// Musical time. 32 bits hold more than twelve days at 120 quarters a minute.
using Tick = std::int32_t;

inline constexpr Tick ticksPerQuarter = 960;
/// The last tick that a score may reach (about 24 hours at 140 quarters a minute).
inline constexpr Tick maxTick = 200'000 * ticksPerQuarter;

/// The keys of a piano, as MIDI numbers.
inline constexpr int lowestPianoPitch = 21;
inline constexpr int highestPianoPitch = 108;
inline constexpr int pianoKeyCount = 88;

/// Half-open stretch of time [begin, end).
struct TickRange {
  Tick begin = 0;
  Tick end = 0;

  [[nodiscard]] bool contains(Tick tick) const { return tick >= begin && tick < end; }
  [[nodiscard]] Tick length() const { return end - begin; }
  auto operator<=>(const TickRange&) const = default;
};

/// One note. Ordered by onset, then pitch.
struct Note {
  Tick onset = 0;
  Tick duration = ticksPerQuarter;  ///< at least 1
  std::uint8_t pitch = 60;          ///< MIDI number, 0 to 127
  std::uint8_t velocity = 80;       ///< 1 to 127
  bool locked = false;              ///< neither the model nor a gesture changes it

  [[nodiscard]] Tick end() const { return onset + duration; }
  auto operator<=>(const Note& other) const {
    if (const auto order = onset <=> other.onset; order != 0) return order;
    if (const auto order = pitch <=> other.pitch; order != 0) return order;
    if (const auto order = duration <=> other.duration; order != 0) return order;
    if (const auto order = velocity <=> other.velocity; order != 0) return order;
    return locked <=> other.locked;
  }
  bool operator==(const Note&) const = default;
};

/// A position of the sustain pedal (CC64), valid until the next one. Down from 64 on.
struct PedalChange {
  Tick tick = 0;
  std::uint8_t value = 0;

  [[nodiscard]] bool isDown() const { return value >= 64; }
  auto operator<=>(const PedalChange&) const = default;
};

}  // namespace cadenza
