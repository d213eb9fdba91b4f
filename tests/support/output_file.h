// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>

#include <filesystem>

#include "core/base/output_file.h"

namespace cadenza::test {

/// An empty file called `path`, open for writing.
inline OutputFile emptyFile(const std::filesystem::path& path) {
  return OutputFile(FileDescriptor(path, O_RDWR | O_CREAT | O_TRUNC, 0644), path);
}

}  // namespace cadenza::test
