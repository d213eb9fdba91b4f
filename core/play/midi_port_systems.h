// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cadenza {

/// What offers MIDI ports on this machine at the moment. Equal values are the same server: one that
/// was ended and started again is another.
struct MidiSystem {
  enum class Kind { Jack, Alsa };
  Kind kind = Kind::Jack;
  long identity = 0;
  bool operator==(const MidiSystem&) const = default;
};

/// JACK where a server of this user runs and may be used (see jack_server.h), ALSA where the kernel
/// has its sequencer; JACK comes first. Starts nothing and prints nothing, unlike the libraries
/// that are asked afterwards.
[[nodiscard]] std::vector<MidiSystem> runningMidiSystems();

/// "JACK", "ALSA".
[[nodiscard]] std::string name(MidiSystem::Kind kind);

}  // namespace cadenza
