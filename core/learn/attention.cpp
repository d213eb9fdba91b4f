// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/attention.h"

#include <cmath>
#include <limits>

#include "core/model/recipe.h"

namespace cadenza {
namespace {

using torch::Tensor;

constexpr float never = -std::numeric_limits<float>::infinity();

// [T, B, inner] as [B * heads, T, attentionHead].
Tensor byHead(const Tensor& x) {
  const auto steps = x.size(0);
  const auto streams = x.size(1);
  const auto heads = x.size(2) / attentionHead;
  return x.view({steps, streams * heads, attentionHead}).transpose(0, 1);
}

// [heads, T, M + T]: the bias of each distance, `never` for the future and what is out of reach.
Tensor distanceBias(const Tensor& distance, std::int64_t steps, std::int64_t remembered) {
  const auto options = torch::TensorOptions().dtype(torch::kInt64).device(distance.device());
  const Tensor now = torch::arange(remembered, remembered + steps, options).unsqueeze(1);
  const Tensor back = now - torch::arange(remembered + steps, options).unsqueeze(0);
  const Tensor outside = (back < 0).logical_or(back >= attentionReach);
  const Tensor table =
      torch::cat({distance, torch::full({distance.size(0), 1}, never, distance.options())}, 1);
  const Tensor column = back.masked_fill(outside, attentionReach).view({-1});
  return table.index_select(1, column).view({distance.size(0), steps, remembered + steps});
}

}  // namespace

AttentionMemory emptyMemory(std::int64_t streams, std::int64_t width, std::int64_t inner,
                            torch::Device device) {
  const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(device);
  const Tensor states = torch::zeros({streams, attentionReach, inner}, options);
  return {states, states.clone(), torch::zeros({streams}, options),
          torch::zeros({streams, width}, options)};
}

Tensor attend(const Tensor& x, const Tensor& carries, const AttentionWeights& weights,
              AttentionMemory& memory, Arithmetic arithmetic) {
  const auto steps = x.size(0);
  const auto streams = x.size(1);
  const auto width = x.size(2);
  const auto inner = weights.query.size(0);
  const auto heads = inner / attentionHead;
  const Tensor normed = torch::layer_norm(x, {width}, weights.normWeight, weights.normBias);
  const Tensor before =
      torch::cat({(memory.last * carries).unsqueeze(0), normed.narrow(0, 0, steps - 1)}, 0);
  const auto project = [&](const Tensor& states, const Tensor& weight) {
    return product(states.reshape({steps * streams, width}), weight, arithmetic)
        .view({steps, streams, inner});
  };
  const Tensor query = project(normed, weights.query);
  const auto withMemory = [&](const Tensor& fresh, const Tensor& past) {
    return torch::cat({past.transpose(0, 1), fresh}, 0);
  };
  const Tensor keys = withMemory(project(before, weights.key), memory.keys);
  const Tensor values = withMemory(project(normed, weights.value), memory.values);

  const std::int64_t all = attentionReach + steps;
  const Tensor length = memory.length * carries.squeeze(1);
  const Tensor place = torch::arange(all, length.options()).unsqueeze(0);
  const Tensor absent = (place < (attentionReach - length).unsqueeze(1));
  const Tensor bias = distanceBias(weights.distance, steps, attentionReach).unsqueeze(0) +
                      torch::zeros_like(absent, length.options())
                          .masked_fill(absent, never)
                          .view({streams, 1, 1, all});
  const Tensor scores =
      torch::baddbmm(bias.view({streams * heads, steps, all}), byHead(query),
                     byHead(keys).transpose(1, 2), 1.0, 1.0 / std::sqrt(double(attentionHead)));
  const Tensor found = torch::bmm(torch::softmax(scores, 2), byHead(values));
  const Tensor gathered = found.transpose(0, 1).reshape({steps * streams, inner});

  memory.keys = keys.narrow(0, steps, attentionReach).transpose(0, 1).detach().contiguous();
  memory.values = values.narrow(0, steps, attentionReach).transpose(0, 1).detach().contiguous();
  memory.length = (length + static_cast<double>(steps)).clamp_max(attentionReach);
  memory.last = normed[steps - 1].detach();
  return x + weights.gate * product(gathered, weights.out, arithmetic).view_as(x);
}

}  // namespace cadenza
