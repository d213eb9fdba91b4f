// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/sampler.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace cadenza {
namespace {

std::vector<double> shares(std::span<const float> logits, const Sampling& sampling) {
  Random random(11);
  std::vector<double> counts(logits.size());
  for (int i = 0; i < 20000; ++i)
    counts[static_cast<std::size_t>(draw(logits, sampling, random).value())] += 1.0 / 20000;
  return counts;
}

TEST(Draw, FollowsTheSoftmax) {
  const std::array<float, 3> logits = {0.0f, std::log(2.0f), std::log(7.0f)};
  const auto drawn = shares(logits, {1.0, 1.0});
  EXPECT_NEAR(drawn[0], 0.1, 0.02);
  EXPECT_NEAR(drawn[1], 0.2, 0.02);
  EXPECT_NEAR(drawn[2], 0.7, 0.02);
}

TEST(Draw, SharpensWhenCoolAndKeepsToTheNucleus) {
  const std::array<float, 3> logits = {0.0f, std::log(2.0f), std::log(7.0f)};
  EXPECT_GT(shares(logits, {0.3, 1.0})[2], 0.97);
  const auto nucleus = shares(logits, {1.0, 0.8});
  EXPECT_EQ(nucleus[0], 0);
  EXPECT_NEAR(nucleus[1], 2.0 / 9, 0.02);
}

TEST(Draw, NeverTakesWhatIsImpossible) {
  const float never = -std::numeric_limits<float>::infinity();
  const std::array<float, 4> logits = {never, 0.0f, never, 1.0f};
  const auto drawn = shares(logits, {4.0, 1.0});
  EXPECT_EQ(drawn[0] + drawn[2], 0);
}

TEST(Draw, RefusesWhatIsNoDistribution) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  Random random(1);
  const std::vector<std::vector<float>> refused = {
      {-infinity, -infinity}, {0.0f, nan}, {nan, nan}, {infinity, 0.0f}, {nan, infinity}, {}};
  for (const std::vector<float>& logits : refused) {
    const auto drawn = draw(logits, {}, random);
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().code, ErrorCode::DamagedFile);
    EXPECT_FALSE(drawn.error().detail.empty());
  }
}

TEST(Draw, TakesFiniteLogitsOfAnySize) {
  constexpr float largest = std::numeric_limits<float>::max();
  Random random(1);
  for (const double temperature : {0.1, 1.0, 10.0}) {
    const std::vector<float> logits = {-largest, largest, 0.0f};
    EXPECT_EQ(draw(logits, {temperature, 1.0}, random).value(), 1);
  }
}

}  // namespace
}  // namespace cadenza
