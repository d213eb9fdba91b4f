// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/corpus/corpus_choice.h"
#include "core/learn/learning.h"
#include "core/learn/training_course.h"

namespace cadenza {

/// All that a training is started with.
struct TrainingPlan {
  TrainingOptions options;
  CorpusChoice corpus;
};

enum class RunState {
  Queued,
  Running,
  Paused,
  Finished,
  StoppedEarly,
  Stopped,
  Failed,
  Interrupted,  ///< its program died; it can be resumed
};

[[nodiscard]] std::string_view name(RunState state);
/// Queued, Running or Paused: it is not over.
[[nodiscard]] bool isOpen(RunState state);

/// A training from its start to its end, as it is kept in a folder of its own: what it was started
/// with, how it went, what it said. A value.
struct TrainingRun {
  std::string id;                ///< the folder's name; sorts by time of creation
  std::filesystem::path folder;  ///< absolute
  std::string created;           ///< ISO 8601, UTC
  TrainingPlan plan;
  RunState state = RunState::Queued;
  std::string problem;  ///< of Failed, an English sentence
  std::string device;
  double fraction = 0;                                         ///< done, 0 to 1
  double minutes = 0;                                          ///< spent
  double bestLoss = std::numeric_limits<double>::quiet_NaN();  ///< on validation
  TrainingCourse course;                                       ///< empty until it was read
  std::vector<std::string> log;  ///< "2026-11-21T20:12:01Z sentence", the newest mostLogLines
};

inline constexpr std::size_t mostLogLines = 2000;

/// Where a run keeps the models of its validations.
[[nodiscard]] std::filesystem::path checkpointsFolder(const TrainingRun& run);
/// There is a state beside its model from which it can go on.
[[nodiscard]] bool canResume(const TrainingRun& run);
/// It is over and has learned nothing: it can begin anew.
[[nodiscard]] bool canBegin(const TrainingRun& run);

}  // namespace cadenza
