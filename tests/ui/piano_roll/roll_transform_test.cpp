// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_transform.h"

#include <gtest/gtest.h>

#include <utility>

#include "core/base/random.h"

namespace cadenza::ui {
namespace {

RollTransform someView(Random& random) {
  RollTransform view;
  view.resize({800, 400});
  view.zoomTime(0.05 + random.uniform() * 8, random.uniform() * 800);
  view.zoomPitch(0.5 + random.uniform() * 2, random.uniform() * 400);
  view.scrollTo(random.uniform() * 100'000, random.uniform() * 80);
  return view;
}

TEST(RollTransform, PixelsAndTicksAreEachOthersInverse) {
  Random random(1);
  for (int i = 0; i < 500; ++i) {
    const RollTransform view = someView(random);
    const double tick = random.uniform() * 200'000;
    EXPECT_NEAR(view.tickAt(view.xOf(tick)), tick, 1e-6);
  }
}

TEST(RollTransform, EveryPointOfARowHasItsPitch) {
  Random random(2);
  for (int i = 0; i < 500; ++i) {
    const RollTransform view = someView(random);
    const int pitch = static_cast<int>(random.below(128));
    EXPECT_EQ(view.pitchAt(view.yOf(pitch) + 1e-6), pitch);
    EXPECT_EQ(view.pitchAt(view.yOf(pitch) + view.rowHeight() - 1e-6), pitch);
  }
}

TEST(RollTransform, ZoomingKeepsTickAndPitchUnderThePointer) {
  Random random(3);
  for (int i = 0; i < 500; ++i) {
    RollTransform view = someView(random);
    const double x = random.uniform() * 800;
    const double y = random.uniform() * 400;
    const double tick = view.tickAt(x);
    const int pitch = view.pitchAt(y);
    view.zoomTime(0.3 + random.uniform() * 3, x);
    view.zoomPitch(0.3 + random.uniform() * 3, y);
    EXPECT_NEAR(view.tickAt(x), tick, 1e-6);
    EXPECT_EQ(view.pitchAt(y), pitch);
  }
}

TEST(RollTransform, ZoomStopsAtItsLimits) {
  RollTransform view;
  view.resize({800, 400});
  view.zoomTime(1e9, 10);
  EXPECT_EQ(view.pixelsPerTick(), RollTransform::mostPixelsPerTick);
  view.zoomPitch(1e9, 10);
  EXPECT_EQ(view.rowHeight(), RollTransform::largestRow);
  view.zoomPitch(1e-9, 10);
  EXPECT_EQ(view.rowHeight(), RollTransform::smallestRow);
}

TEST(RollTransform, ConfiningKeepsTheContentInReach) {
  Random random(4);
  for (int i = 0; i < 500; ++i) {
    RollTransform view = someView(random);
    view.scrollByPixels({random.uniform() * 1e6 - 5e5, random.uniform() * 1e4 - 5e3});
    view.zoomTime(1e-4 + random.uniform(), 0);
    const auto end = static_cast<Tick>(1 + random.below(1'000'000));
    view.confine(end, lowestPianoPitch, highestPianoPitch);
    EXPECT_GE(view.leftTick(), 0);
    EXPECT_LE(view.leftTick(), end);
    EXPECT_LE(view.yOf(highestPianoPitch), 1e-6);
    RollTransform again = view;
    again.confine(end, lowestPianoPitch, highestPianoPitch);
    EXPECT_NEAR(again.leftTick(), view.leftTick(), 1e-6);
  }
}

TEST(RollTransform, FittedTimeFillsTheWidthButForTheMargins) {
  RollTransform view;
  view.resize({800, 400});
  view.fitTime({9600, 19200}, 24);
  EXPECT_NEAR(view.xOf(9600), 24, 1e-6);
  EXPECT_NEAR(view.xOf(19200), 776, 1e-6);
}

TEST(RollTransform, FittedPitchesAreAllInViewAndRowsDoNotGrow) {
  for (const auto& [lowest, highest] : {std::pair(21, 108), std::pair(60, 64)}) {
    RollTransform view;
    view.resize({800, 400});
    const double rows = view.rowHeight();
    view.fitPitch(lowest, highest);
    EXPECT_GE(view.yOf(highest), 0);
    EXPECT_LE(view.yOf(lowest) + view.rowHeight(), 400);
    EXPECT_NEAR(view.yOf(highest), 400 - view.yOf(lowest - 1), 1e-6);
    EXPECT_LE(view.rowHeight(), rows);
  }
}

TEST(RollTransform, ResizingKeepsTheLeftEdgeAndTheMiddleRow) {
  RollTransform view;
  view.resize({800, 400});
  view.scrollTo(5000, 30);
  const double middle = view.topRow() + 200 / view.rowHeight();
  view.resize({1200, 900});
  EXPECT_EQ(view.leftTick(), 5000);
  EXPECT_NEAR(view.topRow() + 450 / view.rowHeight(), middle, 1e-9);
}

TEST(RollTransform, VisibleTicksNeverLeaveTheScore) {
  RollTransform view;
  view.resize({800, 400});
  view.scrollTo(-5000, 0);
  EXPECT_EQ(view.visibleTicks().begin, 0);
  view.scrollTo(maxTick - 10.0, 0);
  EXPECT_EQ(view.visibleTicks().end, maxTick);
}

}  // namespace
}  // namespace cadenza::ui
