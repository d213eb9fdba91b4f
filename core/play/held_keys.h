// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>

#include "core/midi/midi_message.h"

namespace cadenza {

/// What hands hold down, so that it can be let go in their stead.
class HeldKeys {
 public:
  void follow(const MidiMessage& message) {
    if (message.status >= 0xf0) return;
    const auto channel = static_cast<std::size_t>(message.channel());
    if (message.isPedal()) pedals_[channel] = message.data2;
    if (message.isNoteOn() || message.isNoteOff()) {
      keys_.set(channel * 128 + (message.data1 & 0x7f), message.isNoteOn());
    }
  }

  /// Calls `tell` with the messages that let all of it go; nothing is held then.
  template <class Tell>
  void letGo(Tell tell) {
    for (std::size_t key = 0; key < keys_.size(); ++key) {
      if (!keys_[key]) continue;
      const auto up = MidiMessage::noteOff(static_cast<int>(key % 128));
      tell(up.onChannel(static_cast<int>(key / 128)));
    }
    for (std::size_t channel = 0; channel < pedals_.size(); ++channel) {
      if (pedals_[channel] > 0) tell(MidiMessage::pedal(0).onChannel(static_cast<int>(channel)));
    }
    keys_.reset();
    pedals_.fill(0);
  }

 private:
  std::bitset<std::size_t{16} * 128> keys_;
  std::array<int, 16> pedals_{};
};

}  // namespace cadenza
