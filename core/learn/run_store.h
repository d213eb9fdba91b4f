// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/learn/training_run.h"

namespace cadenza {

/// A run's folder, held by this program: as long as the object lives, no other program takes the
/// run for one whose program died. Holds run.json, course.json, log.txt and the folder checkpoints.
/// Moved, not copied. One thread at a time.
class RunFolder {
 public:
  /// A new folder below `folder`, which is made where it is missing.
  [[nodiscard]] static Result<RunFolder> create(const std::filesystem::path& folder);
  /// Takes hold of one that is there. Fails with DeviceUnavailable while another program has it.
  [[nodiscard]] static Result<RunFolder> claim(const std::filesystem::path& path);

  RunFolder(RunFolder&& other) noexcept;
  RunFolder& operator=(RunFolder&& other) noexcept;
  ~RunFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  RunFolder(std::filesystem::path path, int lock);

  std::filesystem::path path_;
  int lock_ = -1;
};

/// Writes what a run is, without its course (which may be long); atomically.
[[nodiscard]] Result<void> writeRun(const TrainingRun& run);
/// Writes the course and the log.
[[nodiscard]] Result<void> writeCourse(const TrainingRun& run);

/// Reads a run without its course. Fails with NotFound, DamagedFile or UnsupportedFile.
[[nodiscard]] Result<TrainingRun> readRun(const std::filesystem::path& folder);
/// Adds course and log to it, as far as they can be read.
[[nodiscard]] Result<void> readCourse(TrainingRun& run);

/// All runs below `folder`, oldest first. An open one that nobody holds is Interrupted.
[[nodiscard]] std::vector<TrainingRun> listRuns(const std::filesystem::path& folder);

}  // namespace cadenza
