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

Eigen::Map<Vector> mapped(std::vector<float>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

Eigen::Map<const Vector> mapped(const std::vector<float>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

// LayerNorm of each row.
void normalise(Matrix& x, const Vector& weight, const Vector& bias) {
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const Vector row = x.row(i);
    const float mean = row.mean();
    const float variance = (row.array() - mean).square().mean();
    x.row(i) =
        ((row.array() - mean) / std::sqrt(variance + normEpsilon) * weight.array() + bias.array())
            .matrix();
  }
}

template <class Values>
auto spanOf(Values& values) {
  return std::span(values.data(), static_cast<std::size_t>(values.size()));
}

// y += x matrix', row by row
void addProduct(const PackedMatrix& matrix, const Matrix& x, Matrix& y) {
  matrix.addProducts(static_cast<int>(x.rows()), spanOf(x), spanOf(y));
}

Matrix product(const PackedMatrix& matrix, const Matrix& x) {
  Matrix y = Matrix::Zero(x.rows(), matrix.rows());
  addProduct(matrix, x, y);
  return y;
}

Matrix affine(const PackedMatrix& matrix, const Matrix& x, const Vector& bias) {
  Matrix y = bias.transpose().replicate(x.rows(), 1);
  addProduct(matrix, x, y);
  return y;
}

void write(const Matrix& rows, std::span<float> logits) {
  Eigen::Map<Matrix>(logits.data(), rows.rows(), rows.cols()) = rows;
}

Stepper::State& stateOf(std::span<const Stepper::Reading> readings, Eigen::Index i) {
  return *readings[static_cast<std::size_t>(i)].state;
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

  template <class Questions, class StateOf>
  [[nodiscard]] Matrix outputsOf(const Questions& questions, StateOf stateOfQuestion) const {
    Matrix outputs(static_cast<Eigen::Index>(questions.size()), shape.hidden);
    for (std::size_t i = 0; i < questions.size(); ++i) {
      outputs.row(static_cast<Eigen::Index>(i)) = mapped(stateOfQuestion(questions[i])->output);
    }
    return outputs;
  }

  void attend(std::span<const Reading> readings, Matrix& x) const;
  void remember(State& state, const auto& key, const auto& value) const;
  [[nodiscard]] Vector lookBack(const State& state, const Vector& query) const;
  void pass(std::size_t number, std::span<const Reading> readings, Matrix& x) const;

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

// x [n, width] of all readings: each row joined by what its own ring of states has to say.
void Stepper::Network::attend(std::span<const Reading> readings, Matrix& x) const {
  Matrix now = x;
  normalise(now, attention.normWeight, attention.normBias);
  Matrix before(x.rows(), x.cols());
  for (Eigen::Index i = 0; i < x.rows(); ++i) before.row(i) = mapped(stateOf(readings, i).before);
  const Matrix keys = product(attention.key, before);
  const Matrix values = product(attention.value, now);
  const Matrix queries = product(attention.query, now) / std::sqrt(float{attentionHead});
  Matrix found(x.rows(), shape.attention);
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    State& state = stateOf(readings, i);
    remember(state, keys.row(i), values.row(i));
    mapped(state.before) = now.row(i).transpose();
    found.row(i) = lookBack(state, queries.row(i).transpose()).transpose();
  }
  x.array() += product(attention.out, found).array().rowwise() * attention.gate.transpose().array();
}

void Stepper::Network::remember(State& state, const auto& key, const auto& value) const {
  const auto reach = static_cast<Eigen::Index>(attentionReach);
  const auto newest = static_cast<Eigen::Index>(state.heard % attentionReach);
  Eigen::Map<Matrix>(state.keys.data(), reach, shape.attention).row(newest) = key;
  Eigen::Map<Matrix>(state.values.data(), reach, shape.attention).row(newest) = value;
  ++state.heard;
}

Vector Stepper::Network::lookBack(const State& state, const Vector& query) const {
  const Eigen::Index inner = shape.attention;
  const auto reach = static_cast<Eigen::Index>(attentionReach);
  const Eigen::Map<const Matrix> keys(state.keys.data(), reach, inner);
  const Eigen::Map<const Matrix> values(state.values.data(), reach, inner);
  const auto newest = static_cast<Eigen::Index>((state.heard - 1) % attentionReach);
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
  return found;
}

// One recurrent layer (GRU): x [n, width] goes in, what it makes of it is added.
void Stepper::Network::pass(std::size_t number, std::span<const Reading> readings,
                            Matrix& x) const {
  const Layer& layer = layers[number];
  const Eigen::Index width = shape.hidden;
  Matrix hidden(x.rows(), width);
  const auto carriedHere = [&](Eigen::Index i) {
    return Eigen::Map<Vector>(
        stateOf(readings, i).hidden.data() + number * static_cast<std::size_t>(width), width);
  };
  for (Eigen::Index i = 0; i < x.rows(); ++i) hidden.row(i) = carriedHere(i);
  Matrix normed = x;
  normalise(normed, layer.normWeight, layer.normBias);
  const Matrix input = affine(layer.inputWeight, normed, layer.inputBias);
  const Matrix carried = affine(layer.hiddenWeight, hidden, layer.hiddenBias);
  const auto sigmoid = [](const auto& z) { return 1.0f / (1.0f + (-z).exp()); };
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const auto in = input.row(i).transpose().array();
    const auto from = carried.row(i).transpose().array();
    const Eigen::ArrayXf reset = sigmoid(in.head(width) + from.head(width));
    const Eigen::ArrayXf update = sigmoid(in.segment(width, width) + from.segment(width, width));
    const Eigen::ArrayXf fresh = (in.tail(width) + reset * from.tail(width)).tanh();
    auto kept = carriedHere(i);
    kept = (fresh + update * (kept.array() - fresh)).matrix();
    x.row(i) += kept.transpose();
  }
}

