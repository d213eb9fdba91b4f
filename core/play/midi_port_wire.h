// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/play/midi_wire.h"

namespace cadenza {

/// MIDI ports through RtMidi, on JACK and ALSA as they run. Where neither does, a wire has no ports
/// and opens none, until one begins. Any thread makes them; then they belong to one.
[[nodiscard]] std::unique_ptr<MidiOutWire> makeMidiOutWire();
[[nodiscard]] std::unique_ptr<MidiInWire> makeMidiInWire();

}  // namespace cadenza
