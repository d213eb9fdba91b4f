// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace cadenza {

/// Text from a MIDI file as UTF-8 (see toUtf8), at most 2,000 bytes of it; control characters
/// become spaces, outer spaces go. Any thread.
[[nodiscard]] std::string textFromMidi(std::span<const std::byte> data);

}  // namespace cadenza
