// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "core/midi/midi_message.h"

namespace cadenza::test {

/// What an instrument outside makes of the messages that it gets.
class Instrument {
 public:
  void hear(const MidiMessage& message) {
    heard_.push_back(message);
    if (message.status >= 0xf0) return;
    const auto channel = static_cast<std::size_t>(message.channel());
    if (message.isPedal()) pedals_[channel] = message.data2;
    const bool allOff = (message.status & 0xf0) == 0xb0 && message.data1 == 123;
    for (std::size_t key = 0; allOff && key < 128; ++key) keys_.reset(channel * 128 + key);
    if (!message.isNoteOn() && !message.isNoteOff()) return;
    const std::size_t key = channel * 128 + message.data1;
    if (message.isNoteOn() && keys_[key]) ++struckTwice_;
    keys_.set(key, message.isNoteOn());
  }

  [[nodiscard]] const std::vector<MidiMessage>& heard() const { return heard_; }
  [[nodiscard]] bool sounds(int pitch, int channel = 0) const {
    return keys_[static_cast<std::size_t>(channel * 128 + pitch)];
  }
  [[nodiscard]] std::size_t soundingNotes() const { return keys_.count(); }
  [[nodiscard]] int deepestPedal() const { return *std::ranges::max_element(pedals_); }
  [[nodiscard]] bool isStill() const { return keys_.none() && deepestPedal() == 0; }
  /// Notes struck while their key was down.
  [[nodiscard]] int struckTwice() const { return struckTwice_; }

 private:
  std::vector<MidiMessage> heard_;
  std::bitset<std::size_t{16} * 128> keys_;
  std::array<int, 16> pedals_{};
  int struckTwice_ = 0;
};

}  // namespace cadenza::test
