// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/play/note_sink.h"

namespace cadenza {

/// The system's sound by FluidSynth and the default piano, else a silent sink that says why and
/// what to do; never null. Drivers are tried in the order of what desktops run today. The
/// environment variable CADENZA_AUDIO_DRIVER chooses one driver ("none": silent). Takes up to a
/// second; any thread, but the sink belongs to one.
[[nodiscard]] std::unique_ptr<NoteSink> makeDefaultSink();

}  // namespace cadenza
