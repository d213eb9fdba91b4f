// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "core/midi/midi_message.h"

namespace cadenza {

/// A message that hands gave, and when it reached the program.
struct MidiInput {
  MidiMessage message;
  std::chrono::steady_clock::time_point at;
};

/// The message of so many bytes as a port gave them: a status byte and as many data bytes below
/// 0x80 as it has. Nothing for all else; system exclusive messages and data without a status byte
/// are none. Any thread.
[[nodiscard]] std::optional<MidiMessage> messageFrom(std::span<const std::uint8_t> bytes);

/// Takes what hands play; may be called from any thread, and returns at once.
using MidiListener = std::function<void(const MidiInput&)>;

}  // namespace cadenza
