// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/output_file.h"
#include "core/base/result.h"

namespace cadenza {

/// Reads a whole file. Fails with NotFound, AccessDenied, InvalidArgument (a folder, a pipe or a
/// device, or longer than `limit` bytes) or InputOutput; the detail names the file. Does not wait
/// for a pipe. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> readFile(const std::filesystem::path& path,
                                                      std::size_t limit = std::size_t{1} << 31);

/// The same, and also reads a pipe or a character device (/dev/stdin) to its end. Blocks until that
/// comes or `stop` is requested, then fails with Cancelled.
[[nodiscard]] Result<std::vector<std::byte>> readFile(const std::filesystem::path& path,
                                                      std::size_t limit,
                                                      const std::stop_token& stop);

/// Replaces `path` by `bytes` as a whole or not at all. After a failure or a crash the old file is
/// intact and nothing else is left behind. (Only where the folder can't be synced, which is an
/// error too, the new file is there.)
///
/// Follows symbolic links. Keeps mode, owner and group, and the access list and attributes as far
/// as the system permits; other hard links of the file keep its old content. Fails with
/// AccessDenied for a read-only file. Writes to a pipe, a device or an open file (/dev/stdout) as
/// they are; a pipe that nothing reads is an error and raises no SIGPIPE. Where the system permits
/// writing a file but not replacing it by one of the same owner and group, it is written in place
/// once all of the new content is known and has room. Only there a crash can damage it; where the
/// old content can't be put back after a failure, the Error names a copy of it in the system's
/// temporary folder. Errors name `path`. Any thread.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path,
                                     std::span<const std::byte> bytes);

/// The same for text.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path, const std::string& text);

/// The same for content that is written in pieces: `write` gets an empty file that it fills, with
/// seeks as it likes. Whatever Error it returns is passed on and the old file stays.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path& path,
                                       const std::function<Result<void>(OutputFile&)>& write);

/// The Error that fits `errno` value `code`; `action` and `path` make up the sentence.
[[nodiscard]] Error systemError(int code, const std::string& action,
                                const std::filesystem::path& path);

}  // namespace cadenza
