// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace cadenza {
namespace {

// Of a pipe that another program has made one that does not wait. Leaves EAGAIN in errno.
bool waitForRoom(int descriptor) {
  pollfd waiting{descriptor, POLLOUT, 0};
  const bool hasRoom = ::poll(&waiting, 1, -1) > 0 || errno == EINTR;
  errno = EAGAIN;
  return hasRoom;
}

}  // namespace

FileDescriptor::FileDescriptor(const std::filesystem::path& path, int flags, unsigned mode) {
  do {
    descriptor_ = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor_ < 0 && errno == EINTR);
}

int FileDescriptor::close() {
  const int descriptor = std::exchange(descriptor_, -1);
  return descriptor < 0 ? 0 : ::close(descriptor);
}

int writeAll(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN && waitForRoom(descriptor)) continue;
    if (written < 0) return errno;
    if (written == 0) return EIO;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return 0;
}

int copyAll(int from, int to) {
  if (::lseek(from, 0, SEEK_SET) != 0) return errno;
  std::vector<std::byte> chunk(std::size_t{1} << 20);
  for (;;) {
    const ssize_t got = ::read(from, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) return 0;
    const auto bytes = std::span(chunk).first(static_cast<std::size_t>(got));
    if (const int failed = writeAll(to, bytes); failed != 0) return failed;
  }
}

}  // namespace cadenza
