// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/temporary_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

constexpr const char* prefix = ".cadenza-tmp-";

fs::path freshName(const fs::path& folder) {
  std::random_device entropy;
  std::string name = prefix;
  for (int i = 0; i < 12; ++i) name += "0123456789abcdef"[entropy() % 16];
  return folder / name;
}

fs::path ownLink(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

// Whether the open file is still the one called `path`: another program may have removed it.
bool isStillAt(int descriptor, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

// Returns 0 or an errno. Folders on some network file systems can't be synced (EINVAL).
int syncOnce(const fs::path& folder) {
  const FileDescriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (!opened.isOpen()) return errno == EACCES ? 0 : errno;  // may be written, not listed
  return ::fsync(opened.get()) == 0 || errno == EINVAL ? 0 : errno;
}

// What has its name already is whole, so one failure that passes is none.
int syncFolder(const fs::path& folder) { return syncOnce(folder) == 0 ? 0 : syncOnce(folder); }

}  // namespace

TemporaryFile TemporaryFile::create(const fs::path& folder, unsigned mode) {
  TemporaryFile created(folder);
  created.file_ = FileDescriptor(folder, O_RDWR | O_TMPFILE, mode);
  const bool hasLink =
      created.isOpen() && ::access(ownLink(created.file_.get()).c_str(), F_OK) == 0;
  if (hasLink) return created;
  const bool unknown = created.isOpen() || errno == EOPNOTSUPP || errno == EISDIR ||
                       errno == ENOENT || errno == EINVAL;
  if (!unknown) return created;
  removeStaleTemporaries(folder);
  if (!created.createNamed(mode)) (void)created.file_.close();
  return created;
}

TemporaryFile::~TemporaryFile() {
  if (!name_.empty() && file_.isOpen()) ::unlink(name_.c_str());
}

bool TemporaryFile::createNamed(unsigned mode) {
  for (;;) {
    const fs::path name = freshName(folder_);
    file_ = FileDescriptor(name, O_RDWR | O_CREAT | O_EXCL, mode);
    if (!file_.isOpen() && errno == EEXIST) continue;
    if (!file_.isOpen()) return false;
    // One that removes stale files was faster and holds it. Some file systems have no locks.
    if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) continue;
    if (!isStillAt(file_.get(), name)) continue;
    name_ = name;
    return true;
  }
}

// Makes an unnamed file a named one.
int TemporaryFile::giveName() {
  if (!name_.empty()) return 0;
  removeStaleTemporaries(folder_);
  (void)::flock(file_.get(), LOCK_EX | LOCK_NB);
  for (;;) {
    const fs::path name = freshName(folder_);
    if (::linkat(AT_FDCWD, ownLink(file_.get()).c_str(), AT_FDCWD, name.c_str(),
                 AT_SYMLINK_FOLLOW) == 0) {
      name_ = name;
      return 0;
    }
    if (errno != EEXIST) return errno;
  }
}

FileDescriptor TemporaryFile::release() {
  if (!name_.empty()) ::unlink(name_.c_str());
  name_.clear();
  return std::move(file_);
}

int TemporaryFile::publishNew(const fs::path& path) {
  const fs::path from = name_.empty() ? ownLink(file_.get()) : name_;
  const int flags = name_.empty() ? AT_SYMLINK_FOLLOW : 0;
  if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(), flags) != 0) {
    const bool withoutLinks = !name_.empty() && (errno == EPERM || errno == EOPNOTSUPP);
    if (!withoutLinks) return errno;
    return replace(path);
  }
  if (const int failed = syncFolder(folder_); failed != 0) {
    ::unlink(path.c_str());
    return failed;
  }
  return 0;
}

int TemporaryFile::replace(const fs::path& path) {
  if (const int failed = giveName(); failed != 0) return failed;
  if (::rename(name_.c_str(), path.c_str()) != 0) return errno;
  name_.clear();
  return syncFolder(folder_);
}

void removeStaleTemporaries(const fs::path& folder) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const fs::path& path = entry->path();
    if (!path.filename().native().starts_with(prefix)) continue;
    const FileDescriptor file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const bool free = file.isOpen() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
    if (free && isStillAt(file.get(), path)) ::unlink(path.c_str());
  }
}

}  // namespace cadenza
