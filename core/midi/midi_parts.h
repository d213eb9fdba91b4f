// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/score/note.h"

namespace cadenza {

/// The channel that is drums by General MIDI, counted from 0: channel 10.
inline constexpr int drumChannel = 9;

/// Names a part of a MIDI file: what one channel plays in one track. Both count from 0.
struct MidiPartId {
  int track = 0;
  int channel = 0;

  auto operator<=>(const MidiPartId&) const = default;
};

/// What one channel plays in one track, and for whom it is written.
struct MidiPart {
  MidiPartId id;
  /// Of the track, UTF-8; empty in files of format 0, whose only name is the piece's.
  std::string name;
  /// General MIDI's, from 0: what the channel is set to at the part's first note, else what it is
  /// set to first. Nothing where the file does not say; by custom that is a piano.
  std::optional<int> program;
  std::vector<Note> notes;  ///< sorted; never empty

  [[nodiscard]] bool isDrums() const { return id.channel == drumChannel; }
  /// One of the first eight programs: grand and electric pianos, harpsichord, clavinet.
  [[nodiscard]] bool isPiano() const { return !isDrums() && program.value_or(0) < 8; }
  [[nodiscard]] int lowestPitch() const;
  [[nodiscard]] int highestPitch() const;
  /// From the first onset to the last end.
  [[nodiscard]] TickRange range() const;
};

/// What there is in a MIDI file to choose from.
struct MidiSurvey {
  std::string title;  ///< first track's name, UTF-8, may be empty
  int format = 1;
  std::vector<MidiPart> parts;  ///< by track, then channel; drums too
};

/// Looks through a file without joining its parts. A part has just those notes that readMidi gives
/// for it alone. Fails as readMidi does. Any thread.
[[nodiscard]] Result<MidiSurvey> surveyMidi(std::span<const std::byte> bytes);

/// General MIDI's family of a program (0 to 127): "Piano", "Chromatic percussion", ...
[[nodiscard]] std::string_view instrumentFamily(int program);

/// Which channels of which tracks are listened to; for those who walk through tracks.
class PartFilter {
 public:
  /// A set of channels, one bit each.
  using Channels = std::uint16_t;

  /// All but the drums.
  [[nodiscard]] static PartFilter pitched() { return PartFilter(allChannels & ~drumBit); }
  [[nodiscard]] static PartFilter everything() { return PartFilter(allChannels); }
  /// The notes of these parts, and the pedal of their channels.
  [[nodiscard]] static PartFilter only(std::span<const MidiPartId> parts);

  /// Made by only().
  [[nodiscard]] bool isChoice() const { return chosen_; }
  [[nodiscard]] Channels notesOf(int track) const;
  [[nodiscard]] Channels pedal() const { return pedal_; }

 private:
  static constexpr unsigned allChannels = 0xffff;
  static constexpr unsigned drumBit = 1u << drumChannel;

  explicit PartFilter(unsigned channels) : pedal_(static_cast<Channels>(channels)) {}

  Channels pedal_;
  bool chosen_ = false;            // only notes of parts_
  std::vector<MidiPartId> parts_;  // sorted
};

}  // namespace cadenza
