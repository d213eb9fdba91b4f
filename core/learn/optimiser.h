// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>

#include "core/learn/learning.h"
#include "core/learn/parameters.h"

namespace cadenza {

/// Adam in one of its kinds (OptimiserOptions), with clipping of the gradient's norm and, where it
/// is wished, an exponential moving average of the weights (decay rising to 0.999). NAdam has the
/// momentum schedule of Dozat 2016, mu_t = b1 (1 - 0.96^(t / 250) / 2).
class Optimiser {
 public:
  /// `parameters` must outlive the object.
  Optimiser(Parameters& parameters, const OptimiserOptions& options);

  /// Takes the step that the gradients ask for, then zeroes them. Answers the gradient's norm
  /// before clipping; when that is no finite number, nothing but the zeroing happens.
  double step(double learningRate);

  /// The averaged weights (the present ones where nothing is averaged), as Parameters::values.
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
  void moveByAdam(double learningRate);
  void moveByNAdam(double learningRate, const torch::Tensor& gradient);
  [[nodiscard]] torch::Tensor scale() const;
  [[nodiscard]] double momentum(std::int64_t step) const;

  Parameters& parameters_;
  OptimiserOptions options_;
  torch::Tensor first_;
  torch::Tensor second_;
  torch::Tensor average_;
  std::int64_t steps_ = 0;
  double momentumProduct_ = 1;  // of NAdam
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
