// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <utility>

#include "core/base/file_descriptor.h"

namespace cadenza {

/// A file that is to come to a name in its folder as a whole. Until then it has no name where the
/// file system can do that, so that a crash leaves nothing; elsewhere a short one of its own that
/// is locked as long as its writer lives. One thread at a time.
class TemporaryFile {
 public:
  /// In `folder`, without a link. Not open, and errno says why, where the system refuses.
  static TemporaryFile create(const std::filesystem::path& folder, unsigned mode);

  TemporaryFile(TemporaryFile&&) noexcept = default;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  /// Removes the file where it has come to no name.
  ~TemporaryFile();

  [[nodiscard]] bool isOpen() const { return file_.isOpen(); }
  [[nodiscard]] const FileDescriptor& descriptor() const { return file_; }

  /// Hands over the file, without a name; it ends with the descriptor. Nothing is left here.
  [[nodiscard]] FileDescriptor release();

  /// Gives it the name `path`, which nothing may have, and makes that last. Returns 0 or an errno;
  /// after a failure the name is free as before.
  [[nodiscard]] int publishNew(const std::filesystem::path& path);
  /// Puts it in the place of the file `path` and makes that last. Returns 0 or an errno; after a
  /// failure the old file is there as before, unless only the folder can't be synced.
  [[nodiscard]] int replace(const std::filesystem::path& path);

 private:
  explicit TemporaryFile(std::filesystem::path folder) : folder_(std::move(folder)) {}
  [[nodiscard]] bool createNamed(unsigned mode);
  [[nodiscard]] int giveName();

  std::filesystem::path folder_;
  std::filesystem::path name_;  // empty: it has none
  FileDescriptor file_;
};

/// Removes what writers that are dead have left in `folder`.
void removeStaleTemporaries(const std::filesystem::path& folder);

}  // namespace cadenza
