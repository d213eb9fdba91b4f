// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/velocity_curve.h"

#include <gtest/gtest.h>

#include <limits>

namespace cadenza {
namespace {

TEST(VelocityCurve, WithoutABendEachVelocityStays) {
  for (int velocity = 0; velocity < 128; ++velocity) EXPECT_EQ(bentVelocity(velocity, 0), velocity);
}

TEST(VelocityCurve, RisesAndKeepsItsEndsHoweverItIsBent) {
  for (int bend = -20; bend <= 20; ++bend) {
    const double curve = bend / 10.0;
    EXPECT_EQ(bentVelocity(0, curve), 0);
    EXPECT_EQ(bentVelocity(1, curve), 1);
    EXPECT_EQ(bentVelocity(127, curve), 127);
    for (int velocity = 2; velocity < 128; ++velocity) {
      EXPECT_GE(bentVelocity(velocity, curve), bentVelocity(velocity - 1, curve));
    }
  }
}

TEST(VelocityCurve, SoftPlayingIsLiftedOneWayAndLoweredTheOther) {
  for (int velocity = 2; velocity < 127; ++velocity) {
    EXPECT_GE(bentVelocity(velocity, -0.5), velocity);
    EXPECT_LE(bentVelocity(velocity, 0.5), velocity);
  }
  EXPECT_GT(bentVelocity(40, -1), bentVelocity(40, -0.5));
  EXPECT_LT(bentVelocity(40, 1), bentVelocity(40, 0.5));
}

TEST(VelocityCurve, ValuesThatMakeNoSenseStayInRange) {
  EXPECT_EQ(bentVelocity(64, std::numeric_limits<double>::quiet_NaN()), 64);
  EXPECT_EQ(bentVelocity(300, 0.5), 127);
  EXPECT_EQ(bentVelocity(-4, 0.5), 0);
}

}  // namespace
}  // namespace cadenza
