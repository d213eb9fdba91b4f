// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// Reads a whole file. Fails with NotFound, AccessDenied, InvalidArgument (a folder, or longer
/// than `limit` bytes) or InputOutput; the detail names the file. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> readFile(const std::filesystem::path& path,
                                                      std::size_t limit = std::size_t{1} << 31);

/// Replaces `path` by `bytes` as a whole or not at all: a temporary file beside it is written,
/// fsynced and renamed, then the folder is fsynced. After a failure or a crash the old file is
/// intact, and after a failure nothing is left behind. Any thread.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path,
                                     std::span<const std::byte> bytes);

/// The same for text.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path, const std::string& text);

/// The same for a library that writes a file by name: `write` fills the temporary path that it is
/// given; whatever Error it answers is passed on and the old file stays.
[[nodiscard]] Result<void> replaceFile(
    const std::filesystem::path& path,
    const std::function<Result<void>(const std::filesystem::path& temporary)>& write);

/// The Error that fits `errno` value `code`; `action` and `path` make up the sentence.
[[nodiscard]] Error systemError(int code, const std::string& action,
                                const std::filesystem::path& path);

}  // namespace cadenza
