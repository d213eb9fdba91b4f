// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/score/score.h"

namespace cadenza {

/// The score as a standard MIDI file, format 1, 960 ticks a quarter: a track with tempo and time
/// signatures, a track with notes (channel 1, program 0) and sustain pedal (CC64). Reading it
/// again gives an equal score, unless notes of one pitch overlap. Any thread.
[[nodiscard]] std::vector<std::byte> writeMidi(const Score& score, const std::string& title = {});

/// Writes the same atomically (see writeFile). Any thread.
[[nodiscard]] Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                                         const std::string& title = {});

}  // namespace cadenza
