// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cadenza {

/// Kinds of what a MIDI file may hold and a score does not.
enum class MidiContent {
  Text,            ///< other than the composer's name
  Copyright,       ///< a second one
  Lyric,           ///< karaoke included
  CuePoint,        ///< FF 07
  InstrumentName,  ///< FF 04
  KeyChange,       ///< a key signature that differs from the first
  SequencerData,   ///< FF 7F
  OtherMeta,       ///< SMPTE offset, port, channel prefix, ...
  Controller,      ///< all but sustain pedal and channel mode messages
  Program,         ///< all but the first grand piano
  PitchBend,
  ChannelPressure,
  KeyPressure,
  ReleaseVelocity,  ///< of a note-off, other than 0 and 64
  SystemExclusive,
  DrumNote,    ///< channel 10
  Channel,     ///< of one track, joined with its first
  OtherChunk,  ///< a chunk that is no track
  Pattern,     ///< of a file of format 2, joined with the one before
};
inline constexpr int midiContentCount = static_cast<int>(MidiContent::Pattern) + 1;

/// One kind, for controllers one number, and how often it is there (at least once).
struct SkippedEvents {
  MidiContent content = MidiContent::Text;
  int controller = -1;  ///< its number, -1 for other kinds
  std::size_t count = 0;

  bool operator==(const SkippedEvents&) const = default;
};

/// A stable name for programs: "lyrics", "controller_67", "pitch_bends", ...
[[nodiscard]] std::string name(const SkippedEvents& skipped);
/// The usual name of a controller in English, lower case; empty for those that have none.
[[nodiscard]] std::string_view controllerName(int number);

/// Counts them. One thread.
class SkippedCounter {
 public:
  void add(MidiContent content) { ++counts_[static_cast<std::size_t>(content)]; }
  void add(MidiContent content, std::size_t count) {
    counts_[static_cast<std::size_t>(content)] += count;
  }
  void addController(int number) { ++controllers_[static_cast<std::size_t>(number & 0x7f)]; }
  /// In the order of the kinds, controllers by number.
  [[nodiscard]] std::vector<SkippedEvents> list() const;

 private:
  std::array<std::size_t, midiContentCount> counts_{};
  std::array<std::size_t, 128> controllers_{};
};

}  // namespace cadenza
