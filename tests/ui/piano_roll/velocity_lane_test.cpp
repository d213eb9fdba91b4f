// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_lane.h"

#include <QSignalSpy>

#include "lane_fixture.h"
#include "ui/piano_roll/velocity_gestures.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;

class VelocityLaneTest : public StripTest<VelocityLane> {
 protected:
  [[nodiscard]] QPointF over(const Note& note, double y) const { return {x(note.onset), y}; }
  [[nodiscard]] QPointF at(const Note& note, int velocity) const {
    return over(note, velocityScale(strip.height()).yOf(velocity));
  }
  [[nodiscard]] std::vector<int> velocities() const {
    std::vector<int> values;
    for (const Note& note : notes()) values.push_back(note.velocity);
    return values;
  }
};

TEST_F(VelocityLaneTest, AClickAtTheTopIsTheLoudest) {
  dragStrip(over(first, 0), over(first, 0));
  EXPECT_THAT(velocities(), ElementsAre(127, 80));
  EXPECT_EQ(steps(), 1);
}

TEST_F(VelocityLaneTest, AStrokeAcrossManyIsOneStep) {
  dragStrip(over(first, strip.height()), over(second, 0));
  EXPECT_THAT(velocities(), ElementsAre(1, 127));
  EXPECT_EQ(steps(), 1);
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(VelocityLaneTest, AStrokePaintsWhatThePointerPassesOnItsWay) {
  pressStrip(at(first, 20));
  moveStrip(at(second, 100));
  moveStrip(at(first, 60));
  releaseStrip(at(first, 60));
  EXPECT_THAT(velocities(), ElementsAre(60, 100));
}

TEST_F(VelocityLaneTest, CtrlDrawsALineFromThePressToHere) {
  const Note between{2 * quarter, quarter, 62, 80};
  document.push("a note between", insertNotes({between}));
  document.clearSelection();
  pressStrip(at(first, 20), Qt::ControlModifier);
  moveStrip(at(between, 127), Qt::ControlModifier);
  moveStrip(at(second, 100), Qt::ControlModifier);
  releaseStrip(at(second, 100), Qt::ControlModifier);
  EXPECT_THAT(velocities(), ElementsAre(20, 60, 100));
  EXPECT_EQ(steps(), 2);
}

TEST_F(VelocityLaneTest, CtrlAndShiftDrawACurve) {
  std::vector<Note> many;
  for (Tick tick = 0; tick <= 8; ++tick) many.push_back({tick * quarter / 2, quarter / 4, 60, 64});
  document.reset(Score({many, {}, {}, {}}));
  const auto keys = Qt::ControlModifier | Qt::ShiftModifier;
  dragStrip(at(many.front(), 20), at(many.back(), 100), keys);
  EXPECT_EQ(velocities().front(), 20);
  EXPECT_LT(velocities()[2], 20 + 80 / 4 - 5);
  EXPECT_EQ(velocities()[4], 60);
  EXPECT_EQ(velocities().back(), 100);
}

TEST_F(VelocityLaneTest, TheHeadOfASelectedNoteMovesAllSelected) {
  const Note soft{2 * quarter, quarter, 62, 40};
  document.push("a soft note", insertNotes({soft}));
  document.select({first, soft});
  dragStrip(at(soft, 40), at(soft, 60));
  EXPECT_THAT(velocities(), ElementsAre(100, 60, 80));
  EXPECT_EQ(document.selection().size(), 2u);
}

TEST_F(VelocityLaneTest, AltScalesTheSelectedNotes) {
  const Note soft{2 * quarter, quarter, 62, 20};
  document.push("a soft note", insertNotes({soft}));
  document.select({first, soft});
  dragStrip(over(soft, 60), over(soft, 40), Qt::AltModifier);
  EXPECT_NEAR(static_cast<double>(velocities()[0]) / velocities()[1], 4, 0.2);
  EXPECT_GT(velocities()[0], 80);
  EXPECT_EQ(velocities()[2], 80);
}

TEST_F(VelocityLaneTest, OnlySelectedNotesAreChangedWhenThereAreSome) {
  document.select({second});
  dragStrip(over(first, 0), over(second, 0));
  EXPECT_THAT(velocities(), ElementsAre(80, 127));
}

TEST_F(VelocityLaneTest, AStrokeThatMissesTheSelectionSaysSo) {
  QSignalSpy said(&state, &RollState::said);
  document.select({second});
  dragStrip(at(first, 30), at(first, 40));
  EXPECT_EQ(steps(), 0);
  ASSERT_EQ(said.count(), 1);
  EXPECT_TRUE(said[0][0].toString().contains("selected"));
  document.select({});
  dragStrip(QPointF(x(2 * quarter), 10), QPointF(x(2 * quarter) + 4, 10));
  EXPECT_EQ(said.count(), 1) << "no bar stands there";
}

TEST_F(VelocityLaneTest, LockedNotesStay) {
  Note locked = first;
  locked.locked = true;
  document.reset(Score({{locked, second}, {}, {}, {}}));
  dragStrip(over(first, 0), over(second, 0));
  EXPECT_THAT(velocities(), ElementsAre(80, 127));
}

TEST_F(VelocityLaneTest, EscapeTakesItBack) {
  for (const auto keys : {Qt::NoModifier, Qt::ControlModifier, Qt::AltModifier}) {
    pressStrip(over(first, 20), keys);
    moveStrip(over(second, 5), keys);
    QTest::keyClick(&strip, Qt::Key_Escape);
    releaseStrip(over(second, 5), keys);
    EXPECT_THAT(notes(), ElementsAre(first, second));
    EXPECT_TRUE(state.preview().empty());
  }
  EXPECT_EQ(steps(), 0);
}

TEST_F(VelocityLaneTest, TheCursorAndTheStatusBarTellWhatIsThere) {
  QString told;
  QObject::connect(&state, &RollState::hoverTextChanged, [&](const QString& text) { told = text; });
  hoverStrip(at(first, 80));
  EXPECT_TRUE(told.contains("velocity 80")) << told.toStdString();
  EXPECT_TRUE(told.contains("C4")) << told.toStdString();
  EXPECT_EQ(strip.cursor().shape(), Qt::CrossCursor);
  document.select({first});
  hoverStrip(at(first, 80));
  EXPECT_EQ(strip.cursor().shape(), Qt::SizeVerCursor);
}

TEST_F(VelocityLaneTest, CandidatesAreDrawnAsTheyWouldSound) {
  const auto isDrawn = [this] {
    const QImage image = strip.grab().toImage();
    for (int y = 0; y < image.height(); ++y) {
      for (int x = Keyboard::width; x < image.width(); ++x) {
        if (image.pixelColor(x, y) == state.theme().candidate) return true;
      }
    }
    return false;
  };
  EXPECT_FALSE(isDrawn());
  state.setCandidate({{{quarter, quarter, 64, 100}}, {}, {}, {}}, {quarter, 2 * quarter}, {});
  EXPECT_TRUE(isDrawn());
}

TEST_F(VelocityLaneTest, ManyNotesInViewAreDrawnWithTheirPreview) {
  std::vector<Note> many;
  for (Tick i = 0; i < 4'000; ++i) many.push_back({i, 10, 60, 1});
  document.reset(Score({many, {}, {}, {}}));
  const auto amber = [&] {
    const QImage image = strip.grab().toImage();
    int count = 0;
    for (int column = Keyboard::width; column < image.width(); ++column) {
      count += image.pixelColor(column, 20) != image.pixelColor(image.width() - 2, 20);
    }
    return count;
  };
  const int before = amber();
  pressStrip({x(0), 5}, Qt::ControlModifier);
  moveStrip({x(3'000), 5}, Qt::ControlModifier);
  EXPECT_GT(amber(), before + 100);
}

}  // namespace
}  // namespace cadenza::ui
