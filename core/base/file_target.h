// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/stat.h>

#include <filesystem>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace cadenza {

/// What is at the end of a path that is to be written.
struct FileTarget {
  enum class Kind {
    New,     ///< nothing yet
    File,    ///< a regular file, which may be written
    Stream,  ///< a device, a pipe or an open file of this process (/dev/stdout, /dev/fd/N)
  };

  /// Follows all symbolic links of `path`, also to a file that does not exist. Fails with
  /// NotFound (no such folder), AccessDenied (a read-only file, also for the superuser where nobody
  /// may write it), InvalidArgument (a folder, a disk) or InputOutput (a circle of links).
  [[nodiscard]] static Result<FileTarget> find(const std::filesystem::path& path);

  /// Opens a Stream. A pipe that nothing reads is an error, not a wait.
  [[nodiscard]] Result<FileDescriptor> openStream() const;

  std::filesystem::path wanted;  ///< as it was given, for messages
  std::filesystem::path path;    ///< without links
  std::filesystem::path folder;  ///< of `path`
  Kind kind = Kind::New;
  int ownDescriptor = -1;  ///< of a Stream that this process has open
  struct stat status {};   ///< of a File
};

/// Gives the open file `descriptor` the owner, the group and the mode of `target`, and where the
/// system permits it, the access list and the user's attributes. Returns 0 or an errno: EPERM where
/// the system refuses the owner or the group.
[[nodiscard]] int copyAttributes(const FileTarget& target, int descriptor);

}  // namespace cadenza
