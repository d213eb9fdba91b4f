// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_network.h"

#include <string>

#include "core/learn/gru.h"
#include "core/model/checkpoint.h"

namespace cadenza {

using torch::Tensor;

struct EventNetwork::Inputs {
  Tensor shift, action, velocity, since, until, density, gap;
  Tensor nextShift, nextAction, nextVelocity, nextSince, nextUntil;
  Tensor keys, ages, pedal, allowed, weight, velocityWeight, carries, reported;
};

EventNetwork::EventNetwork(const EventRecipe& recipe, torch::Device device, Arithmetic arithmetic)
    : recipe_(recipe),
      device_(device),
      arithmetic_(arithmetic),
      parameters_(expectedShapes({"", NetworkSize::Small, recipe}), device) {}

std::vector<Tensor*> EventNetwork::State::tensors() {
  std::vector<Tensor*> all;
  for (Tensor& layer : layers) all.push_back(&layer);
  if (memory.keys.defined()) {
    for (Tensor* part : {&memory.keys, &memory.values, &memory.length, &memory.last}) {
      all.push_back(part);
    }
  }
  return all;
}

EventNetwork::State EventNetwork::initialState(int streams) const {
  const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(device_);
  const EventNetworkShape& shape = recipe_.network;
  State state;
  for (int i = 0; i < shape.layers; ++i) {
    state.layers.push_back(torch::zeros({streams, shape.hidden}, options));
  }
  if (shape.attention > 0) {
    state.memory = emptyMemory(streams, shape.hidden, shape.attention, device_);
  }
  return state;
}

EventNetwork::Inputs EventNetwork::toDevice(const EventBatch& batch) const {
  const std::int64_t steps = batch.steps;
  const std::int64_t streams = batch.streams;
  const auto view = [&](auto& values, torch::ScalarType type, std::vector<std::int64_t> shape) {
    using Value = typename std::decay_t<decltype(values)>::value_type;
    auto* data = const_cast<Value*>(values.data());
    const Tensor host = torch::from_blob(data, shape, torch::TensorOptions().dtype(type));
    // From pinned memory the copy goes on while the GPU computes.
    return device_.is_cuda() ? host.pin_memory().to(device_, true) : host;
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
          classes(batch.density),
          classes(batch.gap),
          classes(batch.nextShift),
          classes(batch.nextAction),
          classes(batch.nextVelocity),
          classes(batch.nextSince),
          classes(batch.nextUntil),
          view(batch.keys, torch::kFloat32, {steps, streams, pianoKeyCount}),
          view(batch.ages, torch::kFloat32, {steps, streams, pianoKeyCount}),
          numbers(batch.pedal),
          view(batch.allowed, torch::kUInt8, {steps, streams, actionCount}),
          numbers(batch.weight),
          numbers(batch.velocityWeight),
          view(batch.carries, torch::kFloat32, {streams, 1}),
          view(batch.reported, torch::kFloat32, {streams})};
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
  if (recipe_.network.ages) x = x + torch::matmul(inputs.ages, p["input.ages"]);
  if (recipe_.network.guided) {
    x = x + torch::embedding(p["input.density"], inputs.density) +
        torch::embedding(p["input.gap"], inputs.gap);
  }
  return x;
}

Tensor EventNetwork::recur(Tensor x, const Inputs& inputs, State& state, double dropout) const {
  const std::int64_t width = recipe_.network.hidden;
  const Parameters& p = parameters_;
  for (int i = 0; i < recipe_.network.layers; ++i) {
    if (recipe_.network.attention > 0 && i + 1 == recipe_.network.layers) {
      x = attend(x, inputs.carries,
                 {p["attention.norm.weight"], p["attention.norm.bias"], p["attention.query"],
                  p["attention.key"], p["attention.value"], p["attention.distance"],
                  p["attention.out"], p["attention.gate"]},
                 state.memory, arithmetic_);
    }
    const std::string layer = "layer." + std::to_string(i) + ".";
    const Tensor normed =
        torch::layer_norm(x, {width}, p[layer + "norm.weight"], p[layer + "norm.bias"]);
    Tensor& carried = state.layers[static_cast<std::size_t>(i)];
    const auto result = gru(normed, carried * inputs.carries,
                            {p[layer + "weight_ih"], p[layer + "weight_hh"], p[layer + "bias_ih"],
                             p[layer + "bias_hh"]},
                            arithmetic_);
    carried = result.last.detach();
    x = x + torch::dropout(result.states, dropout, dropout > 0);
  }
  return torch::layer_norm(x, {width}, p["output.norm.weight"], p["output.norm.bias"]);
}

EventNetwork::Logits EventNetwork::heads(const Tensor& y, const Inputs& inputs) const {
  const Parameters& p = parameters_;
  const Tensor shift = linear(y, p["shift.weight"], p["shift.bias"], arithmetic_);
  Tensor act = linear(y, p["action.state"], p["action.bias"], arithmetic_) +
               torch::embedding(p["action.shift"], inputs.nextShift);
  if (recipe_.grid == Grid::Score) {
    act = act + torch::embedding(p["action.since"], inputs.nextSince) +
          torch::embedding(p["action.until"], inputs.nextUntil);
  }
  const Tensor velocity = linear(y, p["velocity.state"], p["velocity.bias"], arithmetic_) +
                          torch::embedding(p["velocity.shift"], inputs.nextShift) +
                          torch::embedding(p["velocity.action"], inputs.nextAction);
  return {
      shift, linear(torch::relu(act), p["action.out.weight"], p["action.out.bias"], arithmetic_),
      linear(torch::relu(velocity), p["velocity.out.weight"], p["velocity.out.bias"], arithmetic_)};
}

EventNetwork::Logits EventNetwork::logits(const EventBatch& batch, State& state, double dropout) {
  const Inputs inputs = toDevice(batch);
  return heads(recur(embed(inputs), inputs, state, dropout), inputs);
}

EventNetwork::Losses EventNetwork::losses(const EventBatch& batch, State& state, double dropout) {
  const Inputs inputs = toDevice(batch);
  const Logits logits = heads(recur(embed(inputs), inputs, state, dropout), inputs);
  // [T, B]
  const auto nats = [](const Tensor& scores, const Tensor& target, const Tensor& weight) {
    const Tensor chosen = torch::log_softmax(scores, 2).gather(2, target.unsqueeze(2)).squeeze(2);
    return -(chosen * weight);
  };
  const Tensor possible =
      logits.action.masked_fill(inputs.allowed == 0, -std::numeric_limits<float>::infinity());
  const Tensor shift = nats(logits.shift, inputs.nextShift, inputs.weight);
  const Tensor act = nats(possible, inputs.nextAction, inputs.weight);
  const Tensor velocity = nats(logits.velocity, inputs.nextVelocity, inputs.velocityWeight);
  const Tensor heads = torch::stack({shift, act, velocity});
  Tensor entropy;
  if (!torch::GradMode::is_enabled()) {
    const Tensor chances = torch::log_softmax(possible, 2);
    entropy = -((chances.exp() * chances.clamp_min(-1e9)).sum(2) * inputs.weight).sum();
  }
  return {heads.sum(), (heads.detach() * inputs.reported).sum(c10::IntArrayRef{1, 2}), entropy};
}

}  // namespace cadenza
