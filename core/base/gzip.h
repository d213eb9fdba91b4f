// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace cadenza {

/// Whether `bytes` begin like a gzip file (RFC 1952).
[[nodiscard]] bool isGzip(std::span<const std::byte> bytes);

/// The content of a gzip file, of all its members. Fails with DamagedFile, InvalidArgument where it
/// is longer than `limit` bytes, of which it never holds more, or OutOfMemory. Any thread.
[[nodiscard]] Result<std::vector<std::byte>> expandGzip(std::span<const std::byte> bytes,
                                                        std::size_t limit);

}  // namespace cadenza
