// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <RtMidi.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/play/midi_port_names.h"
#include "core/play/midi_port_systems.h"

namespace cadenza {

/// RtMidi's clients of one direction (RtMidiIn or RtMidiOut), one for each system that runs, made
/// and given back as systems come and go. One thread. Nothing that RtMidi throws gets out.
template <class Client>
class MidiPortClients {
 public:
  explicit MidiPortClients(std::string clientName) : clientName_(std::move(clientName)) {}

  struct Entry {
    MidiSystem system;
    std::unique_ptr<Client> client;
  };
  struct Place {
    Entry* entry = nullptr;
    unsigned number = 0;
  };

  /// Follows the systems; answers whether any client was given back.
  bool refresh() {
    const std::vector<MidiSystem> running = runningMidiSystems();
    const auto gone = std::erase_if(
        entries_, [&](const Entry& entry) { return !std::ranges::count(running, entry.system); });
    for (const MidiSystem& system : running) {
      if (!has(system)) add(system);
    }
    return gone > 0;
  }

  [[nodiscard]] bool has(const MidiSystem& system) const {
    return std::ranges::count(entries_, system, &Entry::system) > 0;
  }
  [[nodiscard]] std::vector<Entry>& entries() { return entries_; }

  [[nodiscard]] std::vector<std::string> names() {
    std::vector<std::string> names;
    for (Entry& entry : entries_) {
      for (NamedMidiPort& port : portsOf(*entry.client)) {
        if (!std::ranges::count(names, port.name)) names.push_back(std::move(port.name));
      }
    }
    return names;
  }

  [[nodiscard]] std::optional<Place> find(const std::string& name) {
    for (Entry& entry : entries_) {
      if (const auto port = findMidiPort(portsOf(*entry.client), name)) {
        return Place{&entry, port->number};
      }
    }
    return std::nullopt;
  }

  /// Gives a client back with its port; refresh() makes another.
  void drop(const MidiSystem& system) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.system == system; });
  }

  [[nodiscard]] static std::vector<NamedMidiPort> portsOf(Client& client) {
    std::vector<std::string> given;
    try {
      const unsigned count = client.getPortCount();
      for (unsigned number = 0; number < count; ++number) {
        given.push_back(client.getPortName(number));
      }
    } catch (const RtMidiError&) {
      given.clear();
    }
    return namedMidiPorts(given);
  }

 private:
  static void say(RtMidiError::Type, const std::string&, void*) {}

  void add(const MidiSystem& system) {
    const auto api = system.kind == MidiSystem::Kind::Jack ? RtMidi::UNIX_JACK : RtMidi::LINUX_ALSA;
    std::vector<RtMidi::Api> compiled;
    RtMidi::getCompiledApi(compiled);
    if (!std::ranges::count(compiled, api)) return;
    try {
      auto client = std::make_unique<Client>(api, clientName_);
      client->setErrorCallback(say);  // else it prints
      const auto place = std::ranges::find_if(
          entries_, [&](const Entry& entry) { return entry.system.kind > system.kind; });
      entries_.insert(place, Entry{system, std::move(client)});
    } catch (const RtMidiError&) {
      return;  // the system went away meanwhile
    }
  }

  std::string clientName_;
  std::vector<Entry> entries_;
};

}  // namespace cadenza
