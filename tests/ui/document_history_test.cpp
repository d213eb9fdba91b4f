// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_edit.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

void expectSound(const Document& document, int step) {
  const auto& notes = document.score().notes();
  ASSERT_TRUE(std::ranges::is_sorted(notes)) << "step " << step;
  ASSERT_TRUE(std::ranges::includes(notes, document.selection())) << "step " << step;
  for (const Note& note : notes) {
    ASSERT_TRUE(note.onset >= 0 && note.duration >= 1 && note.end() <= maxTick) << step;
    ASSERT_TRUE(note.pitch <= 127 && note.velocity >= 1 && note.velocity <= 127) << step;
  }
}

TEST(Document, AThousandRandomEditsUndoneAreTheStartAndRedoneTheEnd) {
  Random random(41);
  Document document;
  document.reset(test::randomScore(random));
  const Score start = document.score();
  Score halfway;
  int halfwayIndex = 0;
  for (int step = 0; step < 1'000; ++step) {
    document.select(test::someNotes(document.score(), random));
    document.push("Edit", test::randomEdit(document.score(), random));
    ASSERT_NO_FATAL_FAILURE(expectSound(document, step));
    if (document.score().notes().size() > 400) {
      document.push("Thin out", eraseNotes(test::someNotes(document.score(), random)));
    }
    if (step != 500) continue;
    halfway = document.score();
    halfwayIndex = document.undoStack().index();
  }
  const Score end = document.score();
  const int count = document.undoStack().count();
  EXPECT_GT(count, 800);
  for (int round = 0; round < 2; ++round) {
    document.undoStack().setIndex(halfwayIndex);
    EXPECT_EQ(document.score(), halfway);
    document.undoStack().setIndex(0);
    EXPECT_EQ(document.score(), start);
    ASSERT_NO_FATAL_FAILURE(expectSound(document, 0));
    document.undoStack().setIndex(count);
    EXPECT_EQ(document.score(), end);
  }
}

TEST(Document, UndoAndRedoAmidRandomEditsKeepTheHistoryTrue) {
  Random random(43);
  Document document;
  document.reset(test::randomScore(random));
  std::vector<Score> past{document.score()};
  for (int step = 0; step < 400; ++step) {
    QUndoStack& stack = document.undoStack();
    if (random.below(3) == 0) {
      stack.setIndex(static_cast<int>(random.below(static_cast<std::uint64_t>(stack.count()) + 1)));
    } else {
      const int index = stack.index();
      document.push("Edit", test::randomEdit(document.score(), random));
      if (stack.index() == index) continue;
      past.resize(static_cast<std::size_t>(stack.index()));
      past.push_back(document.score());
    }
    ASSERT_EQ(document.score(), past[static_cast<std::size_t>(stack.index())]) << step;
    ASSERT_NO_FATAL_FAILURE(expectSound(document, step));
  }
}

}  // namespace
}  // namespace cadenza::ui
