// SPDX-License-Identifier: GPL-3.0-or-later
// Room play: makes scores heard. A player thread walks a schedule that is swapped as a whole and
// hands messages to a sink; FluidSynth is one sink, a recording one serves the tests.
#pragma once

#include <optional>
#include <vector>

#include "core/midi/midi_message.h"
#include "core/score/score.h"

namespace cadenza {

/// A message and when it is due, in seconds from the start of the piece and in ticks.
struct TimedMessage {
  double seconds = 0;
  Tick tick = 0;
  MidiMessage message;
};

/// A piece flattened to messages in playing order (at one instant: note-offs, pedal, note-ons),
/// with its tempo map to turn seconds into ticks. Immutable once made; shared between threads as
/// shared_ptr<const Schedule>.
struct Schedule {
  std::vector<TimedMessage> messages;
  TempoMap tempo;
  Tick end = 0;
  bool clock = false;  ///< holds MIDI clock; who plays it also says where it starts and stops
  /// The music waits before this tick, what sounds then being held, until another schedule comes:
  /// for music that is still being written.
  std::optional<Tick> hold = std::nullopt;
};

/// The metronome: strokes of wood blocks, as General MIDI numbers them, on a channel of their own.
struct Clicks {
  static constexpr int channel = 2;  ///< counted from 0
  static constexpr int accentKey = 76;
  static constexpr int beatKey = 77;
};

/// How loud the metronome is, and whether it tells the first beat of a bar.
struct ClickSound {
  double volume = 0.8;  ///< 0 to 1
  bool accent = true;

  bool operator==(const ClickSound&) const = default;
};

struct ScheduleOptions {
  std::optional<ClickSound> clicks = {};  ///< one on each beat up to the end
  bool clock = false;                     ///< 24 MIDI clocks a quarter
  Tick until = 0;                         ///< the end comes no earlier: room to record in
  Tick from = 0;                          ///< clicks and clocks from about there on
  std::optional<Tick> hold = {};          ///< see Schedule::hold

  bool operator==(const ScheduleOptions&) const = default;
};

[[nodiscard]] Schedule makeSchedule(const Score& score, const ScheduleOptions& options = {});

/// Clicks before the music begins, in seconds from the first of them.
struct CountIn {
  std::vector<TimedMessage> clicks;  ///< their ticks mean nothing
  double seconds = 0;                ///< from the first click to the music
  double beatSeconds = 0;            ///< from one click to the next
  int firstBeat = 0;                 ///< the first click's in its bar, from 0
  int beatsPerBar = 4;

  /// Returns the beat of its bar, from 1, that is counted so many seconds before the music; 0 after
  /// the count-in.
  [[nodiscard]] int beatAt(double secondsBefore) const;
};

/// Beats of so many bars that lead to `start`, in the tempo and the meter that hold there.
[[nodiscard]] CountIn makeCountIn(const Score& score, Tick start, int bars,
                                  const ClickSound& sound);

}  // namespace cadenza
