// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own open(), write() and so on come before those of the C library.
#include "tests/reliability/faulty_system.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

namespace {

using Kind = cadenza::test::Fault::Kind;

struct State {
  bool counts = false;
  int calls = 0;
  int failing = 0;
  int error = 0;
  Kind kind = Kind::Refused;
  const char* failed = nullptr;
  bool lacksUnnamed = false;
  bool breaksTruncating = false;
};
State state;

// Counts a call; sets errno where it is the one that fails.
bool fails(const char* name) {
  if (!state.counts || ++state.calls != state.failing) return false;
  state.failed = name;
  errno = state.error;
  return true;
}

template <class... Arguments>
long callSystem(long number, Arguments... arguments) {
  return ::syscall(number, arguments...);
}

ssize_t writeHalf(int file, const void* bytes, size_t count) {
  if (state.calls == state.failing) ++state.failing;  // the next call fails
  return callSystem(SYS_write, file, bytes, count / 2);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_DIRECTORY)) != 0;
  if (writes && fails("open")) return -1;
  if (state.lacksUnnamed && (flags & O_TMPFILE) == O_TMPFILE) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return static_cast<int>(callSystem(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t write(int file, const void* bytes, size_t count) {
  if (fails("write")) {
    const bool isShort = state.kind == Kind::ShortWrite && count > 1;
    return isShort ? writeHalf(file, bytes, count) : -1;
  }
  return callSystem(SYS_write, file, bytes, count);
}

off_t lseek(int file, off_t offset, int whence) noexcept {
  return fails("lseek") ? -1 : callSystem(SYS_lseek, file, offset, whence);
}

int fsync(int file) { return fails("fsync") ? -1 : static_cast<int>(callSystem(SYS_fsync, file)); }

int ftruncate(int file, off_t length) noexcept {
  if (state.breaksTruncating) {
    errno = EIO;
    return -1;
  }
  return fails("ftruncate") ? -1 : static_cast<int>(callSystem(SYS_ftruncate, file, length));
}

int fallocate(int file, int mode, off_t offset, off_t length) {
  return fails("fallocate")
             ? -1
             : static_cast<int>(callSystem(SYS_fallocate, file, mode, offset, length));
}

int fchmod(int file, mode_t mode) noexcept {
  return fails("fchmod") ? -1 : static_cast<int>(callSystem(SYS_fchmod, file, mode));
}

int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) noexcept {
  return fails("linkat")
             ? -1
             : static_cast<int>(callSystem(SYS_linkat, fromFolder, from, toFolder, to, flags));
}

int rename(const char* from, const char* to) noexcept {
  return fails("rename")
             ? -1
             : static_cast<int>(callSystem(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int close(int file) {
  const bool failed = fails("close");
  const int error = errno;
  const int closed = static_cast<int>(callSystem(SYS_close, file));
  if (!failed) return closed;
  errno = error;
  return -1;
}

}  // extern "C"

namespace cadenza::test {

Fault::Fault(int failing, int error, Kind kind) {
  state.calls = 0;
  state.failing = failing;
  state.error = error;
  state.kind = kind;
  state.failed = nullptr;
  state.counts = true;
}

Fault::~Fault() { state.counts = false; }

bool Fault::happened() const { return state.failed != nullptr; }

std::string Fault::call() const { return state.failed ? state.failed : ""; }

PlainSystem::PlainSystem() { state.lacksUnnamed = true; }

PlainSystem::~PlainSystem() { state.lacksUnnamed = false; }

BrokenTruncating::BrokenTruncating() { state.breaksTruncating = true; }

BrokenTruncating::~BrokenTruncating() { state.breaksTruncating = false; }

}  // namespace cadenza::test
