// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace cadenza {
namespace {

// What the reference implementation gives, seeded with splitmix64(0).
TEST(Random, IsTheSameOnEveryMachine) {
  Random random(0);
  const std::array<std::uint64_t, 4> expected = {11091344671253066420u, 13793997310169335082u,
                                                 1900383378846508768u, 7684712102626143532u};
  for (const std::uint64_t number : expected) EXPECT_EQ(random.next(), number);
}

TEST(Random, GoesOnFromAStoredState) {
  Random random(5);
  for (int i = 0; i < 100; ++i) random.next();
  Random copy;
  copy.setState(random.state());
  for (int i = 0; i < 100; ++i) ASSERT_EQ(copy.next(), random.next());
}

TEST(Random, UniformNumbersFillTheUnitEvenly) {
  Random random(1);
  std::array<int, 10> counts{};
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const double number = random.uniform();
    ASSERT_GE(number, 0.0);
    ASSERT_LT(number, 1.0);
    ++counts[static_cast<std::size_t>(number * 10)];
  }
  for (const int count : counts) EXPECT_NEAR(count, draws / 10, draws / 100);
}

TEST(Random, BelowReachesEveryNumberButTheLimit) {
  Random random(2);
  std::array<int, 7> counts{};
  for (int i = 0; i < 7'000; ++i) ++counts.at(random.below(7));
  for (const int count : counts) EXPECT_GT(count, 800);
  EXPECT_EQ(random.below(1), 0u);
}

}  // namespace
}  // namespace cadenza
