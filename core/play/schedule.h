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
};

/// The metronome: strokes of wood blocks, as General MIDI numbers them, on a channel of their own.
struct Clicks {
  static constexpr int channel = 2;  ///< counted from 0
  static constexpr int accentKey = 76;
  static constexpr int beatKey = 77;
};

[[nodiscard]] Schedule makeSchedule(const Score& score);
/// The same with a click on each beat up to the end, louder and higher where a bar begins.
[[nodiscard]] Schedule makeScheduleWithClicks(const Score& score);

}  // namespace cadenza
