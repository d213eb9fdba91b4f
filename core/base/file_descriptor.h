// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

namespace cadenza {

/// Owns an open file of the system, or nothing. Moved, not copied. One thread at a time.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  /// Opens `path`; close-on-exec is added to `flags`. Owns nothing, and errno says why, where the
  /// system refuses.
  FileDescriptor(const std::filesystem::path& path, int flags, unsigned mode = 0);
  FileDescriptor(FileDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileDescriptor() { (void)close(); }

  [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }
  [[nodiscard]] int get() const { return descriptor_; }
  /// Returns 0, or -1 and leaves the reason in errno. Closing nothing succeeds.
  int close();

 private:
  int descriptor_ = -1;
};

/// Writes all of `bytes`, however the system divides them. Returns 0 or the errno of the failure.
[[nodiscard]] int writeAll(int descriptor, std::span<const std::byte> bytes);

/// Writes all of the file `from`, from its first byte, to where `to` is. Returns 0 or an errno.
[[nodiscard]] int copyAll(int from, int to);

}  // namespace cadenza
