// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/lstm.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

class Lstm : public testing::Test {
 protected:
  Lstm() { torch::manual_seed(1); }

  static torch::Tensor fresh(std::vector<std::int64_t> shape) {
    return torch::randn(shape).mul_(0.4).set_requires_grad(true);
  }
};

TEST_F(Lstm, AgreesWithTorchInStatesAndGradients) {
  const LstmWeights weights{fresh({28, 5}), fresh({28, 7}), fresh({28})};
  const torch::Tensor inputs = fresh({9, 3, 5});
  const LstmState initial{torch::randn({3, 7}), torch::randn({3, 7})};
  const torch::Tensor pull = torch::randn({9, 3, 7});
  const std::vector<torch::Tensor> leaves = {inputs, weights.inputWeight, weights.hiddenWeight,
                                             weights.bias};

  const auto ours = lstm(inputs, initial, weights, Arithmetic::Single);
  const auto ourGradients = torch::autograd::grad({(ours.states * pull).sum()}, leaves);
  const auto [states, hidden, cell] =
      torch::lstm(inputs, {initial.hidden.unsqueeze(0), initial.cell.unsqueeze(0)},
                  {weights.inputWeight, weights.hiddenWeight, weights.bias, torch::zeros({28})},
                  true, 1, 0.0, true, false, false);
  const auto torchGradients = torch::autograd::grad({(states * pull).sum()}, leaves);

  EXPECT_TRUE(torch::allclose(ours.states, states, 1e-5, 1e-6));
  EXPECT_TRUE(torch::allclose(ours.last.hidden, hidden[0], 1e-5, 1e-6));
  EXPECT_TRUE(torch::allclose(ours.last.cell, cell[0], 1e-5, 1e-6));
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    EXPECT_TRUE(torch::allclose(ourGradients[i], torchGradients[i], 1e-4, 1e-5)) << "leaf " << i;
  }
}

TEST_F(Lstm, GoesOnFromWhatItCarriedAsIfItHadNotStopped) {
  torch::NoGradGuard guard;
  const LstmWeights weights{fresh({28, 5}), fresh({28, 7}), fresh({28})};
  const torch::Tensor inputs = torch::randn({8, 3, 5});
  const LstmState zeros{torch::zeros({3, 7}), torch::zeros({3, 7})};
  const auto whole = lstm(inputs, zeros, weights, Arithmetic::Single);
  const auto first = lstm(inputs.narrow(0, 0, 5), zeros, weights, Arithmetic::Single);
  const auto second = lstm(inputs.narrow(0, 5, 3), first.last, weights, Arithmetic::Single);
  EXPECT_TRUE(torch::allclose(torch::cat({first.states, second.states}), whole.states));
}

TEST_F(Lstm, InMixedArithmeticIsNearItself) {
  const LstmWeights weights{fresh({64, 3}), fresh({64, 16}), fresh({64})};
  const torch::Tensor inputs = torch::randn({6, 4, 3});
  const LstmState zeros{torch::zeros({4, 16}), torch::zeros({4, 16})};
  const auto single = lstm(inputs, zeros, weights, Arithmetic::Single);
  const auto mixed = lstm(inputs, zeros, weights, Arithmetic::Mixed);
  EXPECT_TRUE(torch::allclose(single.states, mixed.states, 0, 2e-2));
  EXPECT_FALSE(torch::equal(single.states, mixed.states));
}

}  // namespace
}  // namespace cadenza
