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
/// signatures, a track with notes (program 0) and sustain pedal (CC64). Notes are on channel 1; one
/// that begins while its key still sounds goes to the next channel, the drums' left out, so that
/// reading it again gives an equal score, unless 16 notes of one pitch sound at once or a tempo is
/// slower than a file can say (16.7 seconds a quarter). Any thread.
[[nodiscard]] std::vector<std::byte> writeMidi(const Score& score, const std::string& title = {});

/// Writes the same atomically (see writeFile). Any thread.
[[nodiscard]] Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                                         const std::string& title = {});

}  // namespace cadenza
