// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cadenza::test {

/// Reads the #include lines below core/, ui/ and app/ of `root` and answers a sentence for each
/// that breaks a rule of the house:
/// - a room includes only itself and rooms on floors below its own;
/// - libtorch stands in core/learn only, in no header that another room reaches;
/// - fluidsynth.h stands in core/play/fluid_sink.* only, RtMidi.h in core/play/midi_*port* only,
///   zip.h in core/project/zip.* only, Qt nowhere in core;
/// - includes of ours name a file from the root on, and run in no circle.
[[nodiscard]] std::vector<std::string> brokenArrows(const std::filesystem::path& root);

}  // namespace cadenza::test
