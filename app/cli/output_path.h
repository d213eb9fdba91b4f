// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza::cli {

/// A kind of file that commands write.
enum class OutputKind { Midi, Model, Audio, Text };

/// Refuses, with InvalidArgument, a path whose extension is that of another kind of file, and one
/// that is the same file as one of `inputs`, by whatever name. Pipes, devices and names without an
/// extension are of every kind. Empty paths pass.
[[nodiscard]] Result<void> checkOutput(const std::string& path, OutputKind kind,
                                       const std::vector<std::string>& inputs);

/// The same where only what is also an input is refused.
[[nodiscard]] Result<void> checkNoInput(const std::string& path,
                                        const std::vector<std::string>& inputs);

/// Whether `path` is a pipe or a device, which has no extension and no others beside it.
[[nodiscard]] bool isStream(const std::string& path);

/// Whether writing to `path` writes to this program's standard output.
[[nodiscard]] bool isStandardOutput(const std::string& path);

}  // namespace cadenza::cli
