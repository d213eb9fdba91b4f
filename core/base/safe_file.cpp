// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safe_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

class FileDescriptor {
 public:
  FileDescriptor(const fs::path& path, int flags, mode_t mode = 0)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~FileDescriptor() { (void)close(); }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }
  [[nodiscard]] int get() const { return descriptor_; }
  int close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 ? 0 : ::close(descriptor);
  }

 private:
  int descriptor_;
};

fs::path temporaryBeside(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  fs::path temporary = path;
  temporary += ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
  return temporary;
}

fs::path folderOf(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Result<void> syncPath(const fs::path& path, int flags) {
  FileDescriptor file(path, flags);
  if (!file.isOpen()) return systemError(errno, "open", path);
  // A folder on some network file systems can't be synced (EINVAL); the rename still holds there.
  if (::fsync(file.get()) != 0 && errno != EINVAL) return systemError(errno, "write", path);
  return {};
}

Result<void> writeAll(const fs::path& path, std::span<const std::byte> bytes) {
  FileDescriptor file(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (!file.isOpen()) return systemError(errno, "create", path);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return systemError(errno, "write", path);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (file.close() != 0) return systemError(errno, "close", path);
  return {};
}

}  // namespace

Error systemError(int code, const std::string& action, const fs::path& path) {
  ErrorCode kind = ErrorCode::InputOutput;
  if (code == ENOENT || code == ENOTDIR) kind = ErrorCode::NotFound;
  if (code == EACCES || code == EPERM || code == EROFS) kind = ErrorCode::AccessDenied;
  if (code == ENOSPC || code == EDQUOT || code == EFBIG) kind = ErrorCode::DiskFull;
  return {kind, "Can't " + action + " " + path.string() + ": " +
                    std::generic_category().message(code) + "."};
}

Result<std::vector<std::byte>> readFile(const fs::path& path, std::size_t limit) {
  FileDescriptor file(path, O_RDONLY);
  if (!file.isOpen()) return systemError(errno, "open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return systemError(errno, "read", path);
  if (!S_ISREG(status.st_mode)) {
    return Error{ErrorCode::InvalidArgument, path.string() + " is not a file."};
  }
  if (static_cast<std::size_t>(status.st_size) > limit) {
    return Error{ErrorCode::InvalidArgument,
                 path.string() + " is larger than " + std::to_string(limit >> 20) + " MiB."};
  }
  std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return systemError(errno, "read", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> replaceFile(const fs::path& path,
                         const std::function<Result<void>(const fs::path&)>& write) {
  const fs::path temporary = temporaryBeside(path);
  const auto finish = [&]() -> Result<void> {
    if (auto written = write(temporary); !written) return written;
    if (auto synced = syncPath(temporary, O_RDONLY); !synced) return synced;
    if (::rename(temporary.c_str(), path.c_str()) != 0) return systemError(errno, "replace", path);
    return {};
  };
  if (auto finished = finish(); !finished) {
    ::unlink(temporary.c_str());
    return finished;
  }
  return syncPath(folderOf(path), O_RDONLY | O_DIRECTORY);
}

Result<void> writeFile(const fs::path& path, std::span<const std::byte> bytes) {
  return replaceFile(path, [&](const fs::path& temporary) { return writeAll(temporary, bytes); });
}

Result<void> writeFile(const fs::path& path, const std::string& text) {
  return writeFile(path, std::as_bytes(std::span(text)));
}

}  // namespace cadenza
