// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/pedal_edits.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"

namespace cadenza {
namespace {

constexpr Tick length = 400;

Score randomPedal(Random& random) {
  ScoreItems items;
  for (std::uint64_t i = random.below(12); i > 0; --i) {
    items.pedal.push_back({static_cast<Tick>(random.below(length)),
                           static_cast<std::uint8_t>(random.below(2) * random.below(128))});
  }
  return Score(std::move(items));
}

TickRange randomRange(Random& random) {
  const auto begin = static_cast<Tick>(random.below(length));
  return {begin, begin + 1 + static_cast<Tick>(random.below(120))};
}

std::vector<int> positions(const Score& score) {
  std::vector<int> values;
  for (Tick tick = 0; tick < 2 * length; ++tick) values.push_back(pedalAt(score.pedal(), tick));
  return values;
}

Score edited(Score score, const ScoreEdit& edit) {
  const ScoreEdit complete = score.completed(edit);
  EXPECT_EQ(complete, edit) << "the edit names all that it replaces";
  score.apply(complete);
  return score;
}

template <class Edit>
void expectSetsExactly(bool down, Edit&& edit) {
  Random random(down ? 1 : 2);
  for (int round = 0; round < 2'000; ++round) {
    const Score score = randomPedal(random);
    const TickRange range = randomRange(random);
    const auto before = positions(score);
    const auto after = positions(edited(score, edit(score, range)));
    for (std::size_t tick = 0; tick < before.size(); ++tick) {
      if (range.contains(static_cast<Tick>(tick))) {
        ASSERT_EQ(after[tick] >= 64, down);
      } else {
        ASSERT_EQ(after[tick], before[tick]) << "at " << tick;
      }
    }
  }
}

TEST(PedalEdits, ThePedalIsDownExactlyWhereItIsSet) {
  expectSetsExactly(true, [](const Score& s, TickRange r) { return setPedalDown(s, r); });
}

TEST(PedalEdits, ThePedalIsUpExactlyWhereItIsLifted) { expectSetsExactly(false, liftPedal); }

TEST(PedalEdits, BlocksAreWhereThePedalIsDown) {
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    const Score score = randomPedal(random);
    const auto blocks = pedalBlocks(score.pedal());
    for (Tick tick = 0; tick < length; ++tick) {
      const auto holding = std::find_if(blocks.begin(), blocks.end(),
                                        [tick](TickRange b) { return b.contains(tick); });
      ASSERT_EQ(holding != blocks.end(), pedalAt(score.pedal(), tick) >= 64);
      const auto found = pedalBlockAt(score.pedal(), tick);
      ASSERT_EQ(found.has_value(), holding != blocks.end());
      if (found) {
        ASSERT_EQ(*found, *holding);
      }
    }
  }
}

TEST(PedalEdits, AMovedBlockKeepsItsHalfPedal) {
  Random random(4);
  for (int round = 0; round < 2'000; ++round) {
    const Score score = randomPedal(random);
    for (const TickRange block : pedalBlocks(score.pedal())) {
      if (block.end == maxTick) continue;
      const Tick ticks = static_cast<Tick>(random.below(300)) - 100;
      const Tick moved = std::max(ticks, -block.begin);
      const auto before = positions(score);
      const auto after = positions(edited(score, movePedalBlock(score, block, ticks)));
      const TickRange to{block.begin + moved, block.end + moved};
      for (Tick tick = 0; tick < 2 * length; ++tick) {
        if (to.contains(tick)) {
          ASSERT_EQ(after[tick], before[tick - moved]);
        } else if (!block.contains(tick)) {
          ASSERT_EQ(after[tick], before[tick]);
        } else {
          ASSERT_LT(after[tick], 64);
        }
      }
    }
  }
}

TEST(PedalEdits, AResizedBlockIsDownExactlyBetweenItsNewEnds) {
  Random random(5);
  for (int round = 0; round < 2'000; ++round) {
    const Score score = randomPedal(random);
    for (const TickRange block : pedalBlocks(score.pedal())) {
      if (block.end == maxTick) continue;
      const auto newEnd = static_cast<Tick>(random.below(200));
      const TickRange to{static_cast<Tick>(random.below(static_cast<unsigned>(block.end))),
                         block.end};
      const TickRange wanted =
          random.below(2) ? to : TickRange{block.begin, block.begin + 1 + newEnd};
      const auto before = positions(score);
      const auto after = positions(edited(score, resizePedalBlock(score, block, wanted)));
      for (Tick tick = 0; tick < 2 * length; ++tick) {
        if (wanted.contains(tick)) {
          ASSERT_GE(after[tick], 64);
          if (block.contains(tick)) {
            ASSERT_EQ(after[tick], before[tick]);
          }
        } else if (block.contains(tick)) {
          ASSERT_LT(after[tick], 64);
        } else {
          ASSERT_EQ(after[tick], before[tick]);
        }
      }
    }
  }
}

TEST(PedalEdits, ABlockDrawnBesideAnotherJoinsIt) {
  const Score score({{}, {{100, 127}, {200, 0}}, {}, {}});
  const Score joined = edited(score, setPedalDown(score, {50, 150}));
  EXPECT_EQ(pedalBlocks(joined.pedal()), (std::vector<TickRange>{{50, 200}}));
}

TEST(PedalEdits, WhatChangesNothingIsNoEdit) {
  const Score score({{}, {{100, 127}, {200, 0}}, {}, {}});
  EXPECT_TRUE(movePedalBlock(score, {100, 200}, 0).empty());
  EXPECT_TRUE(resizePedalBlock(score, {100, 200}, {100, 200}).empty());
  EXPECT_TRUE(liftPedal(score, {300, 400}).empty());
  EXPECT_TRUE(setPedalDown(score, {100, 200}).empty());
}

TEST(PedalEdits, ABlockThatIsNeverLiftedCanBeMoved) {
  const Score score({{}, {{100, 127}}, {}, {}});
  const Score moved = edited(score, movePedalBlock(score, {100, maxTick}, 60));
  EXPECT_EQ(pedalBlocks(moved.pedal()), (std::vector<TickRange>{{160, maxTick}}));
}

Score pedalOf(std::vector<PedalChange> changes) { return Score({{}, std::move(changes), {}, {}}); }

TEST(PedalEdits, BlocksThatTouchStayTwo) {
  const Score one = pedalOf({{100, 127}, {200, 0}});
  for (const TickRange drawn : {TickRange{200, 300}, TickRange{0, 100}}) {
    const Score two = edited(one, setPedalDown(one, drawn));
    EXPECT_EQ(pedalBlocks(two.pedal()).size(), 2u);
    EXPECT_TRUE(setPedalDown(two, drawn).empty());
  }
  const Score two = edited(one, setPedalDown(one, {200, 300}));
  EXPECT_EQ(two.pedal(), (std::vector<PedalChange>{{100, 127}, {200, 127, true}, {300, 0}}));
  EXPECT_EQ(pedalBlockAt(two.pedal(), 199), (TickRange{100, 200}));
  EXPECT_EQ(pedalBlockAt(two.pedal(), 200), (TickRange{200, 300}));
}

TEST(PedalEdits, AMovedOrResizedBlockThatComesToTouchStaysItsOwn) {
  const Score score = pedalOf({{100, 127}, {200, 0}, {300, 127}, {400, 0}});
  const Score moved = edited(score, movePedalBlock(score, {300, 400}, -100));
  EXPECT_EQ(pedalBlocks(moved.pedal()), (std::vector<TickRange>{{100, 200}, {200, 300}}));
  const Score longer = edited(score, resizePedalBlock(score, {100, 200}, {100, 300}));
  EXPECT_EQ(pedalBlocks(longer.pedal()), (std::vector<TickRange>{{100, 300}, {300, 400}}));
  const Score earlier = edited(score, resizePedalBlock(score, {300, 400}, {200, 400}));
  EXPECT_EQ(pedalBlocks(earlier.pedal()), (std::vector<TickRange>{{100, 200}, {200, 400}}));
}

TEST(PedalEdits, OfTwoBlocksThatTouchOneCanBeLiftedMovedOrResized) {
  const Score two = pedalOf({{100, 127}, {200, 127, true}, {300, 0}});
  const auto blocksAfter = [&](const ScoreEdit& edit) {
    return pedalBlocks(edited(two, edit).pedal());
  };
  using Blocks = std::vector<TickRange>;
  EXPECT_EQ(blocksAfter(liftPedal(two, {200, 300})), (Blocks{{100, 200}}));
  EXPECT_EQ(blocksAfter(liftPedal(two, {100, 200})), (Blocks{{200, 300}}));
  EXPECT_EQ(blocksAfter(movePedalBlock(two, {200, 300}, 50)), (Blocks{{100, 200}, {250, 350}}));
  EXPECT_TRUE(resizePedalBlock(two, {200, 300}, {200, 300}).empty());
  EXPECT_TRUE(movePedalBlock(two, {100, 200}, 0).empty());
}

TEST(PedalEdits, RandomTouchingBlocksAreWhereTheyAreDrawn) {
  Random random(9);
  for (int round = 0; round < 500; ++round) {
    Score score;
    std::vector<TickRange> drawn;
    Tick at = 0;
    for (int block = 0; block < 8; ++block) {
      const auto ticks = static_cast<Tick>(1 + random.below(50));
      at += random.below(2) ? 0 : 10;
      drawn.push_back({at, at + ticks});
      at += ticks;
    }
    std::vector<TickRange> shuffled = drawn;
    for (std::size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[random.below(i)]);
    }
    for (const TickRange block : shuffled) score = edited(score, setPedalDown(score, block));
    ASSERT_EQ(pedalBlocks(score.pedal()), drawn);
    for (const TickRange block : shuffled) score = edited(score, liftPedal(score, block));
    ASSERT_TRUE(score.pedal().empty() || pedalBlocks(score.pedal()).empty());
  }
}

TEST(PedalEdits, ALiftBetweenTwoPositionsOfOneTickIsARepedal) {
  EXPECT_EQ(pedalOf({{0, 127}, {100, 0}, {100, 90}}).pedal(),
            (std::vector<PedalChange>{{0, 127}, {100, 90, true}}));
  EXPECT_EQ(pedalOf({{0, 127}, {100, 90}, {100, 0}}).pedal(),
            (std::vector<PedalChange>{{0, 127}, {100, 0}}));
  EXPECT_EQ(pedalOf({{100, 0}, {100, 90}}).pedal(), (std::vector<PedalChange>{{100, 90}}));
  EXPECT_EQ(pedalOf({{100, 90, true}}).pedal(), (std::vector<PedalChange>{{100, 90}}));
}

}  // namespace
}  // namespace cadenza
