// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/gru.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

TEST(Gru, AgreesWithTorchInStatesAndGradients) {
  torch::manual_seed(1);
  const auto fresh = [](std::vector<std::int64_t> shape) {
    return torch::randn(shape).mul_(0.4).set_requires_grad(true);
  };
  const GruWeights weights{fresh({21, 5}), fresh({21, 7}), fresh({21}), fresh({21})};
  const torch::Tensor inputs = fresh({9, 3, 5});
  const torch::Tensor initial = torch::randn({3, 7});
  const torch::Tensor pull = torch::randn({9, 3, 7});
  const std::vector<torch::Tensor> leaves = {inputs, weights.inputWeight, weights.hiddenWeight,
                                             weights.inputBias, weights.hiddenBias};

  const auto ours = gru(inputs, initial, weights, Arithmetic::Single);
  const auto ourGradients = torch::autograd::grad({(ours.states * pull).sum()}, leaves);
  const auto [states, last] =
      torch::gru(inputs, initial.unsqueeze(0),
                 {weights.inputWeight, weights.hiddenWeight, weights.inputBias, weights.hiddenBias},
                 true, 1, 0.0, true, false, false);
  const auto torchGradients = torch::autograd::grad({(states * pull).sum()}, leaves);

  EXPECT_TRUE(torch::allclose(ours.states, states, 1e-5, 1e-6));
  EXPECT_TRUE(torch::allclose(ours.last, last[0], 1e-5, 1e-6));
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    EXPECT_TRUE(torch::allclose(ourGradients[i], torchGradients[i], 1e-4, 1e-5)) << "leaf " << i;
  }
}

}  // namespace
}  // namespace cadenza