void Stepper::read(std::span<const Reading> readings) const {
  const Network& network = *network_;
  const auto count = static_cast<Eigen::Index>(readings.size());
  Matrix x(count, network.shape.hidden);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Reading& reading = readings[static_cast<std::size_t>(i)];
    x.row(i) = network.embed(reading.last, *reading.keyboard, reading.here, reading.guidance);
  }
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const bool isLast = i + 1 == network.layers.size();
    if (isLast && network.shape.attention > 0) network.attend(readings, x);
    network.pass(i, readings, x);
  }
  normalise(x, network.outputWeight, network.outputBias);
  for (Eigen::Index i = 0; i < count; ++i) {
    mapped(stateOf(readings, i).output) = x.row(i).transpose();
  }
}

void Stepper::read(State& state, const Event& last, const KeyboardState& keyboard, BarPlace here,
                   const Guidance& guidance) const {
  const Reading reading{&state, last, &keyboard, here, guidance};
  read(std::span(&reading, 1));
}

void Stepper::shiftLogits(std::span<const State* const> states, std::span<float> logits) const {
  const Matrix outputs = network_->outputsOf(states, [](const State* state) { return state; });
  write(affine(network_->shiftWeight, outputs, network_->shiftBias), logits);
}

void Stepper::actionLogits(std::span<const ActionQuestion> questions,
                           std::span<float> logits) const {
  const Network& network = *network_;
  Matrix z = affine(network.actionState,
                    network.outputsOf(questions, [](const auto& q) { return q.state; }),
                    network.actionBias);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto row = z.row(static_cast<Eigen::Index>(i));
    row += network.actionShift.row(questions[i].shift);
    if (network.grid == Grid::Score) {
      row += network.actionSince.row(questions[i].there.sinceStart) +
             network.actionUntil.row(questions[i].there.untilEnd);
    }
  }
  z = z.cwiseMax(0.0f);
  write(affine(network.actionOut, z, network.actionOutBias), logits);
}

void Stepper::velocityLogits(std::span<const VelocityQuestion> questions,
                             std::span<float> logits) const {
  const Network& network = *network_;
  Matrix z = affine(network.velocityState,
                    network.outputsOf(questions, [](const auto& q) { return q.state; }),
                    network.velocityBias);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    z.row(static_cast<Eigen::Index>(i)) += network.velocityShift.row(questions[i].shift) +
                                           network.velocityAction.row(questions[i].action);
  }
  z = z.cwiseMax(0.0f);
  write(affine(network.velocityOut, z, network.velocityOutBias), logits);
}

}  // namespace cadenza
