// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/progress_meter.h"

#include <algorithm>

namespace cadenza {

double Stopwatch::minutes() const {
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
  return spent.count() / 60;
}

void RunningLoss::add(const Learner::Step& step) {
  heads_ += step.heads.to(torch::kCPU, torch::kFloat64);
  reported_ += step.reported;
}

HeadLosses RunningLoss::mean() const {
  const double* sums = heads_.data_ptr<double>();
  const double count = std::max(1.0, reported_);
  return {{sums[0] / count, sums[1] / count, sums[2] / count}};
}

void Pace::add(std::size_t notes, double minutes) {
  const double pace = static_cast<double>(notes) / std::max(1e-9, minutes * 60);
  smoothed_ = smoothed_ == 0 ? pace : 0.9 * smoothed_ + 0.1 * pace;
}

}  // namespace cadenza
