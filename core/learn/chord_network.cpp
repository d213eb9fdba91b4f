// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chord_network.h"

#include <cmath>
#include <string>

#include "core/learn/gru.h"
#include "core/model/checkpoint.h"

namespace cadenza {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

constexpr double slope = 0.3;
constexpr double regularising = 1e-4;
constexpr double smallest = 1e-7;

// Rows of a table, whose gradient goes straight into that of the table: most of its rows are not
// read, and a dense gradient for all of them would cost more than the network.
class Rows : public torch::autograd::Function<Rows> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& table, const Tensor& numbers) {
    context->save_for_backward({table, numbers});
    return table.index_select(0, numbers);
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    saved[0].mutable_grad().index_add_(0, saved[1], gradients[0]);
    return {Tensor(), Tensor()};
  }
};

Tensor bandOf(std::int64_t window, torch::Device device) {
  const auto reach = window / 2;
  return torch::ones({window, window}, device).triu(-reach).tril((window - 1) / 2);
}

}  // namespace

struct ChordNetwork::Directions {
  GruResult forward;
  GruResult backward;  // its steps run from the last frame to the first
};

ChordNetwork::ChordNetwork(const ChordRecipe& recipe, torch::Device device, Arithmetic arithmetic)
    : recipe_(recipe),
      device_(device),
      arithmetic_(arithmetic),
      parameters_(expectedShapes({"classic-a", NetworkSize::Small, recipe}), device),
      band_(bandOf(recipe.window, device)) {}

ChordNetwork::Directions ChordNetwork::recur(const Tensor& x, int layer) const {
  const auto run = [&](const Tensor& inputs, const char* direction) {
    const std::string name = "gru." + std::to_string(layer) + "." + direction;
    const GruWeights weights{parameters_[name + ".weight_ih"], parameters_[name + ".weight_hh"],
                             parameters_[name + ".bias_ih"], parameters_[name + ".bias_hh"]};
    const Tensor initial =
        torch::zeros({x.size(1), weights.hiddenWeight.size(1)}, x.options().requires_grad(false));
    return gru(inputs, initial, weights, arithmetic_);
  };
  return {run(x, "forward"), run(x.flip(0), "backward")};
}

// x [window, B, 2 width], as is the answer.
Tensor ChordNetwork::attend(const Tensor& x, int layer, Tensor& map) const {
  const std::string name = "attention." + std::to_string(layer);
  const Tensor rows = x.transpose(0, 1).contiguous();
  const auto width = rows.size(2);
  const Tensor turned =
      product(rows.view({-1, width}), parameters_[name + ".weight"].t(), arithmetic_).view_as(rows);
  Tensor scores = torch::bmm(turned, rows.transpose(1, 2));
  if (!recipe_.faithful) scores = scores * (1 / std::sqrt(static_cast<double>(width)));
  scores = torch::sigmoid(scores + parameters_[name + ".bias"]);
  const Tensor largest = std::get<0>(scores.detach().max(2, true));
  const Tensor weights = torch::exp(scores - largest) * band_;
  map = weights / (weights.sum(2, true) + smallest);
  return torch::bmm(map, rows).transpose(0, 1);
}

ChordNetwork::Reading ChordNetwork::read(const Tensor& windows, double dropout) const {
  Reading reading;
  const auto drop = [&](const Tensor& x) {
    return dropout > 0 ? torch::dropout(x, dropout, true) : x;
  };
  const auto batch = windows.size(0);
  Tensor x = Rows::apply(parameters_["embedding"], windows.t().reshape({-1}))
                 .view({recipe_.window, batch, -1});
  for (int layer = 0; layer < 2; ++layer) {
    const Directions directions = recur(x, layer);
    x = torch::cat({directions.forward.states, directions.backward.states.flip(0)}, 2);
    x = drop(attend(x, layer, reading.attention[static_cast<std::size_t>(layer)]));
  }
  const Directions last = recur(x, 2);
  x = drop(torch::cat({last.forward.last, last.backward.last}, 1));
  x = torch::leaky_relu(
      linear(x, parameters_["dense.weight"], parameters_["dense.bias"], arithmetic_), slope);
  reading.logits = linear(x, parameters_["output.weight"], parameters_["output.bias"], arithmetic_);
  return reading;
}

Tensor ChordNetwork::regularisation(const Reading& reading) const {
  Tensor sum = torch::zeros({}, device_);
  if (recipe_.faithful) return sum;
  const auto identity = torch::eye(recipe_.window, torch::TensorOptions().device(device_));
  for (std::size_t layer = 0; layer < reading.attention.size(); ++layer) {
    const std::string name = "attention." + std::to_string(layer);
    const Tensor& map = reading.attention[layer];
    const auto batch = static_cast<double>(map.size(0));
    sum = sum + parameters_[name + ".weight"].square().sum() +
          parameters_[name + ".bias"].abs().sum() +
          (torch::bmm(map, map.transpose(1, 2)) - identity).square().sum() / batch;
  }
  return sum * regularising;
}

}  // namespace cadenza
