// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/optimiser.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cadenza {

Optimiser::Optimiser(Parameters& parameters, const OptimiserOptions& options)
    : parameters_(parameters),
      options_(options),
      first_(torch::zeros_like(parameters.values())),
      second_(torch::zeros_like(parameters.values())),
      average_(parameters.values().clone()) {}

double Optimiser::step(double learningRate) {
  torch::NoGradGuard guard;
  torch::Tensor& gradient = parameters_.gradients();
  const double norm = gradient.norm().item<double>();
  if (!std::isfinite(norm)) {
    gradient.zero_();
    return norm;
  }
  if (norm > options_.largestNorm) gradient.mul_(options_.largestNorm / norm);
  ++steps_;
  first_.lerp_(gradient, 1 - options_.firstDecay);
  second_.mul_(options_.secondDecay).addcmul_(gradient, gradient, 1 - options_.secondDecay);
  torch::Tensor& values = parameters_.values();
  if (options_.weightDecay > 0) {
    values.addcmul_(parameters_.decays(), values, -learningRate * options_.weightDecay);
  }
  if (options_.kind == OptimiserOptions::Kind::NAdam) {
    moveByNAdam(learningRate, gradient);
  } else {
    moveByAdam(learningRate);
  }
  const auto steps = static_cast<double>(steps_);
  const double newest = options_.averages ? std::max(0.001, 1 - (1 + steps) / (20 + steps)) : 1.0;
  average_.lerp_(values, newest);
  gradient.zero_();
  return norm;
}

torch::Tensor Optimiser::scale() const {
  const double bias = 1 - std::pow(options_.secondDecay, static_cast<double>(steps_));
  return second_.sqrt().div_(std::sqrt(bias)).add_(options_.epsilon);
}

void Optimiser::moveByAdam(double learningRate) {
  const double bias = 1 - std::pow(options_.firstDecay, static_cast<double>(steps_));
  parameters_.values().addcdiv_(first_, scale(), -learningRate / bias);
}

double Optimiser::momentum(std::int64_t step) const {
  return options_.firstDecay * (1 - 0.5 * std::pow(0.96, static_cast<double>(step) / 250));
}

void Optimiser::moveByNAdam(double learningRate, const torch::Tensor& gradient) {
  const double now = momentum(steps_);
  const double next = momentum(steps_ + 1);
  momentumProduct_ *= now;
  const torch::Tensor divisor = scale();
  parameters_.values().addcdiv_(gradient, divisor,
                                -learningRate * (1 - now) / (1 - momentumProduct_));
  parameters_.values().addcdiv_(first_, divisor,
                                -learningRate * next / (1 - momentumProduct_ * next));
}

void Optimiser::restore(const State& state) {
  first_.copy_(state.first);
  second_.copy_(state.second);
  average_.copy_(state.average);
  steps_ = state.steps;
  momentumProduct_ = 1;
  for (std::int64_t step = 1; step <= steps_; ++step) momentumProduct_ *= momentum(step);
}

void Optimiser::restart() {
  restore({torch::zeros_like(first_), torch::zeros_like(second_), parameters_.values(), 0});
}

AveragedWeights::AveragedWeights(Parameters& parameters, const torch::Tensor& average)
    : parameters_(parameters), present_(parameters.values().clone()) {
  torch::NoGradGuard guard;
  parameters_.values().copy_(average);
}

AveragedWeights::~AveragedWeights() {
  torch::NoGradGuard guard;
  parameters_.values().copy_(present_);
}

double warmUpAndCosine(std::int64_t step, std::int64_t warmUpSteps, double fraction) {
  const double warm =
      std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(warmUpSteps));
  const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(fraction, 0.0, 1.0)));
  return warm * (0.05 + 0.95 * cosine);
}

}  // namespace cadenza
