// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/stepper.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>

#include "core/compose/packed_matrix.h"
#include "core/compose/weight_views.h"

namespace cadenza {
namespace {

using Matrix = WeightMatrix;
using Vector = Eigen::VectorXf;

constexpr float normEpsilon = 1e-5f;

Eigen::Map<Vector> mapped(std::span<float> values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

Vector normalised(const Vector& x, const Vector& weight, const Vector& bias) {
  const float mean = x.mean();
  const float variance = (x.array() - mean).square().mean();
  return ((x.array() - mean) / std::sqrt(variance + normEpsilon) * weight.array() + bias.array())
      .matrix();
}

template <class Values>
auto spanOf(Values& values) {
  return std::span(values.data(), static_cast<std::size_t>(values.size()));
}

// matrix x
Vector product(const PackedMatrix& matrix, const Vector& x) {
  Vector y = Vector::Zero(matrix.rows());
  matrix.addProduct(spanOf(x), spanOf(y));
  return y;
}

struct Layer {
  Vector normWeight, normBias;
  PackedMatrix inputWeight, hiddenWeight;  // [3 width, width], gates reset, update, new
  Vector inputBias, hiddenBias;
};

struct Attention {
  Vector normWeight, normBias;
  PackedMatrix query, key, value;  // [inner, width]
  Matrix distance;                 // [heads, attentionReach]
  PackedMatrix out;                // [width, inner]
  Vector gate;
};

}  // namespace

struct Stepper::Network {
  explicit Network(const Checkpoint& checkpoint)
      : weights(checkpoint.weights),
        shape(checkpoint.recipe.events().network),
        grid(checkpoint.recipe.events().grid) {
    inputShift = matrix("input.shift");
    inputAction = matrix("input.action");
    inputVelocity = matrix("input.velocity");
    inputKeys = matrix("input.keys");
    inputPedal = matrix("input.pedal");
    outputWeight = vector("output.norm.weight");
    outputBias = vector("output.norm.bias");
    shiftWeight = packed("shift.weight");
    shiftBias = vector("shift.bias");
    actionState = packed("action.state");
    actionBias = vector("action.bias");
    actionShift = matrix("action.shift");
    actionOut = packed("action.out.weight");
    actionOutBias = vector("action.out.bias");
    velocityState = packed("velocity.state");
    velocityBias = vector("velocity.bias");
    velocityShift = matrix("velocity.shift");
    velocityAction = matrix("velocity.action");
    velocityOut = packed("velocity.out.weight");
    velocityOutBias = vector("velocity.out.bias");
    if (grid == Grid::Score) {
      inputSince = matrix("input.since");
      inputUntil = matrix("input.until");
      actionSince = matrix("action.since");
      actionUntil = matrix("action.until");
    }
    if (shape.ages) inputAges = matrix("input.ages");
    if (shape.guided) {
      inputDensity = matrix("input.density");
      inputGap = matrix("input.gap");
    }
    if (shape.attention > 0) {
      attention = {vector("attention.norm.weight"), vector("attention.norm.bias"),
                   packed("attention.query"),       packed("attention.key"),
                   packed("attention.value"),       matrix("attention.distance"),
                   packed("attention.out"),         vector("attention.gate")};
    }
    for (int i = 0; i < shape.layers; ++i) {
      const std::string name = "layer." + std::to_string(i) + ".";
      layers.push_back({vector(name + "norm.weight"), vector(name + "norm.bias"),
                        packed(name + "weight_ih"), packed(name + "weight_hh"),
                        vector(name + "bias_ih"), vector(name + "bias_hh")});
    }
    weights.clear();
  }

  [[nodiscard]] PackedMatrix packed(const std::string& name) const {
    return PackedMatrix(weights.at(name));
  }
  [[nodiscard]] Matrix matrix(const std::string& name) const { return matrixOf(weights, name); }
  [[nodiscard]] Vector vector(const std::string& name) const { return vectorOf(weights, name); }

  [[nodiscard]] Vector embed(const Event& last, const KeyboardState& keyboard, BarPlace here,
                             const Guidance& guidance) const {
    const int velocity = isNoteOn(last.action) ? last.velocity : velocityCount;
    Vector x =
        inputShift.row(last.shift) + inputAction.row(last.action) + inputVelocity.row(velocity);
    for (int key = 0; key < pianoKeyCount; ++key) {
      if (!keyboard.keys()[static_cast<std::size_t>(key)]) continue;
      x += inputKeys.row(key).transpose();
      if (shape.ages) x += keyboard.age(key) * inputAges.row(key).transpose();
    }
    if (keyboard.pedal()) x += inputPedal.row(0).transpose();
    if (grid == Grid::Score) {
      x += (inputSince.row(here.sinceStart) + inputUntil.row(here.untilEnd)).transpose();
    }
    if (shape.guided) {
      x += (inputDensity.row(guidance.density) + inputGap.row(guidance.gap)).transpose();
    }
    return x;
  }

  void attend(State& state, Vector& x) const;

