// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safe_file.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/file_target.h"
#include "core/base/temporary_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

using Write = std::function<Result<void>(OutputFile&)>;

// Whether a file can't be replaced for reasons that may not keep it from being written.
bool forbidsReplacing(int code) {
  return code == EACCES || code == EPERM || code == EROFS || code == EBUSY || code == EXDEV;
}

Result<void> resultOf(int code, const fs::path& path) {
  return code == 0 ? Result<void>() : systemError(code, "write", path);
}

// Content that is whole before its target is touched.
Result<OutputFile> makeContent(const FileTarget& target, const Write& write) {
  std::error_code unknown;
  fs::path folder = fs::temp_directory_path(unknown);
  auto content = OutputFile::unnamed(unknown ? fs::path("/tmp") : folder, target.wanted);
  if (!content) return content;
  if (auto written = write(*content); !written) return written.error();
  return content;
}

// While it lives, this thread's writes to a pipe that nothing reads fail with EPIPE; the signal
// that would end the program is dropped.
class BlockedPipeSignal {
 public:
  BlockedPipeSignal() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    ::sigemptyset(&pending);
    ::sigpending(&pending);
    wasPending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~BlockedPipeSignal() {
    const timespec now{};
    while (!wasPending_ && ::sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  BlockedPipeSignal(const BlockedPipeSignal&) = delete;
  BlockedPipeSignal& operator=(const BlockedPipeSignal&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool wasPending_ = false;
};

Result<void> writeStream(const FileTarget& target, const Write& write) {
  auto content = makeContent(target, write);
  if (!content) return content.error();
  auto stream = target.openStream();
  if (!stream) return stream.error();
  const BlockedPipeSignal noSignal;
  if (const int failed = copyAll(content->descriptor(), stream->get()); failed != 0) {
    return resultOf(failed, target.wanted);
  }
  return resultOf(stream->close() == 0 ? 0 : errno, target.wanted);
}

// Writes the content of `from` over `to` from its start on. Returns 0 or an errno.
int overwrite(int from, int to) {
  if (::lseek(to, 0, SEEK_SET) != 0) return errno;
  if (const int failed = copyAll(from, to); failed != 0) return failed;
  if (::ftruncate(to, ::lseek(to, 0, SEEK_CUR)) != 0) return errno;
  return ::fsync(to) == 0 || errno == EINVAL ? 0 : errno;
}

// Copies `old`, what `target` held, to a new file in the system's temporary folder. Nothing where
// that fails.
std::optional<fs::path> saveCopy(const OutputFile& old, const FileTarget& target) {
  constexpr std::size_t longestExtension = 32;
  std::string extension = target.path.extension().string();
  if (extension.size() > longestExtension) extension.clear();
  std::error_code unknown;
  const fs::path folder = fs::temp_directory_path(unknown);
  std::string name = ((unknown ? fs::path("/tmp") : folder) / "cadenza-saved-XXXXXX").string();
  name += extension;
  FileDescriptor copy(::mkostemps(name.data(), static_cast<int>(extension.size()), O_CLOEXEC));
  if (!copy.isOpen()) return std::nullopt;
  const bool saved = copyAll(old.descriptor(), copy.get()) == 0 &&
                     (::fsync(copy.get()) == 0 || errno == EINVAL) && copy.close() == 0;
  if (saved) return name;
  ::unlink(name.c_str());
  return std::nullopt;
}

// Puts `old` back into `file`, which couldn't be written because of `failed`. Returns the Error.
Error restore(const OutputFile& old, int file, const FileTarget& target, int failed) {
  Error error = systemError(failed, "write", target.wanted);
  if (overwrite(old.descriptor(), file) == 0) return error;
  const auto saved = saveCopy(old, target);
  error.detail += saved ? " Its old content is in " + saved->string() + "."
                        : " Its old content could not be restored.";
  return error;
}

// Room for all of `content` is reserved, or refused, before a byte is changed; after a failure the
// old content is put back, or else saved under a name of its own.
Result<void> writeInPlace(const FileTarget& target, const OutputFile& content) {
  FileDescriptor file(target.path, O_RDWR | O_NOFOLLOW);
  if (!file.isOpen()) return systemError(errno, "write", target.wanted);
  auto old = OutputFile::unnamed(target.folder, target.wanted);
  if (!old) return old.error();
  if (const int failed = copyAll(file.get(), old->descriptor()); failed != 0) {
    return resultOf(failed, target.wanted);
  }
  struct stat size {};
  if (::fstat(content.descriptor(), &size) != 0) return resultOf(errno, target.wanted);
  if (size.st_size > 0 && ::fallocate(file.get(), FALLOC_FL_KEEP_SIZE, 0, size.st_size) != 0 &&
      errno != EOPNOTSUPP && errno != ENOSYS) {
    return resultOf(errno, target.wanted);
  }
  const int failed = overwrite(content.descriptor(), file.get());
  if (failed != 0) return restore(*old, file.get(), target, failed);
  return {};
}

// An open file that TemporaryFile owns as one that is written; it shares the position.
Result<OutputFile> shareOf(const TemporaryFile& temporary, const FileTarget& target) {
  FileDescriptor copy(::fcntl(temporary.descriptor().get(), F_DUPFD_CLOEXEC, 0));
  if (!copy.isOpen()) return systemError(errno, "write", target.wanted);
  return OutputFile(std::move(copy), target.wanted);
}

// Returns 0 or an errno.
int publish(TemporaryFile& temporary, const FileTarget& target) {
  const bool exists = target.kind == FileTarget::Kind::File;
  if (exists) {
    if (const int failed = copyAttributes(target, temporary.descriptor().get()); failed != 0) {
      return failed;
    }
  }
  if (::fsync(temporary.descriptor().get()) != 0 && errno != EINVAL) return errno;
  if (exists) return temporary.replace(target.path);
  const int failed = temporary.publishNew(target.path);
  return failed == EEXIST ? temporary.replace(target.path) : failed;
}

Result<void> replaceTarget(const FileTarget& target, const Write& write) {
  const bool exists = target.kind == FileTarget::Kind::File;
  TemporaryFile temporary = TemporaryFile::create(target.folder, exists ? 0600 : 0666);
  const int refused = temporary.isOpen() ? 0 : errno;
  if (refused != 0 && !(exists && forbidsReplacing(refused))) {
    return systemError(refused, exists ? "replace" : "create", target.wanted);
  }
  auto content = refused != 0 ? makeContent(target, write) : shareOf(temporary, target);
  if (!content) return content.error();
  if (refused != 0) return writeInPlace(target, *content);
  if (auto written = write(*content); !written) return written;
  const int failed = publish(temporary, target);
  if (failed != 0 && exists && forbidsReplacing(failed)) return writeInPlace(target, *content);
  return resultOf(failed, target.wanted);
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

Result<void> replaceFile(const fs::path& path, const Write& write) {
  const auto target = FileTarget::find(path);
  if (!target) return target.error();
  return target->kind == FileTarget::Kind::Stream ? writeStream(*target, write)
                                                  : replaceTarget(*target, write);
}

Result<void> writeFile(const fs::path& path, std::span<const std::byte> bytes) {
  return replaceFile(path, [&](OutputFile& file) { return file.write(bytes); });
}

Result<void> writeFile(const fs::path& path, const std::string& text) {
  return writeFile(path, std::as_bytes(std::span(text)));
}

}  // namespace cadenza
