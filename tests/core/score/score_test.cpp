// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/score.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::randomScore;

TEST(Score, TakesItemsInAnyOrder) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    const Score score = randomScore(random);
    ScoreItems items = score.items();
    std::reverse(items.notes.begin(), items.notes.end());
    std::reverse(items.pedal.begin(), items.pedal.end());
    std::reverse(items.tempo.begin(), items.tempo.end());
    std::reverse(items.markers.begin(), items.markers.end());
    ASSERT_EQ(Score(std::move(items)), score);
  }
}

TEST(Score, BringsNotesIntoRange) {
  const Score score(
      {{{-5, 0, 200, 0}, {maxTick + 10, 7, 60, 255}, {10, maxTick, 60, 1}}, {}, {}, {}});
  const std::vector<Note> expected = {
      {0, 1, 127, 1}, {10, maxTick - 10, 60, 1}, {maxTick - 1, 1, 60, 127}};
  EXPECT_EQ(score.notes(), expected);
}

TEST(Score, OfSeveralPedalChangesOnATickTheLastStays) {
  const Score score({{}, {{10, 127}, {5, 3}, {10, 0}, {-4, 9}}, {}, {}});
  EXPECT_EQ(score.pedal(), (std::vector<PedalChange>{{0, 9}, {5, 3}, {10, 0}}));
}

TEST(Score, FindsTheNotesOfARange) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    const Score score = randomScore(random);
    const auto begin = static_cast<Tick>(random.below(9'000)) - 500;
    const TickRange range{begin, begin + static_cast<Tick>(random.below(3'000))};
    const auto starting = score.notesStartingIn(range);
    const auto around = score.notesAround(range);
    const auto count = std::ranges::count_if(
        score.notes(), [&](const Note& note) { return range.contains(note.onset); });
    ASSERT_EQ(static_cast<std::ptrdiff_t>(starting.size()), count);
    for (const Note& note : starting) ASSERT_TRUE(range.contains(note.onset));
    for (const Note& note : score.notes()) {
      if (note.onset >= range.end || note.end() <= range.begin) continue;
      ASSERT_TRUE(std::ranges::count(around, note)) << "sounds, but was not found";
    }
  }
}

TEST(Score, EndsAfterItsLastNoteAndPedalChange) {
  EXPECT_EQ(Score().end(), 0);
  EXPECT_EQ(Score().seconds(), 0.0);
  EXPECT_EQ(Score({{{0, 1'000, 60, 80}, {500, 100, 62, 80}}, {}, {}, {}}).end(), 1'000);
  const Score pedalled({{{0, 960, 60, 80}}, {{1'919, 0}}, {}, {}});
  EXPECT_EQ(pedalled.end(), 1'920);
  EXPECT_DOUBLE_EQ(pedalled.seconds(), 1.0);
}

TEST(Score, AnEditExchangesItemsOfEveryKind) {
  Score score({{{0, 960, 60, 80}}, {{0, 127}}, {{0, 400'000}}, {{0, 3, 4}}, {{0, "A"}}});
  const ScoreEdit edit{{{{0, 960, 60, 80}}, {{0, 127}}, {{0, 400'000}}, {{0, 3, 4}}, {{0, "A"}}},
                       {{{9, 9, 61, 9}}, {{9, 1}}, {{9, 300'000}}, {{9, 6, 8}}, {{9, "B"}}}};
  score.apply(edit);
  EXPECT_EQ(score, Score(edit.added));
  score.apply(edit.inverse());
  EXPECT_EQ(score, Score(edit.removed));
}

TEST(Score, AChangeGivesWayToAnotherOnItsTickAndComesBack) {
  Score score({{}, {{960, 64}}, {{960, 400'000}}, {{3840, 3, 4}}});
  const Score before = score;
  const ScoreEdit edit =
      score.completed({{}, {{}, {{960, 127}}, {{960, 600'000}}, {{3840, 5, 4}}}});
  score.apply(edit);
  EXPECT_EQ(score.pedal(), (std::vector<PedalChange>{{960, 127}}));
  score.apply(edit.inverse());
  EXPECT_EQ(score, before);
}

TEST(ScoreEdit, IsEmptyWhereNothingChanges) {
  EXPECT_TRUE(ScoreEdit().empty());
  const ScoreItems items{{{0, 960, 60, 80}}, {}, {}, {}};
  EXPECT_TRUE((ScoreEdit{items, items}).empty());
  EXPECT_FALSE((ScoreEdit{{}, items}).empty());
}

}  // namespace
}  // namespace cadenza
