// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/midi/midi_message.h"

namespace cadenza {

/// Where a player's messages go. One thread (the player's) calls it. The piece comes on MIDI
/// channel 1, auditioned notes and what hands play on channel 2, the metronome's clicks on channel
/// 3 (see Clicks). A piece that is to drive other machines also brings clock, start, continue, stop
/// and song position (0xf8, 0xfa, 0xfb, 0xfc, 0xf2); who has no use for them drops them.
class NoteSink {
 public:
  virtual ~NoteSink() = default;

  /// The sink's own clock in seconds; never goes back.
  [[nodiscard]] virtual double now() = 0;
  /// Queues a message for that moment of the sink's clock; the past means at once. Messages of one
  /// channel come with rising moments and keep the order in which they were sent.
  virtual void send(const MidiMessage& message, double when) = 0;
  /// Forgets everything queued, ends every note, lifts the pedal.
  virtual void silence() = 0;
  /// In words, for the status bar: "FluidSynth, PulseAudio", "no sound device: silent".
  [[nodiscard]] virtual std::string description() const = 0;
  /// Whether anything can be heard.
  [[nodiscard]] virtual bool audible() const = 0;
  /// Seconds from the moment of the sink's clock to the ear, as far as it is known.
  [[nodiscard]] virtual double latency() const { return 0; }
  /// Whether it is worth a try to make the sink anew: it stands in for a device that may come back.
  [[nodiscard]] virtual bool provisional() const { return false; }
};

}  // namespace cadenza
