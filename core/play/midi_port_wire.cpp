// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_wire.h"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "core/play/midi_port_clients.h"

namespace cadenza {
namespace {

Error noMidi() {
  return {ErrorCode::DeviceUnavailable,
          "Nothing on this machine speaks MIDI: there is neither ALSA's sequencer nor a JACK "
          "server."};
}

Error notThere(const std::string& name) {
  return {ErrorCode::NotFound, "The MIDI port " + name + " is not connected."};
}

Error doesNotOpen(const std::string& name) {
  return {ErrorCode::DeviceUnavailable,
          "The MIDI port " + name + " does not open; another program may hold it."};
}

// The port that a wire opened, by its place and name.
struct OpenPort {
  MidiSystem system;
  std::string name;
};

template <class Client>
bool stillThere(MidiPortClients<Client>& clients, const OpenPort& open) {
  for (auto& entry : clients.entries()) {
    if (entry.system != open.system) continue;
    return open.name.empty() || findMidiPort(clients.portsOf(*entry.client), open.name).has_value();
  }
  return false;
}

// Opens the port on a client of `clients`; the empty name is a port of our own.
template <class Client>
Result<OpenPort> openOn(MidiPortClients<Client>& clients, const std::string& name,
                        const std::string& portName, const auto& prepare) {
  clients.refresh();
  if (clients.entries().empty()) return noMidi();
  try {
    if (name.empty()) {
      auto& entry = clients.entries().front();
      prepare(*entry.client);
      entry.client->openVirtualPort(portName);
      return OpenPort{entry.system, name};
    }
    const auto place = clients.find(name);
    if (!place) return notThere(name);
    prepare(*place->entry->client);
    place->entry->client->openPort(place->number, portName);
    if (!place->entry->client->isPortOpen()) {
      clients.drop(MidiSystem(place->entry->system));
      return doesNotOpen(name);
    }
    return OpenPort{place->entry->system, name};
  } catch (const RtMidiError&) {
    return doesNotOpen(name.empty() ? ownMidiName : name);
  }
}

class RtMidiOutWire : public MidiOutWire {
 public:
  ~RtMidiOutWire() override { close(); }

  std::vector<std::string> ports() override {
    refresh();
    return clients_.names();
  }
  bool alive() override {
    refresh();
    return open_ && stillThere(clients_, *open_);
  }
  Result<void> open(const std::string& name) override {
    close();
    auto opened = openOn(clients_, name, "out", [](RtMidiOut&) {});
    if (!opened) return opened.error();
    open_ = std::move(*opened);
    // JACK joins ports with the next period; what is sent before that is lost.
    if (open_->system.kind == MidiSystem::Kind::Jack) std::this_thread::sleep_for(somePeriods);
    return {};
  }
  // ALSA has taken what was sent. RtMidi waits for JACK to take it, but unplugs the port before the
  // others' turn of the same period comes. Its destructor frees the buffer that JACK's thread reads
  // from before it takes the client out of JACK's hands (RtMidi 5.0, MidiOutJack): the port goes
  // first, and a turn that saw it has its time to end.
  void close() override {
    if (!open_) return;
    const MidiSystem system = open_->system;
    open_.reset();
    const bool sent = std::exchange(sent_, false);
    clients_.refresh();  // one whose server has gone is given back at once
    if (system.kind == MidiSystem::Kind::Jack && clients_.has(system)) {
      if (sent) std::this_thread::sleep_for(somePeriods);
      for (auto& entry : clients_.entries()) {
        if (entry.system == system) entry.client->closePort();
      }
      std::this_thread::sleep_for(longestTurn);
    }
    clients_.drop(system);
  }
  // RtMidi spins for ever where JACK takes nothing more off a full buffer of 16 KiB, so that it is
  // made sure now and then that a server is there.
  void send(std::span<const std::uint8_t> bytes) override {
    if (!open_ || bytes.empty()) return;
    if (++sinceLook_ > looksAfter && !alive()) return close();
    for (auto& entry : clients_.entries()) {
      if (entry.system != open_->system) continue;
      try {
        entry.client->sendMessage(bytes.data(), bytes.size());
        sent_ = true;
      } catch (const RtMidiError&) {
        return;  // alive() tells
      }
    }
  }

 private:
  static constexpr int looksAfter = 1000;
  static constexpr std::chrono::milliseconds somePeriods{100};
  static constexpr std::chrono::milliseconds longestTurn{400};

  void refresh() {
    sinceLook_ = 0;
    clients_.refresh();
  }

  MidiPortClients<RtMidiOut> clients_{std::string(ownMidiName) + " MIDI out"};
  std::optional<OpenPort> open_;
  int sinceLook_ = 0;
  bool sent_ = false;
};

class RtMidiInWire : public MidiInWire {
 public:
  ~RtMidiInWire() override { close(); }

  std::vector<std::string> ports() override {
    clients_.refresh();
    return clients_.names();
  }
  bool alive() override {
    clients_.refresh();
    return open_ && stillThere(clients_, *open_);
  }
  Result<void> open(const std::string& name, MidiListener receive) override {
    close();
    listener_.store(nullptr, std::memory_order_release);
    receive_ = std::move(receive);
    listener_.store(&receive_, std::memory_order_release);
    auto opened = openOn(clients_, name, "in", [this](RtMidiIn& client) {
      client.ignoreTypes(true, true, true);
      client.setCallback(received, this);
    });
    if (!opened) return opened.error();
    open_ = std::move(*opened);
    return {};
  }
  void close() override {
    if (!open_) return;
    const MidiSystem system = open_->system;
    open_.reset();
    clients_.drop(system);
  }

 private:
  static void received(double, std::vector<unsigned char>* bytes, void* self) {
    const auto at = std::chrono::steady_clock::now();
    const auto message = bytes ? messageFrom(*bytes) : std::nullopt;
    if (!message) return;
    const auto& listener = static_cast<RtMidiInWire*>(self)->listener_;
    if (const auto* receive = listener.load(std::memory_order_acquire)) (*receive)({*message, at});
  }

  MidiListener receive_;
  // JACK's thread may be older than the opening, and RtMidi puts nothing between the two.
  std::atomic<const MidiListener*> listener_ = nullptr;
  MidiPortClients<RtMidiIn> clients_{std::string(ownMidiName) + " MIDI in"};  // last: calls
  std::optional<OpenPort> open_;
};

}  // namespace

std::unique_ptr<MidiOutWire> makeMidiOutWire() { return std::make_unique<RtMidiOutWire>(); }

std::unique_ptr<MidiInWire> makeMidiInWire() { return std::make_unique<RtMidiInWire>(); }

}  // namespace cadenza
