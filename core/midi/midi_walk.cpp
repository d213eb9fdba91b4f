// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_walk.h"

#include <string>
#include <utility>

namespace cadenza {

Result<MidiFrame> frameMidi(std::span<const std::byte> bytes) {
  auto chunks = splitChunks(bytes);
  if (!chunks) return chunks.error();
  const auto scale = TickScale::fromDivision(chunks->division);
  if (!scale) {
    return Error{ErrorCode::DamagedFile,
                 "The header's time division (" + std::to_string(chunks->division) +
                     ") makes no sense, so nothing in the file has a place in time."};
  }
  if (chunks->tracks.empty()) return Error{ErrorCode::DamagedFile, "The file holds no track."};
  return MidiFrame{std::move(*chunks), *scale};
}

}  // namespace cadenza
