// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "core/learn/learning.h"

namespace cadenza {

/// A training in its own thread. The owner starts it, may ask it to stop, and polls the latest
/// progress; callbacks come on the training thread. The destructor stops and joins.
class TrainingJob {
 public:
  /// Opens what is learned from; runs on the training thread.
  using CorpusSource = std::function<Result<Corpus>(std::stop_token)>;
  /// Opens the door to torch; runs on the training thread (see loadLearning).
  using LearningSource = std::function<Result<Learning*>()>;

  struct Callbacks {
    std::function<void(const TrainingGround&)> began;
    std::function<void(const std::string&)> log;
    std::function<void(const TrainingEvaluation&)> evaluated;
    /// Exactly once, as the last callback.
    std::function<void(const Result<TrainingOutcome>&)> ended;
  };

  TrainingJob(LearningSource learning, CorpusSource corpus, TrainingOptions options,
              Callbacks callbacks);
  ~TrainingJob() = default;
  TrainingJob(const TrainingJob&) = delete;
  TrainingJob& operator=(const TrainingJob&) = delete;

  /// Asks it to end soon; the best model is kept. Any thread.
  void stop() { thread_.request_stop(); }
  /// Pauses it and says how long it goes on. Any thread.
  [[nodiscard]] TrainingControl& control() { return control_; }

  /// The newest snapshot that was not taken yet, if any. Any thread.
  [[nodiscard]] std::optional<TrainingProgress> takeProgress();

 private:
  void run(std::stop_token stop);

  LearningSource learning_;
  CorpusSource corpus_;
  TrainingOptions options_;
  Callbacks callbacks_;
  TrainingControl control_;
  std::mutex mutex_;
  std::optional<TrainingProgress> progress_;  // guarded by mutex_
  std::jthread thread_;                       // last: joins before the rest goes
};

}  // namespace cadenza
