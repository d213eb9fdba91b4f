// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <optional>

#include "core/play/note_sink.h"

namespace cadenza {

/// What sounds beside the piece, on a channel of its own: notes that hands hold, their pedal, and
/// auditioned notes, which end by themselves. One thread.
class HandNotes {
 public:
  static constexpr int channel = 1;  ///< counted from 0

  /// Sounds a note for half a second, but not over one that is held.
  void audition(NoteSink& sink, int pitch, int velocity);
  /// Notes and pedal; nothing else, and nothing while thru is off.
  void input(NoteSink& sink, const MidiMessage& message);
  /// Turned off, what is held is let go.
  void setThru(NoteSink& sink, bool on);
  /// Ends auditions that are over. Answers in how many seconds to look again, if at all.
  std::optional<double> advance(NoteSink& sink);
  /// Nothing sounds any more: the sink was silenced.
  void forget();

 private:
  std::array<double, 128> auditionEnds_{};
  std::bitset<128> auditioned_;
  bool thru_ = true;
  std::bitset<128> held_;
  int pedal_ = 0;
};

}  // namespace cadenza
