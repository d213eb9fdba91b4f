// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_edit.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/support/random_score.h"

namespace cadenza::ui {
namespace {

Score after(Score piece, const ScoreEdit& edit) {
  piece.apply(piece.completed(edit));
  return piece;
}

TEST(ImportEdit, CanBeTakenBackWhateverIsPutWhere) {
  Random random(1);
  for (int round = 0; round < 500; ++round) {
    const Score piece = round % 10 == 0 ? Score() : test::randomScore(random);
    const Score import = test::randomScore(random);
    const auto at = static_cast<Tick>(random.below(20'000));
    const ScoreEdit edit = piece.completed(importEdit(piece, import, at));
    Score both = piece;
    both.apply(edit);
    ASSERT_EQ(both.notes().size(), piece.notes().size() + import.notes().size());
    both.apply(edit.inverse());
    ASSERT_EQ(both, piece);
  }
}

TEST(ImportEdit, AnEmptyPieceBecomesWhatIsImported) {
  Random random(2);
  for (int round = 0; round < 200; ++round) {
    const Score import = test::randomScore(random);
    ASSERT_EQ(after(Score(), importEdit(Score(), import, 0)), import);
  }
}

TEST(ImportEdit, APieceWithNotesKeepsItsTime) {
  const Score piece({{{0, 960, 60, 80}}, {}, {{0, 400'000}}, {{0, 3, 4}}, {{0, "A"}}});
  const Score import(
      {{{0, 960, 72, 80}}, {{0, 127}}, {{0, 700'000}}, {{0, 6, 8}}, {{0, "B"}, {960, "C"}}});
  const Score both = after(piece, importEdit(piece, import, 960));
  EXPECT_EQ(both, Score({{{0, 960, 60, 80}, {960, 960, 72, 80}},
                         {{960, 127}},
                         {{0, 400'000}},
                         {{0, 3, 4}},
                         {{0, "A"}}}));
}

TEST(ImportEdit, WhatHoldsFromTheStartHoldsBeforeThePlayheadToo) {
  const Score import(
      {{{0, 960, 72, 80}}, {}, {{0, 700'000}, {960, 300'000}}, {{0, 3, 4}}, {{0, "B"}}});
  const Score piece = after(Score(), importEdit(Score(), import, 2880));
  EXPECT_EQ(piece, Score({{{2880, 960, 72, 80}},
                          {},
                          {{0, 700'000}, {3840, 300'000}},
                          {{0, 3, 4}},
                          {{2880, "B"}}}));
}

TEST(ImportEdit, NothingIsPutPastTheEndOfTime) {
  const Score piece({{{0, 960, 60, 80}}, {}, {}, {}});
  const Score import({{{0, 960, 72, 80}, {960, 960, 74, 80}}, {{0, 127}, {960, 0}}, {}, {}});
  const Score both = after(piece, importEdit(piece, import, maxTick - 480));
  EXPECT_EQ(both.notes(), (std::vector<Note>{{0, 960, 60, 80}, {maxTick - 480, 480, 72, 80}}));
  EXPECT_EQ(both.pedal(), (std::vector<PedalChange>{{maxTick - 480, 127}}));
}

}  // namespace
}  // namespace cadenza::ui
