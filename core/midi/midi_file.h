// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// Whether `path` is named like a standard MIDI file: .mid, .midi, .kar, .smf or .rmi in any case,
/// each also with .gz behind it.
[[nodiscard]] bool isMidiName(const std::filesystem::path& path);

/// The bytes of a MIDI file, expanded where it is compressed with gzip, up to largestMidiFile.
/// Fails as readFile and expandGzip do; the detail names the file. Where `stop` can be requested,
/// it also reads pipes and devices, and fails with Cancelled when it is. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> readMidiBytes(const std::filesystem::path& path,
                                                           const std::stop_token& stop = {});

}  // namespace cadenza
