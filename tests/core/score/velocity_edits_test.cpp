// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/velocity_edits.h"

#include <gtest/gtest.h>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::randomScore;

TEST(VelocityEdits, AStrokeIsALineFromEndToEnd) {
  const VelocityStroke stroke{0, 20, 1'000, 120};
  EXPECT_EQ(stroke.velocityAt(-50), 20);
  EXPECT_EQ(stroke.velocityAt(0), 20);
  EXPECT_EQ(stroke.velocityAt(250), 45);
  EXPECT_EQ(stroke.velocityAt(500), 70);
  EXPECT_EQ(stroke.velocityAt(2'000), 120);
}

TEST(VelocityEdits, ACurveMeetsTheLineAtItsEndsAndMiddleAndRises) {
  const VelocityStroke curve{0, 10, 1'000, 110, VelocityShape::Curve};
  EXPECT_EQ(curve.velocityAt(0), 10);
  EXPECT_EQ(curve.velocityAt(500), 60);
  EXPECT_EQ(curve.velocityAt(1'000), 110);
  EXPECT_LT(curve.velocityAt(200), 30);
  for (Tick tick = 0; tick < 1'000; ++tick) {
    EXPECT_LE(curve.velocityAt(tick), curve.velocityAt(tick + 1));
  }
}

TEST(VelocityEdits, AShiftKeepsAllDifferences) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    const Score score = randomScore(random);
    const int delta = static_cast<int>(random.below(300)) - 150;
    const ScoreEdit edit = shiftVelocities(score.notes(), delta);
    if (edit.empty()) continue;
    ASSERT_EQ(edit.removed.notes.size(), score.notes().size());
    const int moved = edit.added.notes[0].velocity - edit.removed.notes[0].velocity;
    for (std::size_t i = 0; i < edit.added.notes.size(); ++i) {
      EXPECT_EQ(edit.added.notes[i].velocity - edit.removed.notes[i].velocity, moved);
    }
  }
}

TEST(VelocityEdits, ScalingStaysWithinWhatMidiKnows) {
  const std::vector<Note> notes{{0, 960, 60, 40}, {960, 960, 60, 100}};
  const ScoreEdit louder = scaleVelocities(notes, 1.5);
  EXPECT_EQ(louder.added.notes[0].velocity, 60);
  EXPECT_EQ(louder.added.notes[1].velocity, 127);
  EXPECT_EQ(scaleVelocities(notes, 0).added.notes[0].velocity, 1);
}

TEST(VelocityEdits, ACrescendoByScalingKeepsTheAccents) {
  const std::vector<Note> notes{
      {0, 10, 60, 40}, {0, 10, 64, 60}, {480, 10, 60, 40}, {960, 10, 60, 40}, {960, 10, 64, 60}};
  const ScoreEdit edit = scaleVelocities(notes, 1, 2);
  ASSERT_EQ(edit.added.notes.size(), 3u) << "the first ones stay as they are";
  EXPECT_EQ(edit.added.notes[0].velocity, 60);
  EXPECT_EQ(edit.added.notes[1].velocity, 80);
  EXPECT_EQ(edit.added.notes[2].velocity, 120);
  EXPECT_TRUE(scaleVelocities({}, 1, 2).empty());
}

TEST(VelocityEdits, LockedNotesStay) {
  const std::vector<Note> notes{{0, 960, 60, 127, true}, {960, 960, 60, 100}};
  EXPECT_EQ(shiftVelocities(notes, 10).added.notes, (std::vector<Note>{{960, 960, 60, 110}}));
  EXPECT_EQ(scaleVelocities(notes, 0.5).removed.notes.size(), 1u);
  EXPECT_EQ(strokeVelocities(notes, {0, 1, 960, 1}).removed.notes.size(), 1u);
}

}  // namespace
}  // namespace cadenza
