// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// A standard MIDI file taken apart into its tracks' bytes, which are views into the file.
struct MidiChunks {
  int format = 1;
  int promisedTracks = 0;        ///< by the header; `tracks` is what was found
  std::uint16_t division = 480;  ///< as it stands in the header: quarters, or SMPTE from 0x8000 on
  std::vector<std::span<const std::byte>> tracks;
  std::size_t otherChunks = 0;  ///< that are no tracks, passed over
  int wrongLengths = 0;         ///< chunks whose length can't be right; cut at the next track
  std::size_t junkBytes = 0;    ///< before the header or after the last chunk
};

/// Takes a file apart: RIFF-wrapped or with junk before its header too, and with chunk lengths that
/// are wrong. Chunks that are no tracks are passed over. Fails with NotMidi or, where the header is
/// cut short, DamagedFile.
[[nodiscard]] Result<MidiChunks> splitChunks(std::span<const std::byte> bytes);

}  // namespace cadenza
