// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/phrasing.h"

#include <gtest/gtest.h>

#include "core/score/score.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using Notes = std::vector<Note>;

TEST(Phrasing, JoiningMakesOneNoteOfEachPitch) {
  const Notes notes = {{0, 100, 60, 80}, {50, 300, 64, 70}, {200, 100, 60, 90}, {900, 10, 67, 60}};
  const ScoreEdit edit = joinNotes(notes);
  EXPECT_EQ(edit.removed.notes, (Notes{{0, 100, 60, 80}, {200, 100, 60, 90}}));
  EXPECT_EQ(edit.added.notes, (Notes{{0, 300, 60, 80}}));
}

TEST(Phrasing, JoiningWhatWasSplitGivesTheNoteBack) {
  const Notes whole = {{100, 800, 60, 80}};
  const ScoreEdit split = splitNotes(whole, 300);
  EXPECT_EQ(split.added.notes, (Notes{{100, 200, 60, 80}, {300, 600, 60, 80}}));
  EXPECT_EQ(joinNotes(split.added.notes).added.notes, whole);
}

TEST(Phrasing, SplittingLeavesNotesThatDoNotSoundAcross) {
  const Notes notes = {{100, 200, 60, 80}, {300, 10, 61, 80}};
  EXPECT_TRUE(splitNotes(notes, 300).empty());
  EXPECT_TRUE(splitNotes(notes, 100).empty());
}

TEST(Phrasing, LegatoReachesToTheNextChord) {
  const Notes notes = {{0, 100, 60, 80}, {5, 700, 64, 80}, {480, 50, 62, 80}, {490, 10, 65, 80}};
  const ScoreEdit edit = legato(notes, 30);
  EXPECT_EQ(edit.added.notes, (Notes{{0, 480, 60, 80}, {5, 475, 64, 80}}));
}

TEST(Phrasing, WithoutOverlapsNoPitchSoundsTwiceAtOnce) {
  Random random(6);
  for (int round = 0; round < 300; ++round) {
    Score score = test::randomScore(random);
    score.apply(removeOverlaps(score.notes()));
    for (const Note& note : score.notes()) {
      for (const Note& other : score.notes()) {
        if (&note == &other || note.pitch != other.pitch) continue;
        ASSERT_TRUE(note.end() <= other.onset || other.end() <= note.onset);
      }
    }
    ASSERT_TRUE(removeOverlaps(score.notes()).empty());
  }
}

TEST(Phrasing, DoublingLengthsKeepsOnsets) {
  const Notes notes = {{100, 50, 60, 80}, {200, 1, 61, 80}};
  EXPECT_EQ(scaleDurations(notes, 2).added.notes, (Notes{{100, 100, 60, 80}, {200, 2, 61, 80}}));
  EXPECT_EQ(scaleDurations(notes, 0.1).added.notes, (Notes{{100, 5, 60, 80}}));
}

TEST(Phrasing, StretchingGoesFromTheFirstOnset) {
  const Notes notes = {{100, 50, 60, 80}, {200, 100, 61, 80}};
  EXPECT_EQ(stretchNotes(notes, 2).added.notes, (Notes{{100, 100, 60, 80}, {300, 200, 61, 80}}));
  const Notes late = {{maxTick - 100, 50, 60, 80}, {maxTick - 40, 30, 60, 80}};
  for (const Note& note : stretchNotes(late, 100).added.notes) EXPECT_LE(note.end(), maxTick);
}

}  // namespace
}  // namespace cadenza
