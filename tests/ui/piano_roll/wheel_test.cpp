// SPDX-License-Identifier: GPL-3.0-or-later
#include "roll_fixture.h"

namespace cadenza::ui {
namespace {

class Wheel : public RollTest {
 protected:
  Wheel() { document.push("Draw", insertNotes({{100 * quarter, quarter, 60, 80}})); }
  void turn(QPoint turned, Qt::KeyboardModifiers keys = {}, QPointF where = {300, 150}) {
    sendWheel(area, where, turned, keys);
  }
};

TEST_F(Wheel, ScrollsUpAndDown) {
  const double before = state.view().topRow();
  turn({0, -120});
  EXPECT_GT(state.view().topRow(), before);
  turn({0, 120});
  EXPECT_NEAR(state.view().topRow(), before, 1e-9);
}

TEST_F(Wheel, ScrollsSidewaysWithShift) {
  turn({0, -120}, Qt::ShiftModifier);
  EXPECT_GT(state.view().leftTick(), 0);
}

TEST_F(Wheel, ZoomsTimeAtThePointerWithCtrl) {
  for (const int notch : {120, 120, 240, -120, -360, 120}) {
    state.changeView([](RollTransform& view) { view.scrollTo(20'000, view.topRow()); });
    const double tick = state.view().tickAt(300);
    const double zoom = state.view().pixelsPerTick();
    turn({0, notch}, Qt::ControlModifier);
    EXPECT_NEAR(state.view().tickAt(300), tick, 1e-6);
    EXPECT_EQ(state.view().pixelsPerTick() > zoom, notch > 0);
  }
}

TEST_F(Wheel, ZoomsPitchAtThePointerWithCtrlAndShift) {
  const int pitch = state.view().pitchAt(150);
  const double rows = state.view().rowHeight();
  const double ticks = state.view().pixelsPerTick();
  turn({0, 240}, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_GT(state.view().rowHeight(), rows);
  EXPECT_EQ(state.view().pixelsPerTick(), ticks);
  EXPECT_EQ(state.view().pitchAt(150), pitch);
}

TEST_F(Wheel, ChangesVelocityOverASelectedNoteWithAlt) {
  document.select({first, second});
  const int before = steps();
  // Systems hand Alt and wheel over as a sideways turn.
  turn({120, 0}, Qt::AltModifier, at(quarter + 480, 60));
  turn({120, 0}, Qt::AltModifier, at(quarter + 480, 60));
  EXPECT_EQ(notes()[0].velocity, 86);
  EXPECT_EQ(notes()[1].velocity, 86);
  EXPECT_EQ(steps(), before + 1);
  document.undoStack().undo();
  EXPECT_EQ(notes()[0].velocity, 80);
}

TEST_F(Wheel, LeavesNotesThatAreNotSelectedAlone) {
  document.select({second});
  turn({0, 120}, Qt::AltModifier, at(quarter + 480, 60));
  EXPECT_EQ(notes()[0].velocity, 80);
  EXPECT_EQ(notes()[1].velocity, 80);
}

}  // namespace
}  // namespace cadenza::ui
