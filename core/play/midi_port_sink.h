// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/play/midi_wire.h"
#include "core/play/note_sink.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// A MIDI port as a sink. An owner thread of its own alone touches the port: it sleeps to the
/// moment of each message (absolute, so that nothing drifts), with real-time priority where the
/// user may have it, looks once a second whether the port is still there, and opens it again by
/// name when it has come back. Meanwhile nothing is audible and the description says what is waited
/// for. The destructor ends every note and waits until that has left.
class MidiPortSink : public NoteSink {
 public:
  using MakeWire = std::function<std::unique_ptr<MidiOutWire>()>;

  explicit MidiPortSink(const MidiOutSetup& setup);
  /// On a wire that `makeWire` makes on the owner thread, looked at every `lookSeconds`.
  MidiPortSink(const MidiOutSetup& setup, MakeWire makeWire, double lookSeconds = 1.0);
  ~MidiPortSink() override;
  MidiPortSink(const MidiPortSink&) = delete;
  MidiPortSink& operator=(const MidiPortSink&) = delete;

  /// The steady clock.
  [[nodiscard]] double now() override;
  void send(const MidiMessage& message, double when) override;
  void silence() override;
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] bool audible() const override;

 private:
  struct Owner;
  std::unique_ptr<Owner> owner_;
};

}  // namespace cadenza
