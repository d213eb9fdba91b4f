// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_systems.h"

#include <unistd.h>

#include "core/play/jack_server.h"

namespace cadenza {

std::vector<MidiSystem> runningMidiSystems() {
  std::vector<MidiSystem> systems;
  const auto server = runningJackServer();
  if (server && server->age >= settledJackServer) {
    systems.push_back({MidiSystem::Kind::Jack, server->identity});
  }
  if (::access("/dev/snd/seq", R_OK | W_OK) == 0) systems.push_back({MidiSystem::Kind::Alsa, 0});
  return systems;
}

std::string name(MidiSystem::Kind kind) { return kind == MidiSystem::Kind::Jack ? "JACK" : "ALSA"; }

}  // namespace cadenza
