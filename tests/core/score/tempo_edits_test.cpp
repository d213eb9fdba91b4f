// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/tempo_edits.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::randomScore;

Score edited(Score score, const ScoreEdit& edit) {
  score.apply(score.completed(edit));
  return score;
}

double tempoAt(const Score& score, Tick tick) {
  return score.tempo().changeAt(tick).quartersPerMinute();
}

// Nothing but the tempo inside of `range` is another one.
void expectSameOutside(const Score& before, const Score& after, TickRange range) {
  for (Tick tick = 0; tick < 10 * ticksPerQuarter; tick += 17) {
    if (range.contains(tick)) continue;
    ASSERT_EQ(tempoAt(after, tick), tempoAt(before, tick));
  }
}

Tick nextChange(const Score& score, Tick tick) {
  for (const TempoChange& change : score.tempo().changes()) {
    if (change.tick > tick) return change.tick;
  }
  return maxTick;
}

TEST(TempoEdits, AnAddedTempoHoldsUntilTheNextChange) {
  Random random(1);
  for (int round = 0; round < 500; ++round) {
    const Score score = randomScore(random);
    const auto tick = static_cast<Tick>(random.below(8 * ticksPerQuarter));
    const Score after = edited(score, addTempo(score, tick, 90));
    EXPECT_NEAR(tempoAt(after, tick), 90, 0.001);
    expectSameOutside(score, after, {tick, nextChange(score, tick)});
    EXPECT_EQ(edited(after, score.completed(addTempo(score, tick, 90)).inverse()), score);
  }
}

TEST(TempoEdits, ARemovedTempoLeavesTheOneBefore) {
  Random random(2);
  for (int round = 0; round < 500; ++round) {
    const Score score = randomScore(random);
    for (const TempoChange& change : score.tempo().changes()) {
      const Score after = edited(score, removeTempo(score, change.tick));
      EXPECT_EQ(tempoAt(after, change.tick), tempoAt(after, change.tick - 1));
      expectSameOutside(score, after, {change.tick, nextChange(score, change.tick)});
    }
  }
}

TEST(TempoEdits, AMovedTempoIsWhereItWasPutAndNowhereElse) {
  const Score score({{}, {}, {{0, 500'000}, {1'920, 600'000}}, {}});
  const Score after = edited(score, moveTempo(score, 1'920, 960, 75));
  EXPECT_EQ(after.tempo().changes(), (std::vector<TempoChange>{{0, 500'000}, {960, 800'000}}));
  EXPECT_TRUE(moveTempo(score, 1'000, 960, 75).empty());
  EXPECT_TRUE(moveTempo(score, 1'920, 1'920, 100).empty());
}

TEST(TempoEdits, TheStretchAroundATickTakesATempo) {
  const Score score({{}, {}, {{960, 500'000}, {1'920, 600'000}}, {}});
  EXPECT_NEAR(tempoAt(edited(score, setTempoAround(score, 1'000, 80)), 960), 80, 0.001);
  EXPECT_NEAR(tempoAt(edited(score, setTempoAround(score, 500, 80)), 0), 80, 0.001);
  EXPECT_NEAR(tempoAt(edited(score, setTempoAround(score, 500, 80)), 960), 120, 0.001);
}

TEST(TempoEdits, ARampGoesEvenlyFromOneToTheOther) {
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    const Score score = randomScore(random);
    const auto begin = static_cast<Tick>(random.below(4 * ticksPerQuarter));
    const TickRange range{begin, begin + 240 + static_cast<Tick>(random.below(3'840))};
    const double from = 40 + random.uniform() * 160;
    const double to = 40 + random.uniform() * 160;
    const Score after = edited(score, rampTempo(score, {range, from, to, 240}));
    EXPECT_NEAR(tempoAt(after, range.begin), from, 0.01);
    for (Tick tick = range.begin; tick < range.end; ++tick) {
      const double now = tempoAt(after, tick);
      const double next = tempoAt(after, std::min(tick + 1, range.end - 1));
      ASSERT_TRUE(from < to ? next >= now : next <= now);
    }
    const auto& changes = score.tempo().changes();
    const bool standsThere = std::any_of(changes.begin(), changes.end(),
                                         [&](const auto& c) { return c.tick == range.end; });
    if (!standsThere) {
      EXPECT_NEAR(tempoAt(after, range.end), to, 0.01);
    }
    expectSameOutside(score, after, {range.begin, nextChange(score, range.end - 1)});
  }
}

TEST(TempoEdits, TempiStayWithinReason) {
  EXPECT_NEAR(tempoChange(0, 0.001).quartersPerMinute(), slowestTempo, 0.001);
  EXPECT_NEAR(tempoChange(0, 1e9).quartersPerMinute(), fastestTempo, 0.001);
}

}  // namespace
}  // namespace cadenza
