// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/play/midi_input.h"

namespace cadenza {

/// What MIDI ports of either direction have in common. A wire belongs to one thread. Ports are
/// called by names that find them again (see namedMidiPorts); the empty name stands for a port of
/// our own, "Cadenza", that others connect to.
class MidiWire {
 public:
  virtual ~MidiWire() = default;

  /// The ports there are now, our own left out; none where nothing on this machine speaks MIDI.
  [[nodiscard]] virtual std::vector<std::string> ports() = 0;
  /// Whether what was opened is still there; looks at the system.
  [[nodiscard]] virtual bool alive() = 0;
  /// Waits until what was sent has left; on JACK up to two seconds.
  virtual void close() = 0;
};

class MidiOutWire : public MidiWire {
 public:
  /// Fails with NotFound (no such port now) or DeviceUnavailable (no MIDI here, busy).
  [[nodiscard]] virtual Result<void> open(const std::string& name) = 0;
  /// One whole message.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;
};

class MidiInWire : public MidiWire {
 public:
  /// Fails as MidiOutWire::open. `receive` is called on a thread of the system's, which it may not
  /// hold up, until close() has returned.
  [[nodiscard]] virtual Result<void> open(const std::string& name, MidiListener receive) = 0;
};

}  // namespace cadenza
