// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_job.h"

#include <utility>

#include "core/base/caught.h"
#include "core/base/thread_priority.h"

namespace cadenza {
namespace {

constexpr int niceness = 10;  // playing, drawing and live composing come first

}  // namespace

TrainingJob::TrainingJob(LearningSource learning, CorpusSource corpus, TrainingOptions options,
                         Callbacks callbacks)
    : learning_(std::move(learning)),
      corpus_(std::move(corpus)),
      options_(std::move(options)),
      callbacks_(std::move(callbacks)),
      thread_([this](std::stop_token stop) { run(std::move(stop)); }) {}

std::optional<TrainingProgress> TrainingJob::takeProgress() {
  const std::lock_guard lock(mutex_);
  return std::exchange(progress_, std::nullopt);
}

void TrainingJob::run(std::stop_token stop) {
  giveWay(niceness);
  const auto work = [&]() -> Result<TrainingOutcome> {
    const auto learning = learning_();
    if (!learning) return learning.error();
    const auto corpus = corpus_(stop);
    if (!corpus) return corpus.error();
    TrainingObserver observer{callbacks_.began, callbacks_.log,
                              [this](const TrainingProgress& progress) {
                                const std::lock_guard lock(mutex_);
                                progress_ = progress;
                              },
                              callbacks_.evaluated};
    return (*learning)->train(*corpus, options_, observer, stop, &control_);
  };
  const Result<TrainingOutcome> outcome = caught(work);
  if (callbacks_.ended) callbacks_.ended(outcome);
}

}  // namespace cadenza
