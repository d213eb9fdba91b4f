// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/meter_map.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/random.h"

namespace cadenza {
namespace {

MeterMap randomMap(Random& random) {
  std::vector<TimeSignature> signatures(random.below(8));
  for (TimeSignature& signature : signatures) {
    signature.tick = static_cast<Tick>(random.below(200'000));
    signature.numerator = static_cast<std::uint8_t>(1 + random.below(15));
    signature.denominator = static_cast<std::uint8_t>(1u << random.below(7));
  }
  return MeterMap(signatures);
}

TEST(MeterMap, TheBarAroundATickHoldsItAndHasItsNumber) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    const MeterMap map = randomMap(random);
    for (int i = 0; i < 50; ++i) {
      const auto tick = static_cast<Tick>(random.below(250'000));
      const TickRange bar = map.barAround(tick);
      ASSERT_TRUE(bar.contains(tick));
      const BarPosition position = map.positionAt(tick);
      ASSERT_EQ(map.barStart(position.bar), bar.begin);
      ASSERT_EQ(bar.begin + position.beat * map.signatureAt(tick).beatLength() + position.tick,
                tick);
    }
  }
}

TEST(MeterMap, BarsFollowOneAnotherWithoutAGap) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    const MeterMap map = randomMap(random);
    Tick tick = 0;
    for (int bar = 0; bar < 100; ++bar) {
      ASSERT_EQ(map.barStart(bar), tick);
      tick = map.barAround(tick).end;
    }
  }
}

TEST(MeterMap, IsFourFourWhereNothingElseIsSaid) {
  const MeterMap map;
  EXPECT_EQ(map.positionAt(4 * 960 + 960 + 7), (BarPosition{1, 1, 7}));
  EXPECT_EQ(map.barAround(5'000), (TickRange{3'840, 7'680}));
}

TEST(MeterMap, ASignatureInsideABarCutsItShort) {
  const MeterMap map({{0, 4, 4}, {1'000, 3, 4}});
  EXPECT_EQ(map.barAround(500), (TickRange{0, 1'000}));
  EXPECT_EQ(map.barAround(1'000), (TickRange{1'000, 1'000 + 3 * 960}));
  EXPECT_EQ(map.positionAt(1'000).bar, 1);
}

TEST(MeterMap, LeavesOutWhatIsNoSignature) {
  const MeterMap map({{0, 0, 4}, {10, 4, 3}, {20, 4, 128}, {-5, 4, 4}, {30, 6, 8}});
  EXPECT_EQ(map.signatures(), (std::vector<TimeSignature>{{30, 6, 8}}));
}

TEST(MeterMap, TheEndOfTimeIsNoDanger) {
  const Tick last = std::numeric_limits<Tick>::max();
  for (const MeterMap& map : {MeterMap(), MeterMap({{0, 255, 1}}), MeterMap({{maxTick, 3, 4}})}) {
    EXPECT_EQ(map.barStart(std::numeric_limits<int>::max()), maxTick);
    EXPECT_TRUE(map.barAround(maxTick).contains(maxTick));
    EXPECT_GT(map.barAround(last).end, maxTick);
    EXPECT_GE(map.positionAt(last).bar, 0);
  }
}

TEST(MeterMap, BeforeTheStartIsTheStart) {
  const MeterMap map;
  EXPECT_EQ(map.positionAt(-100), BarPosition{});
  EXPECT_EQ(map.barStart(-1), 0);
}

}  // namespace
}  // namespace cadenza