  Weights weights;  // empty once the constructor is done
  EventNetworkShape shape;
  Grid grid;
  Matrix inputShift, inputAction, inputVelocity, inputKeys, inputPedal, inputSince, inputUntil;
  Matrix inputAges, inputDensity, inputGap;
  std::vector<Layer> layers;
  Attention attention;
  Vector outputWeight, outputBias;
  PackedMatrix shiftWeight, actionState, actionOut, velocityState, velocityOut;
  Matrix actionShift, actionSince, actionUntil, velocityShift, velocityAction;
  Vector shiftBias, actionBias, actionOutBias;
  Vector velocityBias, velocityOutBias;
};

Stepper::Stepper(const Checkpoint& checkpoint)
    : network_(std::make_unique<const Network>(checkpoint)) {}
Stepper::~Stepper() = default;
Stepper::Stepper(Stepper&&) noexcept = default;

Stepper::State Stepper::initialState() const {
  const auto width = static_cast<std::size_t>(network_->shape.hidden);
  State state;
  state.hidden.resize(width * network_->layers.size());
  state.output.resize(width);
  if (network_->shape.attention > 0) {
    const auto inner = static_cast<std::size_t>(network_->shape.attention);
    state.keys.resize(inner * attentionReach);
    state.values.resize(inner * attentionReach);
    state.before.resize(width);
  }
  return state;
}

void Stepper::Network::attend(State& state, Vector& x) const {
  const Eigen::Index inner = shape.attention;
  const auto reach = static_cast<Eigen::Index>(attentionReach);
  Eigen::Map<Matrix> keys(state.keys.data(), reach, inner);
  Eigen::Map<Matrix> values(state.values.data(), reach, inner);
  Eigen::Map<Vector> before(state.before.data(), x.size());
  const Vector now = normalised(x, attention.normWeight, attention.normBias);
  const auto newest = static_cast<Eigen::Index>(state.heard % attentionReach);
  keys.row(newest) = product(attention.key, before).transpose();
  values.row(newest) = product(attention.value, now).transpose();
  before = now;
  ++state.heard;
  const Vector query = product(attention.query, now) / std::sqrt(static_cast<float>(attentionHead));
  const auto known = std::min<Eigen::Index>(static_cast<Eigen::Index>(state.heard), reach);
  Vector found = Vector::Zero(inner);
  for (Eigen::Index head = 0; head < inner / attentionHead; ++head) {
    const Eigen::Index first = head * attentionHead;
    // The ring in its own order: row r lies (newest - r) events back, around the ring.
    Vector scores =
        keys.topRows(known).middleCols(first, attentionHead) * query.segment(first, attentionHead);
    scores.head(newest + 1) += attention.distance.row(head).head(newest + 1).reverse().transpose();
    if (const Eigen::Index older = known - newest - 1; older > 0) {
      scores.tail(older) +=
          attention.distance.row(head).segment(newest + 1, older).reverse().transpose();
    }
    scores = (scores.array() - scores.maxCoeff()).exp().matrix();
    found.segment(first, attentionHead).noalias() =
        values.topRows(known).middleCols(first, attentionHead).transpose() * scores / scores.sum();
  }
  x += (attention.gate.array() * product(attention.out, found).array()).matrix();
}

void Stepper::read(State& state, const Event& last, const KeyboardState& keyboard, BarPlace here,
                   const Guidance& guidance) const {
  const Eigen::Index width = network_->shape.hidden;
  Vector x = network_->embed(last, keyboard, here, guidance);
  for (std::size_t i = 0; i < network_->layers.size(); ++i) {
    const bool isLast = i + 1 == network_->layers.size();
    if (isLast && network_->shape.attention > 0) network_->attend(state, x);
    const Layer& layer = network_->layers[i];
    Eigen::Map<Vector> hidden(state.hidden.data() + i * static_cast<std::size_t>(width), width);
    Vector input = layer.inputBias;
    Vector carried = layer.hiddenBias;
    const Vector normed = normalised(x, layer.normWeight, layer.normBias);
    layer.inputWeight.addProduct(spanOf(normed), spanOf(input));
    layer.hiddenWeight.addProduct(spanOf(hidden), spanOf(carried));
    const auto sigmoid = [](const auto& z) { return 1.0f / (1.0f + (-z).exp()); };
    const Eigen::ArrayXf reset = sigmoid((input.head(width) + carried.head(width)).array());
    const Eigen::ArrayXf update =
        sigmoid((input.segment(width, width) + carried.segment(width, width)).array());
    const Eigen::ArrayXf fresh =
        (input.tail(width).array() + reset * carried.tail(width).array()).tanh();
    hidden = (fresh + update * (hidden.array() - fresh)).matrix();
    x += hidden;
  }
  mapped(state.output) = normalised(x, network_->outputWeight, network_->outputBias);
}

void Stepper::shiftLogits(const State& state, std::span<float> logits) const {
  mapped(logits) = network_->shiftBias;
  network_->shiftWeight.addProduct(state.output, logits);
}

void Stepper::actionLogits(const State& state, int shift, BarPlace there,
                           std::span<float> logits) const {
  Vector z = network_->actionBias + network_->actionShift.row(shift).transpose();
  network_->actionState.addProduct(state.output, spanOf(z));
  if (network_->grid == Grid::Score) {
    z += (network_->actionSince.row(there.sinceStart) + network_->actionUntil.row(there.untilEnd))
             .transpose();
  }
  z = z.cwiseMax(0.0f);
  mapped(logits) = network_->actionOutBias;
  network_->actionOut.addProduct(spanOf(z), logits);
}

void Stepper::velocityLogits(const State& state, int shift, int action,
                             std::span<float> logits) const {
  Vector z = network_->velocityBias + network_->velocityShift.row(shift).transpose() +
             network_->velocityAction.row(action).transpose();
  network_->velocityState.addProduct(state.output, spanOf(z));
  z = z.cwiseMax(0.0f);
  mapped(logits) = network_->velocityOutBias;
  network_->velocityOut.addProduct(spanOf(z), logits);
}

}  // namespace cadenza
