// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/output_file.h"
#include "core/learn/learning.h"

namespace cadenza::cli {

/// A training as JSON lines, one a second at most and one a validation, each written out at once.
/// Names: step, notes, minutes, epoch, loss/train (in lossUnit), loss/train/ and each of headNames,
/// loss/validation likewise, lr, grad_norm, notes_per_second; with a
/// validation also entropy/action, repeated_groups/written and /data, distance/pitch, /step and
/// /duration (see SelfPortrait) and diagnoses. One thread.
class TrainingLog {
 public:
  /// Opens `path`, to be emptied by `begin` or to append to it. An empty path logs nothing. Fails
  /// as writeFile does.
  [[nodiscard]] static Result<TrainingLog> openNew(const std::filesystem::path& path,
                                                   const Recipe& recipe);
  [[nodiscard]] static Result<TrainingLog> openToAppend(const std::filesystem::path& path,
                                                        const Recipe& recipe);

  /// Empties the file that openNew opened. Call it when the training begins, before `add`.
  void begin();
  void add(const TrainingProgress& progress);
  void add(const TrainingEvaluation& evaluation);
  /// False once a line could not be written.
  [[nodiscard]] bool good() const { return good_; }

 private:
  [[nodiscard]] static Result<TrainingLog> open(const std::filesystem::path& path,
                                                const Recipe& recipe, int flags);
  void writeLine(const std::string& line);

  std::optional<OutputFile> file_;
  HeadNames heads_;
  bool good_ = true;
  bool emptiesFile_ = false;
  std::chrono::steady_clock::time_point next_;
  std::int64_t lastNotes_ = 0;
  HeadLosses sum_;  // since the last line, weighted with notes
  double weight_ = 0;
};

}  // namespace cadenza::cli
