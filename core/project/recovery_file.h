// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/project_file.h"

namespace cadenza {

/// What is known of unsaved work beside the work itself.
struct RecoveryInfo {
  std::string path;       ///< UTF-8, the file that it was opened from or saved to; may be empty
  std::string title;      ///< what the window called it
  std::int64_t time = 0;  ///< when it was written, seconds since 1970, UTC

  bool operator==(const RecoveryInfo&) const = default;
};

/// A file in the recovery folder that holds unsaved work of one open piece while its program lives,
/// and after its death. Beside it lies a file that is locked as long as this object lives; the
/// system unlocks it when the process ends, however it ends. Moved, not copied. One thread at a
/// time.
class RecoveryFile {
 public:
  /// A new one in `folder`, which is made where it is missing. Nothing is written yet but the lock.
  [[nodiscard]] static Result<RecoveryFile> create(const std::filesystem::path& folder);
  /// Takes over the file at `path`. Fails with DeviceUnavailable while another process, or another
  /// object of this one, has it.
  [[nodiscard]] static Result<RecoveryFile> claim(const std::filesystem::path& path);

  RecoveryFile(RecoveryFile&& other) noexcept;
  RecoveryFile& operator=(RecoveryFile&& other) noexcept;
  /// Lets go; what was written and not removed stays for the next start.
  ~RecoveryFile();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Replaces what is in it by this work, whole or not at all.
  [[nodiscard]] Result<void> write(const Project& project, const RecoveryInfo& info) const;
  /// There is nothing to recover any more.
  void remove() const;

 private:
  RecoveryFile(std::filesystem::path path, int lock);
  void letGo();

  std::filesystem::path path_;
  int lock_ = -1;
};

/// What a recovery file holds.
struct Recovered {
  RecoveryInfo info;
  ProjectImport import;
};

/// Reads one; fails as readProjectFile does.
[[nodiscard]] Result<Recovered> readRecoveryFile(const std::filesystem::path& path);

/// Work whose program is gone. While this object lives no other program offers it.
struct LostPiece {
  RecoveryFile file;
  Result<Recovered> work;  ///< or why it can't be read; it is kept then too
};

/// All lost work in `folder`, newest first; that of programs that live is passed over. Nothing of
/// it is deleted. Any thread.
[[nodiscard]] std::vector<LostPiece> findLostPieces(const std::filesystem::path& folder);

}  // namespace cadenza
