// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "core/base/random.h"
#include "core/score/edits.h"
#include "take_fixture.h"
#include "tests/ui/window_support.h"
#include "ui/compose/take_edit.h"

namespace cadenza::ui {
namespace {

class TakeModelTest : public ::testing::Test {
 protected:
  [[nodiscard]] QModelIndex row(int id) const { return model.indexOf(id); }
  [[nodiscard]] int level(int id) const { return model.placeOf(row(id)).level; }

  Document document;
  TakeModel model{document};
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(TakeModelTest, ShowsEveryTakeUnderWhatItCameOf) {
  document.setTakes(
      {smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 1, 64), smallTake(4, 0, 65)});
  EXPECT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.rowCount(row(1)), 2);
  EXPECT_EQ(row(3).parent(), row(1));
  EXPECT_EQ(row(4).row(), 1);
  EXPECT_EQ(row(2).data().toString(), "Take 2");
  EXPECT_FALSE(row(9).isValid());
}

TEST_F(TakeModelTest, ALongLineOfTakesStaysNarrowAndBranchesStandFurtherIn) {
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 2, 64),
                     smallTake(4, 3, 65), smallTake(5, 3, 67), smallTake(6, 5, 69)});
  EXPECT_EQ(level(1), 0);
  EXPECT_EQ(level(3), 0);
  EXPECT_TRUE(model.placeOf(row(3)).isJoined);
  EXPECT_EQ(level(4), 1);
  EXPECT_FALSE(model.placeOf(row(4)).isJoined);
  EXPECT_EQ(model.placeOf(row(4)).passing, std::vector<bool>{true});
  EXPECT_EQ(level(6), 1);
  EXPECT_EQ(model.placeOf(row(6)).passing, std::vector<bool>{false});
}

TEST_F(TakeModelTest, RandomTreesHoldTogetherThroughEveryChange) {
  Random random(1);
  std::vector<Take> takes;
  for (int round = 0; round < 60; ++round) {
    const std::size_t parent = random.below(takes.size() + 1);
    takes.push_back(
        smallTake(document.nextTakeId(), parent == takes.size() ? 0 : takes[parent].id, 60));
    takes.back().starred = random.below(3) == 0;
    document.setTakes(takes);
    if (random.below(4) == 0) model.setStarredOnly(!model.showsStarredOnly());
    if (random.below(5) == 0) {
      document.removeTake("Delete", takes[random.below(takes.size())].id,
                          random.below(2) ? Descendants::GoToo : Descendants::MoveUp);
      if (random.below(2)) document.undoStack().undo();
      takes = document.takes();
    }
    for (const Take& take : takes) {
      const bool shown = !model.showsStarredOnly() || take.starred;
      ASSERT_EQ(row(take.id).isValid(), shown);
    }
  }
}

TEST_F(TakeModelTest, StarredTakesAloneStandUnderTheNearestStarredAncestor) {
  auto takes = std::vector{smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 2, 64),
                           smallTake(4, 0, 65)};
  takes[0].starred = takes[2].starred = true;
  document.setTakes(takes);
  model.setStarredOnly(true);
  EXPECT_EQ(model.rowCount(), 1);
  EXPECT_EQ(row(3).parent(), row(1));
  EXPECT_FALSE(row(2).isValid());
  model.setStarredOnly(false);
  EXPECT_EQ(row(3).parent(), row(2));
}

TEST_F(TakeModelTest, ANameOrAStarLeavesTheRowsInPlace) {
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
  EXPECT_TRUE(model.setData(row(2), "  Bolder \n end "));
  EXPECT_EQ(document.takes()[1].name, "Bolder end");
  EXPECT_FALSE(model.setData(row(2), "   "));
  EXPECT_EQ(reset.count(), 0);
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62), smallTake(3, 1, 64)});
  EXPECT_EQ(reset.count(), 0);
  EXPECT_EQ(model.rowCount(row(1)), 2);
  document.setTakes({smallTake(1, 0, 60)});
  EXPECT_EQ(reset.count(), 1);
}

TEST_F(TakeModelTest, KnowsWhichTakesAreInThePieceAsItChanges) {
  document.push("Draw", insertNotes({{0, bar, 48, 80}}));
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  EXPECT_FALSE(model.isInPiece(1));
  document.push("Take", puttingIn(document.score(), document.takes()[0]));
  EXPECT_TRUE(model.isInPiece(1));
  EXPECT_FALSE(model.isInPiece(2));
  document.push("Take", puttingIn(document.score(), document.takes()[1]));
  EXPECT_FALSE(model.isInPiece(1));
  EXPECT_TRUE(model.isInPiece(2));
  document.undoStack().undo();
  EXPECT_TRUE(model.isInPiece(1));
  document.push("Draw", insertNotes({{2 * bar + 5, 10, 90, 80}}));
  EXPECT_FALSE(model.isInPiece(1));
}

TEST_F(TakeModelTest, ATakeThatVariedIsInThePieceWithTheNotesThatStay) {
  Take take = smallTake(1, 0, 60);
  take.staying = {{2 * bar + 100, 50, 72, 70}};
  document.push("Draw", insertNotes(take.staying));
  document.setTakes({take});
  document.push("Take", puttingIn(document.score(), take));
  EXPECT_EQ(document.score().notes().size(), 3u);
  EXPECT_TRUE(model.isInPiece(1));
}

TEST_F(TakeModelTest, SaysAloudWhatOneSees) {
  Take take = smallTake(1, 0, 60);
  take.starred = true;
  document.setTakes({take});
  document.setCurrentTake(1);
  model.setMarks(1, 0);
  model.setSounding(1);
  document.push("Take", puttingIn(document.score(), take));
  const QString text = row(1).data(Qt::AccessibleTextRole).toString();
  for (const char* part : {"Take 1", "Continue", "2 bars", "scribe", "starred", "in the piece",
                           "marked A", "sounds now", "comes of it"}) {
    EXPECT_TRUE(text.contains(QLatin1String(part))) << part << ": " << text.toStdString();
  }
}

}  // namespace
}  // namespace cadenza::ui
