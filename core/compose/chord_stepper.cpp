// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/chord_stepper.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/compose/weight_views.h"

namespace cadenza {
namespace {

using Matrix = WeightMatrix;
using Vector = Eigen::VectorXf;

constexpr float leak = 0.3f;
constexpr float smallest = 1e-7f;

struct Gru {
  Matrix inputWeight, hiddenWeight;  // [3 width, input] and [3 width, width]: reset, update, new
  Vector inputBias, hiddenBias;
};

Gru gruOf(const Weights& weights, const std::string& name) {
  return {matrixOf(weights, name + ".weight_ih"), matrixOf(weights, name + ".weight_hh"),
          vectorOf(weights, name + ".bias_ih"), vectorOf(weights, name + ".bias_hh")};
}

// Writes the states of `gru` over the rows of `x`, taken from first to last or from last to first,
// into columns of `states` from `column` on.
template <class Order>
void recur(const Gru& gru, const Matrix& x, Order order, Eigen::Index column, Matrix& states) {
  const Eigen::Index width = gru.hiddenWeight.cols();
  Matrix gates = x * gru.inputWeight.transpose();
  gates.rowwise() += gru.inputBias.transpose();
  Vector hidden = Vector::Zero(width);
  Vector carried(3 * width);
  const auto sigmoid = [](const auto& z) { return 1.0f / (1.0f + (-z).exp()); };
  for (Eigen::Index step = 0; step < x.rows(); ++step) {
    const Eigen::Index row = order(step);
    carried = gru.hiddenBias;
    carried.noalias() += gru.hiddenWeight * hidden;
    const auto input = gates.row(row).transpose().array();
    const Eigen::ArrayXf reset = sigmoid(input.head(width) + carried.head(width).array());
    const Eigen::ArrayXf update =
        sigmoid(input.segment(width, width) + carried.segment(width, width).array());
    const Eigen::ArrayXf fresh = (input.tail(width) + reset * carried.tail(width).array()).tanh();
    hidden = (fresh + update * (hidden.array() - fresh)).matrix();
    states.row(row).segment(column, width) = hidden.transpose();
  }
}

}  // namespace

struct ChordStepper::Network {
  explicit Network(const Checkpoint& checkpoint)
      : recipe(std::get<ChordRecipe>(checkpoint.recipe.kind)) {
    const Weights& weights = checkpoint.weights;
    embedding = matrixOf(weights, "embedding");
    for (std::size_t i = 0; i < forward.size(); ++i) {
      const std::string layer = "gru." + std::to_string(i);
      forward[i] = gruOf(weights, layer + ".forward");
      backward[i] = gruOf(weights, layer + ".backward");
    }
    for (std::size_t i = 0; i < attention.size(); ++i) {
      const std::string layer = "attention." + std::to_string(i);
      attention[i] = matrixOf(weights, layer + ".weight");
      attentionBias[i] = vectorOf(weights, layer + ".bias")[0];
    }
    denseWeight = matrixOf(weights, "dense.weight");
    denseBias = vectorOf(weights, "dense.bias");
    outputWeight = matrixOf(weights, "output.weight");
    outputBias = vectorOf(weights, "output.bias");
  }

  // [window, 2 width]: the states of both directions at each frame.
  [[nodiscard]] Matrix bothWays(const Matrix& x, std::size_t layer) const {
    const Eigen::Index width = forward[layer].hiddenWeight.cols();
    Matrix states(x.rows(), 2 * width);
    recur(
        forward[layer], x, [](Eigen::Index step) { return step; }, 0, states);
    recur(
        backward[layer], x, [&](Eigen::Index step) { return x.rows() - 1 - step; }, width, states);
    return states;
  }

  [[nodiscard]] Matrix attend(const Matrix& x, std::size_t layer, std::vector<float>& map) const {
    const Eigen::Index frames = x.rows();
    Matrix scores = (x * attention[layer]) * x.transpose();
    if (!recipe.faithful) scores /= std::sqrt(static_cast<float>(x.cols()));
    scores = (1 / (1 + (-(scores.array() + attentionBias[layer])).exp())).matrix();
    const Eigen::Index back = frames / 2;
    const Eigen::Index ahead = (frames - 1) / 2;
    map.resize(static_cast<std::size_t>(frames * frames));
    Eigen::Map<Matrix> shares(map.data(), frames, frames);
    shares.setZero();
    for (Eigen::Index i = 0; i < frames; ++i) {
      const Eigen::Index first = std::max<Eigen::Index>(0, i - back);
      const Eigen::Index count = std::min(frames, i + ahead + 1) - first;
      const float largest = scores.row(i).maxCoeff();
      auto row = shares.row(i).segment(first, count);
      row = (scores.row(i).segment(first, count).array() - largest).exp().matrix();
      row /= row.sum() + smallest;
    }
    return shares * x;
  }

  ChordRecipe recipe;
  Matrix embedding;
  std::array<Gru, 3> forward, backward;
  std::array<Matrix, 2> attention;
  std::array<float, 2> attentionBias{};
  Matrix denseWeight, outputWeight;
  Vector denseBias, outputBias;
};

ChordStepper::ChordStepper(const Checkpoint& checkpoint)
    : network_(std::make_unique<const Network>(checkpoint)) {}
ChordStepper::~ChordStepper() = default;
ChordStepper::ChordStepper(ChordStepper&&) noexcept = default;

ChordStepper::Reading ChordStepper::read(std::span<const int> window) const {
  const auto frames = static_cast<Eigen::Index>(window.size());
  Reading reading;
  Matrix x(frames, network_->embedding.cols());
  for (Eigen::Index i = 0; i < frames; ++i) {
    x.row(i) = network_->embedding.row(window[static_cast<std::size_t>(i)]);
  }
  for (std::size_t layer = 0; layer < 2; ++layer) {
    x = network_->attend(network_->bothWays(x, layer), layer, reading.attention[layer]);
  }
  const Matrix states = network_->bothWays(x, 2);
  const Eigen::Index width = states.cols() / 2;
  Vector last(2 * width);
  last << states.row(frames - 1).head(width).transpose(), states.row(0).tail(width).transpose();
  Vector dense = network_->denseBias;
  dense.noalias() += network_->denseWeight * last;
  dense = dense.cwiseMax(leak * dense);
  reading.logits.resize(static_cast<std::size_t>(network_->outputBias.size()));
  Eigen::Map<Vector> logits(reading.logits.data(), network_->outputBias.size());
  logits = network_->outputBias;
  logits.noalias() += network_->outputWeight * dense;
  return reading;
}

}  // namespace cadenza
