// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/smooth_clock.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cadenza {
namespace {

constexpr double buffer = 0.021;

double stairs(double seconds) { return std::floor(seconds / buffer) * buffer; }

TEST(SmoothClock, GlidesOverTheBuffersOfADevice) {
  SmoothClock clock;
  double before = 0;
  for (double now = 0; now < 20; now += 0.033) {
    const double shown = clock.read(stairs(now), now);
    if (now > 2) {
      EXPECT_NEAR(shown, now - buffer / 2, buffer / 3);
      EXPECT_NEAR(shown - before, 0.033, buffer / 6);
    }
    before = shown;
  }
}

TEST(SmoothClock, FollowsADeviceThatRunsALittleFast) {
  SmoothClock clock;
  for (double now = 0; now < 600; now += 0.033) {
    const double device = 1.001 * now;
    EXPECT_NEAR(clock.read(device, now), device, 0.001);
  }
}

TEST(SmoothClock, JumpsWithADeviceThatJumps) {
  SmoothClock clock;
  clock.read(1, 1);
  EXPECT_DOUBLE_EQ(clock.read(50, 1.1), 50);
  EXPECT_DOUBLE_EQ(clock.read(3, 1.2), 3);
}

}  // namespace
}  // namespace cadenza
