// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>

#include "tests/ui/window_support.h"

namespace cadenza::ui {

/// Pretends to learn 4,000 notes a second, one step a half second of its own time, until it is
/// stopped; or holds before its first step.
class TryingLearning : public FakeLearning {
 public:
  Result<TrainingOutcome> train(const Corpus& corpus, const TrainingOptions& options,
                                const TrainingObserver& observer, std::stop_token stop,
                                TrainingControl*) override {
    {
      const std::lock_guard lock(mutex_);
      options_ = options;
      pieces_ = corpus.pieces().size();
    }
    if (failure) return *failure;
    if (holds) gate.wait(stop);
    std::ofstream(options.out) << "thrown away";
    TrainingProgress progress;
    while (!stop.stop_requested()) {
      ++progress.step;
      progress.minutes += 0.5 / 60;
      progress.notes += 2000;
      observer.progress(progress);
    }
    return TrainingOutcome{TrainingOutcome::Kind::Stopped, {}};
  }

  [[nodiscard]] TrainingOptions options() const {
    const std::lock_guard lock(mutex_);
    return options_;
  }
  [[nodiscard]] std::size_t pieces() const {
    const std::lock_guard lock(mutex_);
    return pieces_;
  }

  bool holds = false;

 private:
  mutable std::mutex mutex_;
  TrainingOptions options_;  // guarded by mutex_, as is what follows
  std::size_t pieces_ = 0;
};

}  // namespace cadenza::ui
