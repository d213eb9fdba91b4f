// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/score/piece_properties.h"
#include "core/score/score.h"

namespace cadenza {

/// How a MIDI file holds its music.
enum class MidiFormat {
  OneTrack = 0,  ///< format 0, for players that know no other
  Tracks = 1,    ///< format 1: tempo and time signatures in a track of their own
};

/// The score as a standard MIDI file, 960 ticks a quarter: title, composer, copyright and key
/// signature; tempo and time signatures, also where they are the default ones at the start, and
/// markers; then notes (program 0) and sustain pedal (CC64). Format 1 has a track for each part,
/// with its name; format 0 joins them. Notes are on channel 1; one that begins while its key still
/// sounds goes to the next channel, the drums' left out, so that reading it again gives an equal
/// score, unless 16 notes of one pitch sound at once or a tempo is slower than a file can say (16.7
/// seconds a quarter). Any thread.
[[nodiscard]] std::vector<std::byte> writeMidi(const Score& score,
                                               const PieceProperties& properties,
                                               MidiFormat format = MidiFormat::Tracks);
/// The same of a piece that has only a title.
[[nodiscard]] std::vector<std::byte> writeMidi(const Score& score, const std::string& title = {},
                                               MidiFormat format = MidiFormat::Tracks);

/// Writes the same atomically (see writeFile). Any thread.
[[nodiscard]] Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                                         const PieceProperties& properties,
                                         MidiFormat format = MidiFormat::Tracks);
[[nodiscard]] Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                                         const std::string& title = {},
                                         MidiFormat format = MidiFormat::Tracks);

}  // namespace cadenza
