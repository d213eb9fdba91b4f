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

/// Notes may belong to so many parts and one: as many as have a track each behind the conductor's.
inline constexpr int largestPart = 254;

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
  /// The part that plays it: a hand, a track of the file that it was read from. Index into
  /// PieceProperties::parts, which may be shorter.
  std::uint8_t part = 0;

  [[nodiscard]] Tick end() const { return onset + duration; }
  auto operator<=>(const Note& other) const {
    if (const auto order = onset <=> other.onset; order != 0) return order;
    if (const auto order = pitch <=> other.pitch; order != 0) return order;
    if (const auto order = duration <=> other.duration; order != 0) return order;
    if (const auto order = velocity <=> other.velocity; order != 0) return order;
    if (const auto order = locked <=> other.locked; order != 0) return order;
    return part <=> other.part;
  }
  bool operator==(const Note&) const = default;
};

/// A position of the sustain pedal (CC64), valid until the next one. Down from 64 on.
struct PedalChange {
  Tick tick = 0;
  std::uint8_t value = 0;
  /// The pedal is lifted and pressed again on this tick: the dampers fall first, so that what
  /// sounded ends and a new block begins. Only where it is down on both sides.
  bool repedals = false;

  [[nodiscard]] bool isDown() const { return value >= 64; }
  /// The dampers fall on this tick, for good or for a moment.
  [[nodiscard]] bool lifts() const { return repedals || !isDown(); }
  auto operator<=>(const PedalChange&) const = default;
};

}  // namespace cadenza
