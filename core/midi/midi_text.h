// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace cadenza {

/// Text from a MIDI file as UTF-8, at most 200 bytes or so: what is no UTF-8 is taken for Latin-1,
/// control characters become spaces, outer spaces go.
[[nodiscard]] std::string textFromMidi(std::span<const std::byte> data);

}  // namespace cadenza
