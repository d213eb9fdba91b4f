// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/bar_edits.h"

#include <gtest/gtest.h>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

constexpr Tick bar = 4 * ticksPerQuarter;

Score applied(Score score, const ScoreEdit& edit) {
  score.apply(score.completed(edit));
  return score;
}

// Two bars: a note each, one that sounds across, pedal down from the middle of the first on.
Score twoBars() {
  return Score({{{0, 960, 60, 80}, {2880, 1920, 64, 80}, {bar, 960, 67, 80}},
                {{1920, 127}, {bar + 1920, 0}},
                {{0, 400'000}, {bar, 500'000}},
                {{0, 4, 4}},
                {{bar, "B"}}});
}

TEST(BarEdits, InsertedBarsAreSilentAndWhatFollowsComesLater) {
  const Score grown = applied(twoBars(), insertTime(twoBars(), bar, 2 * bar));
  const std::vector<Note> notes = {{0, 960, 60, 80}, {2880, 1920, 64, 80}, {3 * bar, 960, 67, 80}};
  EXPECT_EQ(grown.notes(), notes);
  const std::vector<PedalChange> pedal = {
      {1920, 127}, {bar, 0}, {3 * bar, 127}, {3 * bar + 1920, 0}};
  EXPECT_EQ(grown.pedal(), pedal) << "the pedal is up meanwhile";
  EXPECT_EQ(grown.tempo().changeAt(bar).microsPerQuarter, 400'000u);
  EXPECT_EQ(grown.tempo().changeAt(3 * bar).microsPerQuarter, 500'000u);
  EXPECT_EQ(grown.markers().front().tick, 3 * bar);
}

TEST(BarEdits, AtTheStartTempoAndSignatureHoldForTheNewBarsToo) {
  const Score grown = applied(twoBars(), insertTime(twoBars(), 0, bar));
  EXPECT_EQ(grown.tempo().changeAt(0).microsPerQuarter, 400'000u);
  EXPECT_EQ(grown.notes().front().onset, bar);
}

TEST(BarEdits, RemovedBarsTakeTheirNotesAndCutWhatReachesIntoThem) {
  const Score shrunk = applied(twoBars(), removeTime(twoBars(), {bar, 2 * bar}));
  const std::vector<Note> notes = {{0, 960, 60, 80}, {2880, 960, 64, 80}};
  EXPECT_EQ(shrunk.notes(), notes);
  EXPECT_TRUE(shrunk.markers().empty());
  const Score first = applied(twoBars(), removeTime(twoBars(), {0, bar}));
  EXPECT_EQ(first.notes(), (std::vector<Note>{{0, 960, 67, 80}}));
  EXPECT_EQ(first.tempo().changeAt(0).microsPerQuarter, 500'000u);
  EXPECT_EQ(first.pedal().front(), (PedalChange{0, 127})) << "as it was at the end of what went";
}

TEST(BarEdits, RepeatedBarsSoundAgainAndLeaveTheRestAsItWas) {
  const Score twice = applied(twoBars(), repeatTime(twoBars(), {0, bar}, 1));
  const std::vector<Note> notes = {{0, 960, 60, 80},
                                   {2880, 960, 64, 80},
                                   {bar, 960, 60, 80},
                                   {bar + 2880, 1920, 64, 80},
                                   {2 * bar, 960, 67, 80}};
  EXPECT_EQ(twice.notes(), notes);
  EXPECT_EQ(twice.tempo().changeAt(bar).microsPerQuarter, 400'000u);
  EXPECT_EQ(twice.tempo().changeAt(2 * bar).microsPerQuarter, 500'000u);
  for (const Tick start : {Tick{0}, bar}) {
    EXPECT_FALSE(lastChangeAt(twice.pedal(), start).value_or(PedalChange{}).isDown()) << start;
    EXPECT_TRUE(lastChangeAt(twice.pedal(), start + 1920)->isDown()) << start;
  }
  const Score thrice = applied(twoBars(), repeatTime(twoBars(), {0, bar}, 3));
  EXPECT_EQ(thrice.notes().size(), 3u + 3 * 2);
}

TEST(BarEdits, NewBarsHaveTheSignatureOfTheirPlace) {
  const Score score({{{bar, 960, 60, 80}}, {}, {}, {{0, 4, 4}, {bar, 3, 4}}});
  const Score grown = applied(score, insertTime(score, bar, 2 * 3 * ticksPerQuarter));
  EXPECT_EQ(grown.meter(), score.meter());
  EXPECT_EQ(grown.meter().positionAt(grown.notes().front().onset), (BarPosition{3, 0, 0}));
  const Score twice = applied(score, repeatTime(score, {0, bar}, 1));
  EXPECT_EQ(twice.meter().signatures(), (std::vector<TimeSignature>{{0, 4, 4}, {2 * bar, 3, 4}}));
}

TEST(BarEdits, APedalThatIsPressedAtTheSeamIsPressedAnew) {
  const Score score({{{0, 960, 60, 80}}, {{0, 127}, {bar, 127, true}, {2 * bar, 0}}, {}, {}});
  const Score twice = applied(score, repeatTime(score, {0, bar}, 1));
  const std::vector<PedalChange> pedal = {
      {0, 127}, {bar, 127, true}, {2 * bar, 127, true}, {3 * bar, 0}};
  EXPECT_EQ(twice.pedal(), pedal);
}

TEST(BarEdits, RepeatingAddsNothingThatHoldsAnyway) {
  const Score score({{{0, 960, 60, 80}}, {}, {}, {}});
  const Score twice = applied(score, repeatTime(score, {0, bar}, 2));
  EXPECT_TRUE(twice.pedal().empty());
  EXPECT_TRUE(twice.tempo().changes().empty());
  EXPECT_TRUE(twice.meter().signatures().empty());
}

TEST(BarEdits, WhatIsInsertedAndRemovedAgainLeavesThePieceAsItWas) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    const Score score = test::randomScore(random);
    const Tick at = bar * static_cast<Tick>(random.below(3));
    const Score grown = applied(score, insertTime(score, at, bar));
    const Score back = applied(grown, removeTime(grown, {at, at + bar}));
    std::vector<Note> expected = score.notes();
    for (Note& note : expected) {
      // Cut where the inserted silence began and was taken out again.
      if (note.onset < at)
        note.duration = std::min(note.duration, std::max(note.duration - bar, at - note.onset));
    }
    EXPECT_EQ(back.notes(), Score({expected, {}, {}, {}}).notes());
    EXPECT_EQ(back.tempo(), score.tempo());
    EXPECT_EQ(back.markers(), score.markers());
    for (Tick tick = 0; tick < score.end(); tick += 120) {
      const auto down = [tick](const Score& of) {
        return lastChangeAt(of.pedal(), tick).value_or(PedalChange{}).isDown();
      };
      EXPECT_EQ(down(back), down(score)) << tick;
    }
  }
}

TEST(BarEdits, EachCanBeTurnedBack) {
  Random random(6);
  for (int round = 0; round < 200; ++round) {
    const Score score = test::randomScore(random);
    for (const ScoreEdit& edit :
         {insertTime(score, bar, 2 * bar), removeTime(score, {bar, 2 * bar}),
          repeatTime(score, {0, bar}, 2)}) {
      const ScoreEdit whole = score.completed(edit);
      Score there = score;
      there.apply(whole);
      there.apply(whole.inverse());
      EXPECT_EQ(there, score);
    }
  }
}

TEST(BarEdits, NoPieceBecomesLongerThanTime) {
  const Score score({{{maxTick - 960, 960, 60, 80}}, {}, {}, {}});
  EXPECT_TRUE(insertTime(score, 0, bar).empty());
  EXPECT_TRUE(repeatTime(score, {0, bar}, 1).empty());
  EXPECT_TRUE(insertTime(score, 0, 0).empty());
}

}  // namespace
}  // namespace cadenza
