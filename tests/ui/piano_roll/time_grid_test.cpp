// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_grid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"

namespace cadenza::ui {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;

constexpr Tick quarter = ticksPerQuarter;

TEST(GridLines, OneBarInFullDetail) {
  const auto lines = gridLines(MeterMap(), {0, 4 * quarter - 1}, quarter / 2, 0.1);
  ASSERT_EQ(lines.size(), 8u);
  EXPECT_EQ(lines[0], (GridLine{0, GridLevel::Bar, 0}));
  EXPECT_EQ(lines[1], (GridLine{quarter / 2, GridLevel::Fine, 0}));
  EXPECT_EQ(lines[2], (GridLine{quarter, GridLevel::Beat, 0}));
}

TEST(GridLines, FineLinesGoFirstWhenRoomGetsScarce) {
  const auto lines = gridLines(MeterMap(), {0, 4 * quarter - 1}, quarter / 4, 0.012);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[1].level, GridLevel::Beat);
  const auto bars = gridLines(MeterMap(), {0, 12 * quarter}, quarter / 4, 0.005);
  for (const GridLine& line : bars) EXPECT_EQ(line.level, GridLevel::Bar);
  EXPECT_EQ(bars.size(), 4u);
}

TEST(GridLines, TripletsStandAmongTheBeatsAndAreTold) {
  const auto lines = gridLines(MeterMap(), {0, 2 * quarter}, quarter * 2 / 3, 0.1);
  EXPECT_THAT(lines, ElementsAre(GridLine{0, GridLevel::Bar, 0},
                                 GridLine{quarter * 2 / 3, GridLevel::Uneven, 0},
                                 GridLine{quarter, GridLevel::Beat, 0},
                                 GridLine{quarter * 4 / 3, GridLevel::Uneven, 0},
                                 GridLine{quarter * 2, GridLevel::Beat, 0}));
}

TEST(GridLines, DottedLengthsBeginAnewWithEachBar) {
  std::vector<Tick> uneven;
  for (const GridLine& line : gridLines(MeterMap(), {0, 8 * quarter}, quarter * 3 / 4, 0.1)) {
    if (line.level == GridLevel::Uneven) uneven.push_back(line.tick);
  }
  EXPECT_THAT(uneven, ElementsAre(720, 1440, 2160, 3600, 3840 + 720, 3840 + 1440, 3840 + 2160,
                                  3840 + 3600));
}

TEST(Snap, FollowsTheZoomSoThatLinesCanBeToldApart) {
  Tick last = 4 * quarter;
  for (double pixelsPerTick = 0.001; pixelsPerTick < 1.5; pixelsPerTick *= 1.3) {
    const Tick step = gridAt(pixelsPerTick);
    EXPECT_TRUE(isStraight(step));
    EXPECT_LE(step, last);
    last = step;
  }
  EXPECT_EQ(last, quarter / 16);
}

TEST(Snap, GetsFinerAndCoarserWithinItsKind) {
  EXPECT_EQ(finerSnap(quarter), quarter / 2);
  EXPECT_EQ(finerSnap(quarter / 16), quarter / 16);
  EXPECT_EQ(coarserSnap(4 * quarter), 4 * quarter);
  EXPECT_EQ(finerSnap(quarter / 3), quarter / 6);
  EXPECT_EQ(coarserSnap(quarter / 3), quarter * 2 / 3);
  EXPECT_EQ(finerSnap(quarter * 3 / 2), quarter * 3 / 4);
  EXPECT_EQ(finerSnap(0), 0);
}

TEST(GridLines, FollowChangingTimeSignatures) {
  const MeterMap meter({{0, 3, 4}, {6 * quarter, 4, 4}});
  std::vector<Tick> bars;
  for (const GridLine& line : gridLines(meter, {0, 14 * quarter}, 0, 0.1)) {
    if (line.level == GridLevel::Bar) bars.push_back(line.tick);
  }
  EXPECT_THAT(bars, ElementsAre(0, 3 * quarter, 6 * quarter, 10 * quarter, 14 * quarter));
}

TEST(GridLines, AreSortedInRangeAndNeverTooMany) {
  Random random(5);
  for (int i = 0; i < 300; ++i) {
    const MeterMap meter({{0, static_cast<std::uint8_t>(1 + random.below(12)), 8},
                          {static_cast<Tick>(random.below(50'000)), 5, 4}});
    const auto begin = static_cast<Tick>(random.below(1'000'000));
    const double pixelsPerTick = 0.00002 + random.uniform() * random.uniform();
    const TickRange range{begin,
                          std::min(maxTick, begin + static_cast<Tick>(1000 / pixelsPerTick))};
    const auto lines = gridLines(meter, range, 240, pixelsPerTick);
    EXPECT_LE(lines.size(), 1000 / 9 + 8);
    EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end(),
                               [](auto& a, auto& b) { return a.tick < b.tick; }));
    for (const GridLine& line : lines) {
      EXPECT_GE(line.tick, range.begin);
      EXPECT_LE(line.tick, range.end);
      EXPECT_EQ(line.bar, meter.positionAt(line.tick).bar);
    }
  }
}

TEST(Snapping, GoesToTheNearestLineOfTheBar) {
  const MeterMap meter;
  EXPECT_EQ(snapped(meter, 119, 240), 0);
  EXPECT_EQ(snapped(meter, 121, 240), 240);
  EXPECT_EQ(snapped(meter, 777, 0), 777);
  EXPECT_EQ(snapped(meter, -50, 240), 0);
  EXPECT_EQ(snappedDown(meter, 479, 240), 240);
}

TEST(Snapping, StartsAnewWithEachBar) {
  const MeterMap sevenEighths({{0, 7, 8}});
  const Tick bar = 7 * quarter / 2;
  EXPECT_EQ(snapped(sevenEighths, bar + 10, quarter), bar);
  EXPECT_EQ(snapped(sevenEighths, bar - 10, quarter), bar);
}

TEST(Snapping, SnappedTwiceIsSnappedOnce) {
  Random random(6);
  const MeterMap meter({{0, 5, 8}, {9600, 3, 4}});
  for (int i = 0; i < 1000; ++i) {
    const auto tick = static_cast<Tick>(random.below(100'000));
    const Tick once = snapped(meter, tick, 320);
    EXPECT_EQ(snapped(meter, once, 320), once);
    EXPECT_LE(std::abs(once - tick), 160 + 1);
    EXPECT_LE(snappedDown(meter, tick, 320), tick);
  }
}

}  // namespace
}  // namespace cadenza::ui
