// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <chrono>

#include "core/learn/learner.h"
#include "core/learn/learning.h"

namespace cadenza {

/// Time since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double minutes() const;

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Means of losses over steps.
class RunningLoss {
 public:
  void add(const Learner::Step& step);
  [[nodiscard]] HeadLosses mean() const;

 private:
  torch::Tensor heads_ = torch::zeros({3}, torch::kFloat64);
  double reported_ = 0;
};

/// Notes a second, smoothed over the last ten steps or so.
class Pace {
 public:
  /// Takes a step of so many notes that took `minutes`.
  void add(std::size_t notes, double minutes);
  [[nodiscard]] double notesPerSecond() const { return smoothed_; }

 private:
  double smoothed_ = 0;
};

}  // namespace cadenza
