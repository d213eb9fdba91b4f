// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/tempo_map.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace cadenza {
namespace {

Tick randomTick(Random& random, Tick limit) {
  return static_cast<Tick>(random.below(static_cast<std::uint64_t>(limit)));
}

TempoMap randomMap(Random& random, Tick length) {
  std::vector<TempoChange> changes(random.below(20));
  for (TempoChange& change : changes) {
    change.tick = randomTick(random, length);
    change.microsPerQuarter = static_cast<std::uint32_t>(60'000 + random.below(5'000'000));
  }
  return TempoMap(changes);
}

TEST(TempoMap, ATickSurvivesTheWayThroughSeconds) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    const TempoMap map = randomMap(random, maxTick);
    for (int i = 0; i < 50; ++i) {
      const Tick tick = randomTick(random, maxTick);
      ASSERT_EQ(map.tickAt(map.secondsAt(tick)), tick);
    }
  }
}

TEST(TempoMap, TimeNeverGoesBack) {
  Random random(2);
  for (int round = 0; round < 100; ++round) {
    const TempoMap map = randomMap(random, 100'000);
    double last = -1;
    for (Tick tick = 0; tick < 110'000; tick += 37) {
      ASSERT_GT(map.secondsAt(tick), last);
      last = map.secondsAt(tick);
    }
  }
}

TEST(TempoMap, KeepsHundredAndTwentyBeforeTheFirstChange) {
  const TempoMap map({{960, 1'000'000}});
  EXPECT_DOUBLE_EQ(map.secondsAt(960), 0.5);
  EXPECT_DOUBLE_EQ(map.secondsAt(1'920), 1.5);
  EXPECT_DOUBLE_EQ(map.changeAt(959).quartersPerMinute(), 120.0);
  EXPECT_DOUBLE_EQ(map.changeAt(960).quartersPerMinute(), 60.0);
}

TEST(TempoMap, OfSeveralChangesOnATickTheLastStays) {
  const TempoMap map({{480, 300'000}, {0, 400'000}, {480, 600'000}});
  const std::vector<TempoChange> expected = {{0, 400'000}, {480, 600'000}};
  EXPECT_EQ(map.changes(), expected);
}

TEST(TempoMap, SecondsOutsideTheScoreAreBroughtInside) {
  const TempoMap map;
  EXPECT_EQ(map.tickAt(-3.0), 0);
  EXPECT_EQ(map.tickAt(1e12), maxTick);
}

TEST(TempoMap, LeavesOutAQuarterThatLastsNoTime) {
  const TempoMap map({{0, 0}, {960, 250'000}});
  EXPECT_EQ(map.changes().size(), 1u);
  EXPECT_EQ(map.tickAt(map.secondsAt(4000)), 4000);
}

}  // namespace
}  // namespace cadenza
