// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

#include "core/base/file_descriptor.h"
#include "core/base/safe_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

using Bytes = std::vector<std::byte>;

Error tooLong(const fs::path& path, std::size_t limit) {
  const std::string length =
      limit >> 20 > 0 ? std::to_string(limit >> 20) + " MiB" : std::to_string(limit) + " bytes";
  return {ErrorCode::InvalidArgument, path.string() + " is larger than " + length + "."};
}

Error cancelled(const fs::path& path) {
  return {ErrorCode::Cancelled, "Stopped waiting for " + path.string() + "."};
}

// What a stop request wakes a waiting thread with.
class StopSignal {
 public:
  explicit StopSignal(const std::stop_token& stop)
      : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), callback_(stop, Ring{event_.get()}) {}

  /// Waits until `descriptor` can be read or a stop is requested. Returns 0 or an errno.
  [[nodiscard]] int waitFor(int descriptor) const {
    std::array<pollfd, 2> waiting{{{descriptor, POLLIN, 0}, {event_.get(), POLLIN, 0}}};
    while (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno != EINTR) return errno;
    }
    return 0;
  }

 private:
  struct Ring {
    int event;
    void operator()() const { (void)::eventfd_write(event, 1); }
  };
  FileDescriptor event_;
  std::stop_callback<Ring> callback_;
};

// Appends what there is now. Returns how much that was, or -1 and errno.
ssize_t readSome(int descriptor, Bytes& bytes, std::size_t step) {
  const std::size_t filled = bytes.size();
  bytes.resize(filled + step);
  ssize_t got = 0;
  do {
    got = ::read(descriptor, bytes.data() + filled, step);
  } while (got < 0 && errno == EINTR);
  bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got;
}

Result<Bytes> readRegular(const FileDescriptor& file, const fs::path& path, std::size_t size,
                          std::size_t limit) {
  constexpr std::size_t smallest = 4096;
  Bytes bytes;
  bytes.reserve(std::min(size, limit) + smallest);
  while (bytes.size() <= limit) {
    const std::size_t left = size > bytes.size() ? size - bytes.size() : smallest;
    const ssize_t got = readSome(file.get(), bytes, std::max(left, smallest));
    if (got < 0) return systemError(errno, "read", path);
    if (got == 0) return bytes;
  }
  return tooLong(path, limit);
}

// An empty one has no writer yet; an empty pipe without a name has none any more.
bool isNamedPipe(int descriptor) {
  struct stat status {};
  struct statfs system {};
  return ::fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode) &&
         ::fstatfs(descriptor, &system) == 0 && system.f_type != PIPEFS_MAGIC;
}

Result<Bytes> readStream(const FileDescriptor& file, const fs::path& path, std::size_t limit,
                         const std::stop_token& stop) {
  constexpr std::size_t step = std::size_t{1} << 16;
  const StopSignal signal(stop);
  Bytes bytes;
  bool mayEnd = !isNamedPipe(file.get());
  while (bytes.size() <= limit) {
    if (stop.stop_requested()) return cancelled(path);
    const ssize_t got = readSome(file.get(), bytes, step);
    if (got < 0 && errno != EAGAIN) return systemError(errno, "read", path);
    if (got == 0 && mayEnd) return bytes;
    mayEnd = mayEnd || got > 0;
    if (got > 0) continue;
    if (const int failed = signal.waitFor(file.get()); failed != 0) {
      return systemError(failed, "read", path);
    }
    mayEnd = true;
  }
  return tooLong(path, limit);
}

Result<Bytes> read(const fs::path& path, std::size_t limit, const std::stop_token* stop) {
  const FileDescriptor file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file.isOpen()) return systemError(errno, "open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return systemError(errno, "read", path);
  if (S_ISREG(status.st_mode)) {
    const auto size = static_cast<std::size_t>(status.st_size);
    return size > limit ? tooLong(path, limit) : readRegular(file, path, size, limit);
  }
  const bool isStream =
      S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) || S_ISSOCK(status.st_mode);
  if (stop && isStream) return readStream(file, path, limit, *stop);
  return Error{ErrorCode::InvalidArgument, path.string() + " is not a file."};
}

}  // namespace

Result<Bytes> readFile(const fs::path& path, std::size_t limit) {
  return read(path, limit, nullptr);
}

Result<Bytes> readFile(const fs::path& path, std::size_t limit, const std::stop_token& stop) {
  return read(path, limit, &stop);
}

}  // namespace cadenza
