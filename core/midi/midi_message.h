// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace cadenza {

/// A channel message of a live MIDI stream, two data bytes at most.
struct MidiMessage {
  std::uint8_t status = 0;  ///< with the channel in the low four bits
  std::uint8_t data1 = 0;
  std::uint8_t data2 = 0;

  [[nodiscard]] static MidiMessage noteOn(int pitch, int velocity) {
    return {0x90, static_cast<std::uint8_t>(pitch), static_cast<std::uint8_t>(velocity)};
  }
  [[nodiscard]] static MidiMessage noteOff(int pitch) {
    return {0x80, static_cast<std::uint8_t>(pitch), 64};
  }
  [[nodiscard]] static MidiMessage pedal(int value) {
    return {0xb0, 64, static_cast<std::uint8_t>(value)};
  }

  /// System messages, which belong to no channel.
  [[nodiscard]] static MidiMessage clock() { return {0xf8, 0, 0}; }
  [[nodiscard]] static MidiMessage start() { return {0xfa, 0, 0}; }
  [[nodiscard]] static MidiMessage resume() { return {0xfb, 0, 0}; }
  [[nodiscard]] static MidiMessage stop() { return {0xfc, 0, 0}; }
  /// Where a `resume` goes on, in sixteenths from the beginning, up to 16,383.
  [[nodiscard]] static MidiMessage songPosition(int sixteenths) {
    return {0xf2, static_cast<std::uint8_t>(sixteenths & 0x7f),
            static_cast<std::uint8_t>((sixteenths >> 7) & 0x7f)};
  }

  [[nodiscard]] bool isSystem() const { return status >= 0xf0; }
  [[nodiscard]] int channel() const { return status & 0x0f; }
  /// The same on another channel, counted from 0.
  [[nodiscard]] MidiMessage onChannel(int channel) const {
    return {static_cast<std::uint8_t>((status & 0xf0) | channel), data1, data2};
  }
  [[nodiscard]] bool isNoteOn() const { return (status & 0xf0) == 0x90 && data2 > 0; }
  [[nodiscard]] bool isNoteOff() const {
    return (status & 0xf0) == 0x80 || ((status & 0xf0) == 0x90 && data2 == 0);
  }
  [[nodiscard]] bool isPedal() const { return (status & 0xf0) == 0xb0 && data1 == 64; }
  auto operator<=>(const MidiMessage&) const = default;
};

}  // namespace cadenza
