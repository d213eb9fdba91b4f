// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_network.h"

#include <string>

#include "core/learn/gru.h"
#include "core/model/checkpoint.h"

namespace cadenza {

using torch::Tensor;

struct EventNetwork::Inputs {
  Tensor shift, action, velocity, since, until;
  Tensor nextShift, nextAction, nextVelocity, nextSince, nextUntil;
  Tensor keys, pedal, allowed, weight, velocityWeight, carries;
};

EventNetwork::EventNetwork(const Recipe& recipe, torch::Device device)
    : recipe_(recipe), device_(device), parameters_(expectedShapes(recipe), device) {}

EventNetwork::State EventNetwork::initialState(int streams) const {
  const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(device_);
  return State(static_cast<std::size_t>(recipe_.network.layers),
               torch::zeros({streams, recipe_.network.hidden}, options));
}

EventNetwork::Inputs EventNetwork::toDevice(const EventBatch& batch) const {
  const std::int64_t steps = batch.steps;
  const std::int64_t streams = batch.streams;
  const auto view = [&](auto& values, torch::ScalarType type, std::vector<std::int64_t> shape) {
    using Value = typename std::decay_t<decltype(values)>::value_type;
    auto* data = const_cast<Value*>(values.data());
    return torch::from_blob(data, shape, torch::TensorOptions().dtype(type)).to(device_);
  };
  const auto classes = [&](const std::vector<std::int64_t>& values) {
    return view(values, torch::kInt64, {steps, streams});
  };
  const auto numbers = [&](const std::vector<float>& values) {
    return view(values, torch::kFloat32, {steps, streams});
  };
  return {classes(batch.shift),
          classes(batch.action),
          classes(batch.velocity),
          classes(batch.since),
          classes(batch.until),
          classes(batch.nextShift),
          classes(batch.nextAction),
          classes(batch.nextVelocity),
          classes(batch.nextSince),
          classes(batch.nextUntil),
          view(batch.keys, torch::kFloat32, {steps, streams, pianoKeyCount}),
          numbers(batch.pedal),
          view(batch.allowed, torch::kUInt8, {steps, streams, actionCount}),
          numbers(batch.weight),
          numbers(batch.velocityWeight),
          view(batch.carries, torch::kFloat32, {streams, 1})};
}

Tensor EventNetwork::embed(const Inputs& inputs) const {
  const Parameters& p = parameters_;
  Tensor x = torch::embedding(p["input.shift"], inputs.shift) +
             torch::embedding(p["input.action"], inputs.action) +
             torch::embedding(p["input.velocity"], inputs.velocity) +
             torch::matmul(inputs.keys, p["input.keys"]) +
             inputs.pedal.unsqueeze(2) * p["input.pedal"];
  if (recipe_.grid == Grid::Score) {
    x = x + torch::embedding(p["input.since"], inputs.since) +
        torch::embedding(p["input.until"], inputs.until);
  }
  return x;
}

Tensor EventNetwork::recur(Tensor x, const Inputs& inputs, State& state, double dropout) const {
  const std::int64_t width = recipe_.network.hidden;
  for (int i = 0; i < recipe_.network.layers; ++i) {
    const std::string layer = "layer." + std::to_string(i) + ".";
    const Parameters& p = parameters_;
    const Tensor normed =
        torch::layer_norm(x, {width}, p[layer + "norm.weight"], p[layer + "norm.bias"]);
    Tensor& carried = state[static_cast<std::size_t>(i)];
    const auto result = gru(normed, carried * inputs.carries,
                            {p[layer + "weight_ih"], p[layer + "weight_hh"], p[layer + "bias_ih"],
                             p[layer + "bias_hh"]});
    carried = result.last.detach();
    x = x + torch::dropout(result.states, dropout, dropout > 0);
  }
  return torch::layer_norm(x, {width}, parameters_["output.norm.weight"],
                           parameters_["output.norm.bias"]);
}

EventNetwork::Logits EventNetwork::heads(const Tensor& y, const Inputs& inputs) const {
  const Parameters& p = parameters_;
  const Tensor shift = torch::linear(y, p["shift.weight"], p["shift.bias"]);
  Tensor act = torch::linear(y, p["action.state"], p["action.bias"]) +
               torch::embedding(p["action.shift"], inputs.nextShift);
  if (recipe_.grid == Grid::Score) {
    act = act + torch::embedding(p["action.since"], inputs.nextSince) +
          torch::embedding(p["action.until"], inputs.nextUntil);
  }
  const Tensor velocity = torch::linear(y, p["velocity.state"], p["velocity.bias"]) +
                          torch::embedding(p["velocity.shift"], inputs.nextShift) +
                          torch::embedding(p["velocity.action"], inputs.nextAction);
  return {shift, torch::linear(torch::relu(act), p["action.out.weight"], p["action.out.bias"]),
          torch::linear(torch::relu(velocity), p["velocity.out.weight"], p["velocity.out.bias"])};
}

EventNetwork::Logits EventNetwork::logits(const EventBatch& batch, State& state, double dropout) {
  const Inputs inputs = toDevice(batch);
  return heads(recur(embed(inputs), inputs, state, dropout), inputs);
}

EventNetwork::Losses EventNetwork::losses(const EventBatch& batch, State& state, double dropout) {
  const Inputs inputs = toDevice(batch);
  const Logits logits = heads(recur(embed(inputs), inputs, state, dropout), inputs);
  const auto nats = [](const Tensor& scores, const Tensor& target, const Tensor& weight) {
    const Tensor chosen = torch::log_softmax(scores, 2).gather(2, target.unsqueeze(2)).squeeze(2);
    return -(chosen * weight).sum();
  };
  const Tensor possible =
      logits.action.masked_fill(inputs.allowed == 0, -std::numeric_limits<float>::infinity());
  const Tensor shift = nats(logits.shift, inputs.nextShift, inputs.weight);
  const Tensor act = nats(possible, inputs.nextAction, inputs.weight);
  const Tensor velocity = nats(logits.velocity, inputs.nextVelocity, inputs.velocityWeight);
  return {shift + act + velocity, torch::stack({shift, act, velocity}).detach()};
}

}  // namespace cadenza
