// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace cadenza {

/// The MIDI ports of this machine at one moment, by names that find them again. A value.
struct MidiPortLists {
  std::vector<std::string> outputs;  ///< what we can send to
  std::vector<std::string> inputs;   ///< what we can listen to
  std::string systems;               ///< "JACK", "ALSA", "JACK and ALSA"
  std::string problem;               ///< in words where there is no MIDI at all, else empty

  bool operator==(const MidiPortLists&) const = default;
};

/// Lists ports again and again without registering anew each time. One thread.
class MidiPorts {
 public:
  MidiPorts();
  ~MidiPorts();
  MidiPorts(const MidiPorts&) = delete;
  MidiPorts& operator=(const MidiPorts&) = delete;

  /// Takes some milliseconds the first time.
  [[nodiscard]] MidiPortLists list();

 private:
  struct Clients;
  std::unique_ptr<Clients> clients_;
};

}  // namespace cadenza
