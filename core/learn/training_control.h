// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

namespace cadenza {

/// What may be changed about a training while it runs; shared by who holds the reins and the
/// training. Any thread.
class TrainingControl {
 public:
  /// Learning waits after the step that it is at; time does not count meanwhile.
  void pause() { setPaused(true); }
  void resume() { setPaused(false); }
  [[nodiscard]] bool isPaused() const {
    const std::lock_guard lock(mutex_);
    return paused_;
  }

  /// Learn for so many minutes in all, over all resumes, whatever was said before of minutes or
  /// epochs. Less than was spent ends the training.
  void setMinutes(double minutes) {
    const std::lock_guard lock(mutex_);
    minutes_ = minutes;
  }
  [[nodiscard]] std::optional<double> minutes() const {
    const std::lock_guard lock(mutex_);
    return minutes_;
  }

  /// For the training: blocks while it is paused. Answers false when `stop` was requested.
  bool waitWhilePaused(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    return changed_.wait(lock, std::move(stop), [this] { return !paused_; });
  }

 private:
  void setPaused(bool paused) {
    {
      const std::lock_guard lock(mutex_);
      paused_ = paused;
    }
    changed_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool paused_ = false;            // guarded by mutex_
  std::optional<double> minutes_;  // guarded by mutex_
};

}  // namespace cadenza
