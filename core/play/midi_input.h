// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

#include "core/midi/midi_message.h"

namespace cadenza {

/// A message that hands gave, and when it reached the program.
struct MidiInput {
  MidiMessage message;
  std::chrono::steady_clock::time_point at;
};

/// Takes what hands play; may be called from any thread, and returns at once.
using MidiListener = std::function<void(const MidiInput&)>;

}  // namespace cadenza
