// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/product.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

double relativeError(const torch::Tensor& a, const torch::Tensor& b) {
  return ((a - b).norm() / b.norm()).item<double>();
}

TEST(MixedProduct, AgreesWithSinglePrecisionInValuesAndGradients) {
  torch::manual_seed(3);
  const auto leaf = [](std::vector<std::int64_t> shape) {
    return torch::randn(shape).set_requires_grad(true);
  };
  const torch::Tensor x = leaf({40, 32});
  const torch::Tensor weight = leaf({24, 32});
  const torch::Tensor pull = torch::randn({40, 24});
  const auto gradientsOf = [&](Arithmetic arithmetic) {
    return torch::autograd::grad({(product(x, weight, arithmetic) * pull).sum()}, {x, weight});
  };
  constexpr double tolerance = 0.01;  // bfloat16 keeps eight bits
  EXPECT_LT(
      relativeError(product(x, weight, Arithmetic::Mixed), product(x, weight, Arithmetic::Single)),
      tolerance);
  const auto mixed = gradientsOf(Arithmetic::Mixed);
  const auto single = gradientsOf(Arithmetic::Single);
  EXPECT_LT(relativeError(mixed[0], single[0]), tolerance);
  EXPECT_LT(relativeError(mixed[1], single[1]), tolerance);
  EXPECT_EQ(mixed[1].scalar_type(), torch::kFloat32);
}

TEST(MixedProduct, ThroughALinearLayerKeepsLeadingDimensionsAndAddsTheBias) {
  const torch::Tensor x = torch::ones({2, 3, 4});
  const torch::Tensor weight = torch::ones({5, 4});
  const torch::Tensor bias = torch::full({5}, 0.5);
  for (const Arithmetic arithmetic : {Arithmetic::Single, Arithmetic::Mixed}) {
    const torch::Tensor y = linear(x, weight, bias, arithmetic);
    EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{2, 3, 5}));
    EXPECT_TRUE(torch::equal(y, torch::full({2, 3, 5}, 4.5)));
  }
}

}  // namespace
}  // namespace cadenza
