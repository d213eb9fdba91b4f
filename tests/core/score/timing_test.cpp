// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/timing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

const MeterMap threeFour(std::vector<TimeSignature>{{0, 3, 4}});

TEST(Timing, EveryTickFindsTheNearestLineOfItsBar) {
  for (const Tick grid : {960, 640, 480, 320, 360, 60}) {
    for (const double swing : {0.5, 0.6, 2.0 / 3}) {
      std::vector<Tick> lines;
      for (Tick bar = 0; bar < 3; ++bar) {
        for (Tick cell = 0; cell * grid < 2880; ++cell) {
          const auto late = static_cast<Tick>(std::lround((2 * swing - 1) * grid));
          lines.push_back(bar * 2880 + std::min(cell * grid + (cell % 2) * late, 2880));
        }
      }
      for (Tick tick = 0; tick < 2 * 2880; tick += 7) {
        const Tick found = nearestGridLine(threeFour, tick, grid, swing);
        ASSERT_TRUE(std::ranges::count(lines, found)) << tick << " found " << found;
        for (const Tick line : lines) ASSERT_LE(std::abs(found - tick), std::abs(line - tick));
      }
    }
  }
}

TEST(Timing, HalfwayGoesUp) {
  EXPECT_EQ(nearestGridLine(MeterMap(), 120, 240), 240);
  EXPECT_EQ(nearestGridLine(MeterMap(), 119, 240), 0);
  EXPECT_EQ(nearestGridLine(MeterMap(), -50, 240), 0);
}

TEST(Timing, QuantiseMovesOnsetsAndKeepsDurations) {
  const std::vector<Note> notes = {{119, 50, 60, 80}, {121, 50, 61, 80}, {240, 50, 62, 80}};
  const ScoreEdit edit = quantise(MeterMap(), notes, {240});
  EXPECT_EQ(edit.added.notes, (std::vector<Note>{{0, 50, 60, 80}, {240, 50, 61, 80}}));
}

TEST(Timing, HalfOfTheStrengthGoesHalfOfTheWay) {
  const std::vector<Note> notes = {{100, 50, 60, 80}, {200, 50, 61, 80}};
  const ScoreEdit edit = quantise(MeterMap(), notes, {240, 0.5});
  EXPECT_EQ(edit.added.notes, (std::vector<Note>{{50, 50, 60, 80}, {220, 50, 61, 80}}));
  EXPECT_TRUE(quantise(MeterMap(), notes, {240, 0}).empty());
}

TEST(Timing, SwingDelaysEverySecondCell) {
  const std::vector<Note> notes = {{0, 50, 60, 80}, {470, 50, 61, 80}, {960, 50, 62, 80}};
  const ScoreEdit edit = quantise(MeterMap(), notes, {480, 1, 2.0 / 3});
  EXPECT_EQ(edit.added.notes, (std::vector<Note>{{640, 50, 61, 80}}));
}

TEST(Timing, EndsAreQuantisedTooButNoNoteVanishes) {
  const std::vector<Note> notes = {{10, 450, 60, 80}, {500, 20, 61, 80}};
  const ScoreEdit edit = quantise(MeterMap(), notes, {240, 1, 0.5, true});
  EXPECT_EQ(edit.added.notes, (std::vector<Note>{{0, 480, 60, 80}, {480, 240, 61, 80}}));
}

TEST(Timing, QuantisingTwiceIsQuantisingOnce) {
  Random random(4);
  for (int round = 0; round < 200; ++round) {
    Score score = test::randomScore(random);
    const QuantiseOptions options{static_cast<Tick>(30 + random.below(900)), 1, 0.5,
                                  round % 2 == 0};
    score.apply(quantise(score.meter(), score.notes(), options));
    ASSERT_TRUE(quantise(score.meter(), score.notes(), options).empty());
  }
}

TEST(Timing, HumaniseStaysWithinItsReachAndIsEqualForEqualSeeds) {
  Random random(5);
  const Score score = test::randomScore(random);
  const HumaniseOptions options{30, 10};
  const ScoreEdit edit = humanise(score.notes(), options, Random(7));
  ASSERT_EQ(edit, humanise(score.notes(), options, Random(7)));
  ASSERT_FALSE(edit.empty());
  for (std::size_t i = 0; i < edit.added.notes.size(); ++i) {
    const Note& before = edit.removed.notes[i];
    const Note& after = edit.added.notes[i];
    EXPECT_LE(std::abs(after.onset - before.onset), 30);
    EXPECT_LE(std::abs(after.velocity - before.velocity), 10);
    EXPECT_EQ(after.duration, before.duration);
    EXPECT_EQ(after.pitch, before.pitch);
  }
}

TEST(Timing, NotesThatComeToOneGridLineAreMerged) {
  std::vector<Note> notes;
  for (int i = 0; i < 16; ++i) {
    notes.push_back({i * 240, 220, 60, static_cast<std::uint8_t>(60 + i)});
  }
  Score score({notes, {}, {}, {}});
  const ScoreEdit edit = quantise(score.meter(), score.notes(), {960});
  score.apply(edit);
  ASSERT_EQ(score.notes().size(), 5u);
  for (Tick line = 0; line < 5; ++line) {
    EXPECT_EQ(score.notes()[static_cast<std::size_t>(line)].onset, line * 960);
  }
  EXPECT_EQ(edit.removed.notes.size() - edit.added.notes.size(), 11u);
  EXPECT_EQ(score.notes()[0].velocity, 61);  // of the two that came to the first line
  score.apply(edit.inverse());
  EXPECT_EQ(score.notes(), notes);
}

TEST(Timing, MergingKeepsTheLongestAndSparesLockedNotesAndOtherPitches) {
  const std::vector<Note> notes = {{10, 100, 60, 80},
                                   {20, 300, 60, 70},
                                   {0, 50, 62, 80, true},
                                   {15, 90, 62, 80},
                                   {15, 90, 64, 80}};
  Score score({notes, {}, {}, {}});
  score.apply(quantise(score.meter(), score.notes(), {960}));
  EXPECT_EQ(score.notes(),
            (std::vector<Note>{{0, 300, 60, 80}, {0, 50, 62, 80, true}, {0, 90, 64, 80}}));
}

TEST(Timing, ANoteThatComesToOneThatIsNotSelectedIsMergedWithIt) {
  Score score({{{0, 480, 60, 80}, {20, 900, 60, 90}}, {}, {}, {}});
  const std::vector<Note> selected = {score.notes()[1]};
  score.apply(quantise(score.meter(), selected, {960}, score.notes()));
  EXPECT_EQ(score.notes(), (std::vector<Note>{{0, 900, 60, 90}}));
}

}  // namespace
}  // namespace cadenza
