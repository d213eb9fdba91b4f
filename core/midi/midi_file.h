// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

struct MidiExtension {
  std::string_view name;  ///< with its dot, in lower case
  bool canBeWritten;      ///< whether files that Cadenza writes may be named so
};

/// The extensions of standard MIDI files. The last one is of files in a RIFF envelope.
inline constexpr std::array<MidiExtension, 5> midiExtensions{
    {{".mid", true}, {".midi", true}, {".smf", true}, {".kar", true}, {".rmi", false}}};

/// Whether `path` has one of midiExtensions in any case, or one with .gz behind it.
[[nodiscard]] bool isMidiName(const std::filesystem::path& path);

/// Whether a MIDI file may be written under the name `path`: one of midiExtensions that can be.
[[nodiscard]] bool isMidiNameToWrite(const std::filesystem::path& path);

/// Patterns of such names that isMidiName knows, for file dialogs: "*.mid *.midi ...".
[[nodiscard]] std::string midiNamePatterns();

/// The bytes of a MIDI file, expanded where it is compressed with gzip, up to largestMidiFile.
/// Fails as readFile and expandGzip do; the detail names the file. Where `stop` can be requested,
/// it also reads pipes and devices, and fails with Cancelled when it is. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> readMidiBytes(const std::filesystem::path& path,
                                                           const std::stop_token& stop = {});

}  // namespace cadenza
