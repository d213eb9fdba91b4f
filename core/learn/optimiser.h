// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>

#include "core/learn/parameters.h"

namespace cadenza {

/// AdamW (Loshchilov and Hutter 2019; betas 0.9 and 0.98, epsilon 1e-8) with clipping of the
/// gradient's norm and an exponential moving average of the weights (decay rising to 0.999).
class Optimiser {
 public:
  Optimiser(Parameters& parameters, double weightDecay);

  /// Takes the step that the gradients ask for, then zeroes them. Answers the gradient's norm
  /// before clipping; when that is no finite number, nothing but the zeroing happens.
  double step(double learningRate, double largestNorm);

  /// The averaged weights, in the order of Parameters::values.
  [[nodiscard]] const torch::Tensor& average() const { return average_; }

  /// Everything to go on from: first and second moments, average; and the number of steps.
  struct State {
    torch::Tensor first, second, average;
    std::int64_t steps = 0;
  };
  [[nodiscard]] State state() const { return {first_, second_, average_, steps_}; }
  void restore(const State& state);
  /// Forgets all steps; the average begins at the present weights.
  void restart();

 private:
  Parameters& parameters_;
  double weightDecay_;
  torch::Tensor first_;
  torch::Tensor second_;
  torch::Tensor average_;
  std::int64_t steps_ = 0;
};

/// Puts the averaged weights in place of the present ones for as long as it lives.
class AveragedWeights {
 public:
  AveragedWeights(Parameters& parameters, const torch::Tensor& average);
  ~AveragedWeights();
  AveragedWeights(const AveragedWeights&) = delete;
  AveragedWeights& operator=(const AveragedWeights&) = delete;

 private:
  Parameters& parameters_;
  torch::Tensor present_;
};

/// Linear warm-up over `warmUpSteps`, then a cosine from 1 down to 0.05 at `fraction` 1.
[[nodiscard]] double warmUpAndCosine(std::int64_t step, std::int64_t warmUpSteps, double fraction);

}  // namespace cadenza
