// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_target.h"

#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/safe_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

constexpr int mostLinks = 40;
constexpr mode_t permissions = 0777;

Error folderError(const fs::path& path) {
  return {ErrorCode::InvalidArgument, path.string() + " is a folder."};
}

Error readOnlyError(const fs::path& path) {
  return {ErrorCode::AccessDenied,
          path.string() + " is read-only. Make it writable or choose another name."};
}

// The number of a descriptor of this process whose entry in /proc is `name` of `folder`, or -1.
int ownDescriptorOf(const fs::path& folder, const std::string& name) {
  if (folder != fs::path("/proc") / std::to_string(::getpid()) / "fd") return -1;
  int number = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? number : -1;
}

bool isInProc(const fs::path& folder) { return folder.string().starts_with("/proc/"); }

Result<void> checkWritable(const FileTarget& target) {
  if ((target.status.st_mode & 0222) == 0) return readOnlyError(target.wanted);
  if (::faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) == 0) return {};
  if (errno == EACCES || errno == EPERM) return readOnlyError(target.wanted);
  return systemError(errno, "write", target.wanted);
}

Result<fs::path> linkAt(const FileTarget& target) {
  std::error_code failed;
  const fs::path to = fs::read_symlink(target.path, failed);
  if (failed) return systemError(failed.value(), "write", target.wanted);
  return target.folder / to;
}

// One step: `at` without links in its folder. True where the search ends there.
Result<bool> step(const fs::path& at, FileTarget& target) {
  if (!at.has_filename()) return folderError(target.wanted);
  std::error_code failed;
  target.folder = fs::canonical(at.has_parent_path() ? at.parent_path() : fs::path("."), failed);
  if (failed) return systemError(failed.value(), "create", target.wanted);
  target.path = target.folder / at.filename();
  if (isInProc(target.folder)) {
    target.kind = FileTarget::Kind::Stream;
    target.ownDescriptor = ownDescriptorOf(target.folder, at.filename().string());
    return true;
  }
  if (::lstat(target.path.c_str(), &target.status) != 0) {
    if (errno != ENOENT) return systemError(errno, "write", target.wanted);
    target.kind = FileTarget::Kind::New;
    return true;
  }
  if (S_ISLNK(target.status.st_mode)) return false;
  if (S_ISDIR(target.status.st_mode)) return folderError(target.wanted);
  if (S_ISBLK(target.status.st_mode)) {
    return Error{ErrorCode::InvalidArgument, target.wanted.string() + " is a disk."};
  }
  const bool regular = S_ISREG(target.status.st_mode);
  target.kind = regular ? FileTarget::Kind::File : FileTarget::Kind::Stream;
  return true;
}

bool isKept(std::string_view attribute) {
  return attribute.starts_with("user.") || attribute == "system.posix_acl_access";
}

// An access list and the user's attributes are kept where the file system has them.
void copyExtended(const fs::path& from, int to) {
  const ssize_t size = ::listxattr(from.c_str(), nullptr, 0);
  if (size <= 0) return;
  std::string names(static_cast<std::size_t>(size), '\0');
  const ssize_t got = ::listxattr(from.c_str(), names.data(), names.size());
  if (got <= 0) return;
  names.resize(static_cast<std::size_t>(got));
  for (std::size_t at = 0; at < names.size(); at += std::string_view(&names[at]).size() + 1) {
    const char* name = &names[at];
    const ssize_t length = isKept(name) ? ::getxattr(from.c_str(), name, nullptr, 0) : -1;
    if (length < 0) continue;
    std::vector<char> value(static_cast<std::size_t>(length));
    if (::getxattr(from.c_str(), name, value.data(), value.size()) != length) continue;
    (void)::fsetxattr(to, name, value.data(), value.size(), 0);
  }
}

}  // namespace

Result<FileTarget> FileTarget::find(const fs::path& path) {
  FileTarget target;
  target.wanted = path;
  fs::path at = path;
  for (int links = 0; links <= mostLinks; ++links) {
    const auto ends = step(at, target);
    if (!ends) return ends.error();
    if (*ends) {
      if (target.kind != Kind::File) return target;
      auto writable = checkWritable(target);
      return writable ? Result<FileTarget>(std::move(target)) : writable.error();
    }
    auto next = linkAt(target);
    if (!next) return next.error();
    at = std::move(*next);
  }
  return systemError(ELOOP, "write", path);
}

Result<FileDescriptor> FileTarget::openStream() const {
  FileDescriptor stream(ownDescriptor >= 0
                            ? ::fcntl(ownDescriptor, F_DUPFD_CLOEXEC, 0)
                            : ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!stream.isOpen() && errno == ENXIO && S_ISFIFO(status.st_mode)) {
    return Error{ErrorCode::InputOutput, "Nothing reads from the pipe " + wanted.string() + "."};
  }
  if (!stream.isOpen()) return systemError(errno, "write", wanted);
  if (ownDescriptor < 0) (void)::fcntl(stream.get(), F_SETFL, O_WRONLY);
  return stream;
}

int copyAttributes(const FileTarget& target, int descriptor) {
  const struct stat& old = target.status;
  struct stat own {};
  if (::fstat(descriptor, &own) != 0) return errno;
  const bool isOthers = own.st_uid != old.st_uid || own.st_gid != old.st_gid;
  if (isOthers && ::fchown(descriptor, old.st_uid, old.st_gid) != 0) return EPERM;
  (void)::fremovexattr(descriptor, "system.posix_acl_access");
  const bool refused = ::fchmod(descriptor, old.st_mode & permissions) != 0;
  if (refused && errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return errno;
  copyExtended(target.path, descriptor);
  return 0;
}

}  // namespace cadenza
