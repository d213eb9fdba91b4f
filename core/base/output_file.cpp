// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/output_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/base/safe_file.h"
#include "core/base/temporary_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

FileDescriptor unnamedIn(const fs::path& folder) {
  return TemporaryFile::create(folder, 0600).release();
}

}  // namespace

Result<OutputFile> OutputFile::unnamed(const fs::path& folder, const fs::path& target) {
  FileDescriptor file = unnamedIn(folder);
  if (!file.isOpen()) {
    std::error_code unknown;
    const fs::path temporary = fs::temp_directory_path(unknown);
    if (!unknown) file = unnamedIn(temporary);
  }
  if (!file.isOpen()) file = FileDescriptor(::memfd_create("cadenza", MFD_CLOEXEC));
  if (!file.isOpen()) return systemError(errno, "write", target);
  return OutputFile(std::move(file), target);
}

Result<void> OutputFile::write(std::span<const std::byte> bytes) {
  const int failed = writeAll(descriptor(), bytes);
  return failed == 0 ? Result<void>() : systemError(failed, "write", target_);
}

Result<std::size_t> OutputFile::read(std::span<std::byte> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return systemError(errno, "read", target_);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<void> OutputFile::seek(std::uint64_t position) {
  const bool moved = ::lseek(descriptor(), static_cast<off_t>(position), SEEK_SET) >= 0;
  return moved ? Result<void>() : systemError(errno, "write", target_);
}

}  // namespace cadenza
