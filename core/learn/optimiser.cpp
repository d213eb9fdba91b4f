// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/optimiser.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cadenza {
namespace {

constexpr double firstDecay = 0.9;
constexpr double secondDecay = 0.98;
constexpr double epsilon = 1e-8;

}  // namespace

Optimiser::Optimiser(Parameters& parameters, double weightDecay)
    : parameters_(parameters),
      weightDecay_(weightDecay),
      first_(torch::zeros_like(parameters.values())),
      second_(torch::zeros_like(parameters.values())),
      average_(parameters.values().clone()) {}

double Optimiser::step(double learningRate, double largestNorm) {
  torch::NoGradGuard guard;
  torch::Tensor& gradient = parameters_.gradients();
  const double norm = gradient.norm().item<double>();
  if (!std::isfinite(norm)) {
    gradient.zero_();
    return norm;
  }
  if (norm > largestNorm) gradient.mul_(largestNorm / norm);
  ++steps_;
  first_.lerp_(gradient, 1 - firstDecay);
  second_.mul_(secondDecay).addcmul_(gradient, gradient, 1 - secondDecay);
  const auto steps = static_cast<double>(steps_);
  const double firstBias = 1 - std::pow(firstDecay, steps);
  const double secondBias = 1 - std::pow(secondDecay, steps);
  torch::Tensor& values = parameters_.values();
  values.addcmul_(parameters_.decays(), values, -learningRate * weightDecay_);
  const torch::Tensor scale = second_.sqrt().div_(std::sqrt(secondBias)).add_(epsilon);
  values.addcdiv_(first_, scale, -learningRate / firstBias);
  average_.lerp_(values, std::max(0.001, 1 - (1 + steps) / (20 + steps)));
  gradient.zero_();
  return norm;
}

void Optimiser::restore(const State& state) {
  first_.copy_(state.first);
  second_.copy_(state.second);
  average_.copy_(state.average);
  steps_ = state.steps;
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
