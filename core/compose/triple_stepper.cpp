// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/triple_stepper.h"

#include <cmath>

#include "core/compose/chances.h"
#include "core/compose/weight_views.h"

namespace cadenza {

using Vector = Eigen::VectorXf;

struct TripleStepper::Network {
  WeightMatrix inputWeight, hiddenWeight;  // [4 width, .]: input, forget, cell, output
  Vector bias;
  WeightMatrix pitchWeight;
  Vector pitchBias;
  Vector stepWeight, durationWeight;
  float stepBias, durationBias;
};

TripleStepper::TripleStepper(const Checkpoint& checkpoint) {
  const Weights& weights = checkpoint.weights;
  network_ = std::make_unique<const Network>(
      Network{matrixOf(weights, "lstm.weight_ih"), matrixOf(weights, "lstm.weight_hh"),
              vectorOf(weights, "lstm.bias"), matrixOf(weights, "pitch.weight"),
              vectorOf(weights, "pitch.bias"), matrixOf(weights, "step.weight").row(0),
              matrixOf(weights, "duration.weight").row(0), vectorOf(weights, "step.bias")[0],
              vectorOf(weights, "duration.bias")[0]});
}
TripleStepper::~TripleStepper() = default;
TripleStepper::TripleStepper(TripleStepper&&) noexcept = default;

TripleStepper::State TripleStepper::initialState() const {
  const auto width = static_cast<std::size_t>(network_->hiddenWeight.cols());
  return {std::vector<float>(width, 0.0f), std::vector<float>(width, 0.0f)};
}

void TripleStepper::read(State& state, const std::array<float, 3>& input) const {
  const Eigen::Index width = network_->hiddenWeight.cols();
  Eigen::Map<Vector> hidden(state.hidden.data(), width);
  Eigen::Map<Vector> cell(state.cell.data(), width);
  const Eigen::Map<const Eigen::Vector3f> note(input.data());
  Vector z = network_->bias;
  z.noalias() += network_->hiddenWeight * hidden;
  z.noalias() += network_->inputWeight * note;
  const auto gate = [&](Eigen::Index number) { return z.segment(number * width, width).array(); };
  const auto sigmoid = [](const auto& x) { return 1.0f / (1.0f + (-x).exp()); };
  cell = (sigmoid(gate(1)) * cell.array() + sigmoid(gate(0)) * gate(2).tanh()).matrix();
  hidden = (sigmoid(gate(3)) * cell.array().tanh()).matrix();
}

TripleStepper::Outputs TripleStepper::outputs(const State& state) const {
  const Eigen::Map<const Vector> hidden(state.hidden.data(), network_->hiddenWeight.cols());
  Outputs outputs;
  Eigen::Map<Vector>(outputs.pitch.data(), network_->pitchBias.size()) =
      network_->pitchWeight * hidden + network_->pitchBias;
  outputs.step = network_->stepWeight.dot(hidden) + network_->stepBias;
  outputs.duration = network_->durationWeight.dot(hidden) + network_->durationBias;
  return outputs;
}

bool areFinite(const TripleStepper::Outputs& outputs) {
  return areFinite(outputs.pitch) && std::isfinite(outputs.step) && std::isfinite(outputs.duration);
}

}  // namespace cadenza
