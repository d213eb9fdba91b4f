// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/triple_network.h"

#include "core/model/checkpoint.h"

namespace cadenza {
namespace {

using torch::Tensor;

constexpr double pitchShare = 0.05;
constexpr double negativePenalty = 10;
constexpr std::int64_t pitches = 128;

Tensor pressed(const Tensor& predicted, const Tensor& target, const Tensor& weight) {
  const Tensor below = torch::relu(-predicted) * negativePenalty;
  return ((target - predicted).square() + below).dot(weight);
}

}  // namespace

TripleNetwork::TripleNetwork(torch::Device device, Arithmetic arithmetic)
    : device_(device),
      arithmetic_(arithmetic),
      parameters_(expectedShapes({"classic-b", NetworkSize::Small, TripleRecipe{}}), device) {}

LstmState TripleNetwork::initialState(std::int64_t streams) const {
  const auto width = parameters_["lstm.weight_hh"].size(1);
  const auto zeros = [&] {
    return torch::zeros({streams, width}, torch::TensorOptions().device(device_));
  };
  return {zeros(), zeros()};
}

Tensor TripleNetwork::read(const Tensor& inputs, LstmState& state) const {
  auto result =
      lstm(inputs, state,
           {parameters_["lstm.weight_ih"], parameters_["lstm.weight_hh"], parameters_["lstm.bias"]},
           arithmetic_);
  state = std::move(result.last);
  return result.states;
}

TripleNetwork::Outputs TripleNetwork::outputs(const Tensor& states) const {
  const auto joined = [&](const char* kind) {
    const auto of = [&](const char* head) -> const Tensor& {
      return parameters_[std::string(head) + kind];
    };
    return torch::cat({of("pitch"), of("step"), of("duration")});
  };
  const Tensor all = linear(states, joined(".weight"), joined(".bias"), arithmetic_);
  return {all.narrow(1, 0, pitches), all.select(1, pitches), all.select(1, pitches + 1)};
}

Tensor tripleLosses(const TripleNetwork::Outputs& outputs, const TripleTargets& targets) {
  const Tensor surprise =
      torch::cross_entropy_loss(outputs.pitch, targets.pitch, {}, at::Reduction::None);
  return torch::stack({surprise.dot(targets.weight) * pitchShare,
                       pressed(outputs.step, targets.step, targets.weight),
                       pressed(outputs.duration, targets.duration, targets.weight)});
}

}  // namespace cadenza
