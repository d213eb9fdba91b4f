// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_lane.h"

#include "roll_fixture.h"
#include "ui/piano_roll/keyboard.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;

class VelocityLaneTest : public RollTest {
 protected:
  VelocityLaneTest() {
    lane.resize(800 + Keyboard::width, lane.height());
    lane.show();
  }
  [[nodiscard]] QPointF over(const Note& note, double y) const {
    return {state.view().xOf(note.onset) + Keyboard::width, y};
  }
  void send(QEvent::Type type, QPointF where) {
    sendMouse(lane, type, where, Qt::LeftButton, Qt::LeftButton, {});
  }
  void dragLane(QPointF from, QPointF to) {
    send(QEvent::MouseButtonPress, from);
    send(QEvent::MouseMove, to);
    send(QEvent::MouseButtonRelease, to);
  }

  VelocityLane lane{state, wheel, nullptr};
};

TEST_F(VelocityLaneTest, AClickAtTheTopIsTheLoudest) {
  dragLane(over(first, 0), over(first, 0));
  EXPECT_EQ(notes()[0].velocity, 127);
  EXPECT_EQ(notes()[1].velocity, 80);
  EXPECT_EQ(steps(), 1);
}

TEST_F(VelocityLaneTest, ALineAcrossManyIsOneStep) {
  dragLane(over(first, lane.height()), over(second, 0));
  EXPECT_EQ(notes()[0].velocity, 1);
  EXPECT_EQ(notes()[1].velocity, 127);
  EXPECT_EQ(steps(), 1);
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(VelocityLaneTest, OnlySelectedNotesAreChangedWhenThereAreSome) {
  document.select({second});
  dragLane(over(first, 0), over(second, 0));
  EXPECT_EQ(notes()[0].velocity, 80);
  EXPECT_EQ(notes()[1].velocity, 127);
}

TEST_F(VelocityLaneTest, EscapeTakesItBack) {
  send(QEvent::MouseButtonPress, over(first, 0));
  QTest::keyClick(&lane, Qt::Key_Escape);
  send(QEvent::MouseButtonRelease, over(first, 0));
  EXPECT_THAT(notes(), ElementsAre(first, second));
  EXPECT_EQ(steps(), 0);
}

}  // namespace
}  // namespace cadenza::ui
