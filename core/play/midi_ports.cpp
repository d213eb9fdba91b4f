// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_ports.h"

#include "core/play/midi_port_clients.h"

namespace cadenza {

struct MidiPorts::Clients {
  MidiPortClients<RtMidiOut> outputs{std::string(ownMidiName) + " list of outputs"};
  MidiPortClients<RtMidiIn> inputs{std::string(ownMidiName) + " list of inputs"};
};

MidiPorts::MidiPorts() : clients_(std::make_unique<Clients>()) {}

MidiPorts::~MidiPorts() = default;

MidiPortLists MidiPorts::list() {
  clients_->outputs.refresh();
  clients_->inputs.refresh();
  MidiPortLists lists{clients_->outputs.names(), clients_->inputs.names(), {}, {}};
  for (const auto& entry : clients_->outputs.entries()) {
    if (!lists.systems.empty()) lists.systems += " and ";
    lists.systems += name(entry.system.kind);
  }
  if (lists.systems.empty()) {
    lists.problem =
        "Nothing on this machine speaks MIDI: there is neither ALSA's sequencer nor a JACK server.";
  }
  return lists;
}

}  // namespace cadenza
