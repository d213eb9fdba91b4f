// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza::test {

/// One way in which the program writes a file.
struct Writer {
  std::string name;
  std::string file;  ///< what to call the file
  /// Writes the content number `version` (0 to 99) to a path.
  std::function<Result<void>(const std::filesystem::path&, int version)> write;
  /// The number of the content of a file that is whole, else -1.
  std::function<int(const std::filesystem::path&)> read;
};

/// Text, MIDI files, projects, models, sound and the cache of a corpus.
[[nodiscard]] std::vector<Writer> allWriters();

}  // namespace cadenza::test
