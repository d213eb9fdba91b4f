// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/attention.h"

#include <gtest/gtest.h>

#include "core/model/recipe.h"

namespace cadenza {
namespace {

using torch::Tensor;

constexpr std::int64_t width = 6;
constexpr std::int64_t inner = 2 * attentionHead;

class Attention : public testing::Test {
 protected:
  Attention() {
    torch::manual_seed(7);
    weights_ = {torch::ones({width}),         torch::zeros({width}),
                torch::randn({inner, width}), torch::randn({inner, width}),
                torch::randn({inner, width}), torch::randn({2, attentionReach}),
                torch::randn({width, inner}), torch::ones({width})};
  }

  Tensor attendTo(const Tensor& x, AttentionMemory& memory, double carries = 1) const {
    return attend(x, torch::full({x.size(1), 1}, carries), weights_, memory, Arithmetic::Single);
  }
  [[nodiscard]] static AttentionMemory fresh(std::int64_t streams) {
    return emptyMemory(streams, width, inner, torch::kCPU);
  }
  Tensor attendAfresh(const Tensor& x) const {
    AttentionMemory memory = fresh(x.size(1));
    return attendTo(x, memory);
  }

  torch::NoGradGuard noGradients_;
  AttentionWeights weights_;
};

TEST_F(Attention, IsNothingWhileItsGateIsShut) {
  weights_.gate = torch::zeros({width});
  const Tensor x = torch::randn({20, 2, width});
  EXPECT_TRUE(torch::equal(attendAfresh(x), x));
}

TEST_F(Attention, DoesNotSeeTheFuture) {
  const Tensor x = torch::randn({20, 2, width});
  Tensor other = x.clone();
  other.narrow(0, 12, 8).copy_(torch::randn({8, 2, width}));
  const Tensor a = attendAfresh(x);
  const Tensor b = attendAfresh(other);
  EXPECT_TRUE(torch::allclose(a.narrow(0, 0, 12), b.narrow(0, 0, 12)));
  EXPECT_FALSE(torch::allclose(a.narrow(0, 12, 1), b.narrow(0, 12, 1)));
}

TEST_F(Attention, CutIntoChunksAnswersTheSame) {
  const Tensor x = torch::randn({700, 2, width});
  const Tensor whole = attendAfresh(x);
  AttentionMemory memory = fresh(2);
  std::int64_t at = 0;
  for (const std::int64_t steps : {1, 99, 400, 200}) {
    const Tensor part = attendTo(x.narrow(0, at, steps), memory);
    EXPECT_TRUE(torch::allclose(part, whole.narrow(0, at, steps), 1e-4, 1e-4)) << "from " << at;
    at += steps;
  }
}

TEST_F(Attention, ReachesBackThatFarAndNoFurther) {
  const Tensor x = torch::randn({600, 1, width});
  Tensor other = x.clone();
  other[10].copy_(torch::randn({1, width}));
  const Tensor difference = (attendAfresh(x) - attendAfresh(other)).abs().amax({1, 2});
  EXPECT_GT(difference[10 + attentionReach - 1].item<double>(), 0);
  // The state itself is out of reach; as the one before it is the key of the next.
  EXPECT_GT(difference[10 + attentionReach].item<double>(), 0);
  EXPECT_EQ(difference[10 + attentionReach + 1].item<double>(), 0);
}

TEST_F(Attention, ForgetsAtTheStartOfAPiece) {
  AttentionMemory memory = fresh(1);
  (void)attendTo(torch::randn({50, 1, width}), memory);
  const Tensor x = torch::randn({30, 1, width});
  EXPECT_TRUE(torch::allclose(attendTo(x, memory, 0), attendAfresh(x), 1e-5, 1e-6));
  const Tensor y = torch::randn({5, 1, width});
  AttentionMemory onlyX = fresh(1);
  (void)attendTo(x, onlyX);
  EXPECT_TRUE(torch::allclose(attendTo(y, memory), attendTo(y, onlyX), 1e-5, 1e-6))
      << "and does not remember it later";
}

}  // namespace
}  // namespace cadenza
