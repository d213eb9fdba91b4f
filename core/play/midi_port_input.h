// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/play/midi_input.h"
#include "core/play/midi_wire.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// Listens to the keyboard of a pianist. The system's thread only puts what comes into a bounded
/// queue; a reader thread takes it out, bends velocities, and tells the listener. It looks once a
/// second whether the port is still there and opens it again by name when it has come back; keys
/// and pedals that were down when it went are let go. So are they at the end.
class MidiPortInput {
 public:
  using MakeWire = std::function<std::unique_ptr<MidiInWire>()>;

  /// `listener` is called on the reader thread, for the last time before the destructor returns.
  MidiPortInput(const MidiInSetup& setup, MidiListener listener);
  /// On a wire that `makeWire` makes on the reader thread, looked at every `lookSeconds`.
  MidiPortInput(const MidiInSetup& setup, MidiListener listener, MakeWire makeWire,
                double lookSeconds = 1.0);
  ~MidiPortInput();
  MidiPortInput(const MidiPortInput&) = delete;
  MidiPortInput& operator=(const MidiPortInput&) = delete;

  struct State {
    bool open = false;
    std::string text;        ///< what is listened to, or what is waited for, in words
    std::size_t heard = 0;   ///< messages so far
    std::size_t missed = 0;  ///< messages that came faster than they could be taken
    std::size_t notes = 0;   ///< keys struck so far
    int pitch = 0;           ///< of the last of them
    int velocity = 0;        ///< of the last of them, bent

    bool operator==(const State&) const = default;
  };
  /// Any thread.
  [[nodiscard]] State state() const;
  /// Bends velocities otherwise from now on (see bentVelocity). Any thread.
  void setCurve(double curve);

 private:
  struct Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace cadenza
