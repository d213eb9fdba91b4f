// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/play/note_sink.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// What `setup` asks for, else a silent sink that says why and what to do; never null. Where no
/// driver is named they are tried in the order of what desktops run today; the environment variable
/// CADENZA_AUDIO_DRIVER names one for that case ("none": silent). A soundfont that is of no use
/// gives way to the default piano, and the description says so. Where a device is missing the sink
/// is provisional. Takes up to a second; any thread, but the sink belongs to one.
[[nodiscard]] std::unique_ptr<NoteSink> makeSink(const SoundSetup& setup = {});

}  // namespace cadenza
