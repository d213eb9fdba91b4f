// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "core/base/random.h"
#include "tests/support/random_edit.h"

namespace cadenza {
namespace {

using test::randomEdit;
using test::randomScore;

TEST(Edits, AnySequenceUndoneGivesTheStart) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    const Score start = randomScore(random);
    Score score = start;
    std::vector<ScoreEdit> done;
    std::vector<Score> states;
    for (int i = 0; i < 20; ++i) {
      done.push_back(score.completed(randomEdit(score, random)));
      states.push_back(score);
      score.apply(done.back());
    }
    const Score end = score;
    for (std::size_t i = done.size(); i-- > 0;) {
      score.apply(done[i].inverse());
      ASSERT_EQ(score, states[i]);
    }
    ASSERT_EQ(score, start);
    for (const ScoreEdit& edit : done) score.apply(edit);
    ASSERT_EQ(score, end);
  }
}

TEST(Edits, LeaveEveryNoteInRange) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    Score score = randomScore(random);
    for (int i = 0; i < 20; ++i) {
      score.apply(score.completed(randomEdit(score, random)));
      ScoreItems items;
      items.notes = score.notes();
      ASSERT_EQ(Score(items).notes(), score.notes());
    }
  }
}

TEST(Edits, AGroupIsMovedTogetherAndOnlyAsFarAsItCanGo) {
  const std::vector<Note> notes = {{100, 50, 3, 80}, {500, 50, 120, 80}};
  const ScoreEdit left = moveNotes(notes, -1'000, 0);
  EXPECT_EQ(left.added.notes, (std::vector<Note>{{0, 50, 3, 80}, {400, 50, 120, 80}}));
  const ScoreEdit up = moveNotes(notes, 0, 24);
  EXPECT_EQ(up.added.notes, (std::vector<Note>{{100, 50, 10, 80}, {500, 50, 127, 80}}));
}

TEST(Edits, AGroupWiderThanTheRoomStays) {
  const std::vector<Note> notes = {{0, 50, 0, 80}, {0, 50, 127, 80}};
  EXPECT_TRUE(moveNotes(notes, 0, 5).empty());
  EXPECT_TRUE(moveNotes(notes, 0, -5).empty());
}

TEST(Edits, ANoteKeepsItsShortestLength) {
  const std::vector<Note> notes = {{100, 50, 60, 80}};
  EXPECT_EQ(resizeEnds(notes, -1'000, 20).added.notes.at(0), (Note{100, 20, 60, 80}));
  EXPECT_EQ(resizeStarts(notes, 1'000, 20).added.notes.at(0), (Note{130, 20, 60, 80}));
  EXPECT_EQ(resizeStarts(notes, -1'000, 20).added.notes.at(0), (Note{0, 150, 60, 80}));
}

TEST(Edits, ANoteShorterThanTheShortestIsLeftSo) {
  const std::vector<Note> notes = {{100, 5, 60, 80}};
  EXPECT_TRUE(resizeEnds(notes, -1'000, 20).empty());
  EXPECT_TRUE(resizeStarts(notes, 1'000, 20).empty());
}

TEST(Edits, LockedNotesStay) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    Score score = randomScore(random);
    score.apply(lockNotes(test::someNotes(score, random), true));
    std::vector<Note> locked;
    std::ranges::copy_if(score.notes(), std::back_inserter(locked), &Note::locked);
    const ScoreEdit edit = score.completed(randomEdit(score, random));
    const bool unlocks = std::ranges::any_of(edit.removed.notes, &Note::locked);
    score.apply(edit);
    if (unlocks) {
      ASSERT_EQ(edit, lockNotes(edit.removed.notes, false)) << "a lock went with the note";
    } else {
      ASSERT_TRUE(std::ranges::includes(score.notes(), locked));
    }
  }
}

TEST(Edits, AHugeDistanceIsNoOverflow) {
  const std::vector<Note> notes = {{100, 50, 60, 80}};
  constexpr Tick huge = std::numeric_limits<Tick>::max();
  EXPECT_EQ(resizeEnds(notes, huge).added.notes.at(0).end(), maxTick);
  EXPECT_EQ(resizeEnds(notes, -huge).added.notes.at(0).duration, 1);
  EXPECT_EQ(resizeStarts(notes, huge).added.notes.at(0).onset, 149);
  EXPECT_EQ(resizeStarts(notes, -huge).added.notes.at(0).onset, 0);
  EXPECT_EQ(moveNotes(notes, huge, 0).added.notes.at(0).end(), maxTick);
}

TEST(Edits, AStepInTheKeyGoesToTheNextOfItsPitches) {
  const std::vector<Note> notes = {{0, 50, 60, 80}, {0, 50, 64, 80}, {0, 50, 66, 80}};
  const Key cMajor;
  EXPECT_EQ(transposeInKey(notes, cMajor, 1).added.notes,
            (std::vector<Note>{{0, 50, 62, 80}, {0, 50, 65, 80}, {0, 50, 67, 80}}));
  EXPECT_EQ(transposeInKey(notes, cMajor, -1).added.notes,
            (std::vector<Note>{{0, 50, 59, 80}, {0, 50, 62, 80}, {0, 50, 65, 80}}));
}

TEST(Edits, MaterialComesWithItsPedal) {
  const ScoreItems material{{{10, 20, 60, 80}}, {{10, 127}, {30, 0}}, {}, {}};
  Score score;
  score.apply(insertMaterial(material, 1'000));
  EXPECT_EQ(score, Score({{{1'010, 20, 60, 80}}, {{1'010, 127}, {1'030, 0}}, {}, {}}));
}

TEST(Edits, OneTempoReplacesAll) {
  Score score({{}, {}, {{0, 400'000}, {960, 700'000}}, {}});
  score.apply(setTempo(score, 90));
  ASSERT_EQ(score.tempo().changes().size(), 1u);
  EXPECT_NEAR(score.tempo().changeAt(0).quartersPerMinute(), 90, 1e-3);
}

}  // namespace
}  // namespace cadenza
