// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "roll_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Gestures : public RollTest {};

TEST_F(Gestures, PencilClickDrawsANoteOfTheLastLengthOnTheGrid) {
  state.setTool(Tool::Pencil);
  click(at(5 * quarter + 200, 67));
  ASSERT_EQ(notes().size(), 3u);
  EXPECT_EQ(notes()[2], (Note{5 * quarter, state.drawnLength(), 67, 80}));
  EXPECT_EQ(document.undoStack().undoText(), "Draw note");
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(Gestures, PencilDragMakesTheNoteAsLongAsItIsDragged) {
  state.setTool(Tool::Pencil);
  drag(at(5 * quarter + 10, 67), at(6 * quarter + 500, 67));
  ASSERT_EQ(notes().size(), 3u);
  EXPECT_EQ(notes()[2], (Note{5 * quarter, 2 * quarter, 67, 80}));
  EXPECT_EQ(state.drawnLength(), 2 * quarter);
  click(at(0, 72));
  EXPECT_EQ(notes().front().duration, 2 * quarter);
}

TEST_F(Gestures, DrawingSoundsTheNoteOnce) {
  QSignalSpy sounded(&state, &RollState::auditionRequested);
  state.setTool(Tool::Pencil);
  drag(at(5 * quarter, 67), at(6 * quarter, 67));
  ASSERT_EQ(sounded.count(), 1);
  EXPECT_EQ(sounded.front().at(0).toInt(), 67);
}

TEST_F(Gestures, AltDrawsOffTheGrid) {
  state.setTool(Tool::Pencil);
  drag(at(5 * quarter + 200, 67), at(6 * quarter + 100, 67), Qt::AltModifier);
  ASSERT_EQ(notes().size(), 3u);
  EXPECT_NEAR(notes()[2].onset, 5 * quarter + 200, 10);
  EXPECT_NEAR(notes()[2].end(), 6 * quarter + 100, 10);
}

TEST_F(Gestures, DraggingABodyMovesTheNoteInTimeAndPitchAsOneStep) {
  drag(at(quarter + 480, 60), at(2 * quarter + 500, 62));
  EXPECT_THAT(notes(), ElementsAre(Note{2 * quarter, quarter, 62, 80}, second));
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(document.undoStack().undoText(), "Move note");
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
  EXPECT_THAT(document.selection(), ElementsAre(first));
  document.undoStack().redo();
  EXPECT_THAT(notes(), ElementsAre(Note{2 * quarter, quarter, 62, 80}, second));
}

TEST_F(Gestures, TheWholeSelectionMovesTogether) {
  document.selectAll();
  drag(at(quarter + 480, 60), at(2 * quarter + 480, 61));
  EXPECT_THAT(notes(),
              ElementsAre(Note{2 * quarter, quarter, 61, 80}, Note{4 * quarter, quarter, 65, 80}));
  EXPECT_EQ(steps(), 1);
}

TEST_F(Gestures, WhileDraggingOnlyAPreviewIsSeen) {
  press(at(quarter + 480, 60));
  moveTo(at(3 * quarter, 67));
  EXPECT_THAT(notes(), ElementsAre(first, second));
  EXPECT_THAT(state.preview().removed.notes, ElementsAre(first));
  EXPECT_EQ(steps(), 0);
  release(at(3 * quarter, 67));
  EXPECT_TRUE(state.preview().empty());
}

TEST_F(Gestures, ShiftKeepsToOneAxis) {
  drag(at(quarter + 480, 60), at(3 * quarter + 480, 61), Qt::ShiftModifier);
  EXPECT_THAT(notes(), ElementsAre(Note{3 * quarter, quarter, 60, 80}, second));
  document.undoStack().undo();
  drag(at(quarter + 480, 60), at(quarter + 900, 70), Qt::ShiftModifier);
  EXPECT_THAT(notes(), ElementsAre(Note{quarter, quarter, 70, 80}, second));
}

TEST_F(Gestures, CtrlDragLeavesTheNoteAndCopiesIt) {
  drag(at(quarter + 480, 60), at(2 * quarter + 480, 67), Qt::ControlModifier);
  EXPECT_THAT(notes(), ElementsAre(first, Note{2 * quarter, quarter, 67, 80}, second));
  EXPECT_THAT(document.selection(), ElementsAre(Note{2 * quarter, quarter, 67, 80}));
  EXPECT_EQ(document.undoStack().undoText(), "Copy note");
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(Gestures, AltMovesOffTheGrid) {
  drag(at(quarter + 480, 60), at(quarter + 680, 60), Qt::AltModifier);
  EXPECT_NEAR(notes()[0].onset, quarter + 200, 10);
}

TEST_F(Gestures, MovingUpAndDownKeepsANoteThatIsOffTheGridWhereItIs) {
  const Note loose{quarter + 77, quarter, 60, 80};
  document.reset(Score({{loose}, {}, {}, {}}));
  drag(at(quarter + 480, 60), at(quarter + 490, 65));
  EXPECT_THAT(notes(), ElementsAre(Note{quarter + 77, quarter, 65, 80}));
}

TEST_F(Gestures, TheRightEdgeResizesTheEnd) {
  drag(at(2 * quarter - 20, 60), at(3 * quarter + 100, 60));
  EXPECT_THAT(notes(), ElementsAre(Note{quarter, 2 * quarter, 60, 80}, second));
  EXPECT_EQ(document.undoStack().undoText(), "Resize note");
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(Gestures, TheLeftEdgeResizesTheOnsetAndKeepsTheEnd) {
  drag(at(quarter + 20, 60), at(-200, 60));
  EXPECT_THAT(notes(), ElementsAre(Note{0, 2 * quarter, 60, 80}, second));
}

TEST_F(Gestures, ANoteCannotBeResizedToNothing) {
  drag(at(2 * quarter - 20, 60), at(0, 60));
  EXPECT_THAT(notes(), ElementsAre(first, second));
  drag(at(2 * quarter - 20, 60), at(0, 60), Qt::AltModifier);
  EXPECT_GE(notes()[0].duration, 1);
  EXPECT_LT(notes()[0].duration, quarter / 8);
}

TEST_F(Gestures, AllSelectedNotesAreResized) {
  document.selectAll();
  drag(at(2 * quarter - 20, 60), at(3 * quarter - 20, 60));
  EXPECT_EQ(notes()[0].duration, 2 * quarter);
  EXPECT_EQ(notes()[1].duration, 2 * quarter);
}

TEST_F(Gestures, ClickSelectsAndCtrlOrShiftClickAddsAndTakesAway) {
  click(at(quarter + 480, 60));
  EXPECT_THAT(document.selection(), ElementsAre(first));
  click(at(3 * quarter + 480, 64), Qt::ControlModifier);
  EXPECT_THAT(document.selection(), ElementsAre(first, second));
  click(at(quarter + 480, 60), Qt::ShiftModifier);
  EXPECT_THAT(document.selection(), ElementsAre(second));
  click(at(6 * quarter, 60));
  EXPECT_THAT(document.selection(), IsEmpty());
  EXPECT_EQ(steps(), 0);
}

TEST_F(Gestures, ARubberBandSelectsWhatItTouchesAndIsNeverSnapped) {
  drag(at(quarter - 300, 62), at(quarter + 100, 58));
  EXPECT_THAT(document.selection(), ElementsAre(first));
  drag(at(2 * quarter + 100, 62), at(3 * quarter - 100, 70));
  EXPECT_THAT(document.selection(), IsEmpty());
}

TEST_F(Gestures, ARubberBandWithShiftAddsToTheSelection) {
  document.select({first});
  drag(at(3 * quarter - 300, 66), at(3 * quarter + 300, 63), Qt::ShiftModifier);
  EXPECT_THAT(document.selection(), ElementsAre(first, second));
}

TEST_F(Gestures, TheEraserTakesAllThatItSweepsOverAsOneStep) {
  state.setTool(Tool::Erase);
  drag(at(quarter + 100, 60), at(3 * quarter + 800, 64));
  EXPECT_THAT(notes(), IsEmpty());
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(document.undoStack().undoText(), "Erase 2 notes");
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(Gestures, EscapeTakesAnyGestureBack) {
  for (const Tool tool : {Tool::Pencil, Tool::Select, Tool::Erase}) {
    state.setTool(tool);
    document.select({second});
    for (const QPointF from : {at(quarter + 480, 60), at(2 * quarter - 20, 60),
                               at(quarter + 20, 60), at(6 * quarter, 70)}) {
      press(from);
      moveTo(at(5 * quarter, 66));
      QTest::keyClick(&area, Qt::Key_Escape);
      EXPECT_TRUE(state.preview().empty());
      release(at(5 * quarter, 66));
      EXPECT_THAT(notes(), ElementsAre(first, second));
      EXPECT_EQ(steps(), 0);
    }
  }
}

TEST_F(Gestures, EscapeGivesBackTheSelectionThatARubberBandReplaced) {
  document.select({second});
  press(at(0, 62));
  moveTo(at(2 * quarter, 58));
  EXPECT_THAT(document.selection(), ElementsAre(first));
  QTest::keyClick(&area, Qt::Key_Escape);
  EXPECT_THAT(document.selection(), ElementsAre(second));
}

TEST_F(Gestures, NoShortcutWorksWhileSomethingIsDragged) {
  press(at(quarter + 480, 60));
  moveTo(at(3 * quarter, 67));
  QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
  undo.ignore();
  QApplication::sendEvent(&area, &undo);
  EXPECT_TRUE(undo.isAccepted());
  release(at(3 * quarter, 67));
}

TEST_F(Gestures, PressingAModifierInADragCountsAtOnce) {
  press(at(quarter + 480, 60));
  moveTo(at(2 * quarter + 480, 67));
  EXPECT_FALSE(state.preview().removed.notes.empty());
  QTest::keyPress(&area, Qt::Key_Control);
  EXPECT_TRUE(state.preview().removed.notes.empty());
  QTest::keyRelease(&area, Qt::Key_Control);
  release(at(2 * quarter + 480, 67));
  EXPECT_EQ(notes().size(), 2u);
}

TEST_F(Gestures, ADoubleClickAddsOnEmptyGroundAndDeletesOnANote) {
  doubleClick(at(5 * quarter + 100, 67));
  EXPECT_EQ(notes().size(), 3u);
  EXPECT_EQ(steps(), 1);
  doubleClick(at(5 * quarter + 100, 67));
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(Gestures, APencilDoubleClickOnEmptyGroundLeavesOneNote) {
  state.setTool(Tool::Pencil);
  doubleClick(at(5 * quarter + 100, 67));
  EXPECT_EQ(notes().size(), 3u);
  EXPECT_EQ(steps(), 1);
  doubleClick(at(5 * quarter + 100, 67));
  EXPECT_EQ(notes().size(), 2u);
}

TEST_F(Gestures, MiddleDragMovesThePaper) {
  state.changeView([](RollTransform& view) { view.scrollTo(2000, view.topRow()); });
  const double tick = state.view().tickAt(400);
  press({400, 200}, {}, Qt::MiddleButton);
  moveTo({350, 180});
  release({350, 180}, {}, Qt::MiddleButton);
  EXPECT_NEAR(state.view().tickAt(350), tick, 1e-6);
  EXPECT_EQ(steps(), 0);
}

TEST_F(Gestures, DraggingBeyondTheBorderScrollsOn) {
  document.push("Draw", insertNotes({{60 * quarter, quarter, 60, 80}}));
  document.undoStack().setClean();
  press(at(quarter + 480, 60));
  moveTo({900, at(0, 60).y()});
  EXPECT_TRUE(QTest::qWaitFor([&] { return state.view().leftTick() > 500; }, 120'000));
  release({900, at(0, 60).y()});
  EXPECT_GT(notes()[0].onset, 3 * quarter - 1);
}

TEST_F(Gestures, AnEditFromElsewhereEndsTheGesture) {
  press(at(quarter + 480, 60));
  moveTo(at(3 * quarter, 67));
  document.reset(Score());
  release(at(3 * quarter, 67));
  EXPECT_THAT(notes(), IsEmpty());
  EXPECT_TRUE(state.preview().empty());
}

TEST_F(Gestures, HoveringTellsAboutTheNoteAndTheEdgeShowsInTheCursor) {
  QSignalSpy told(&state, &RollState::hoverTextChanged);
  moveTo(at(quarter + 480, 60));
  ASSERT_GE(told.count(), 1);
  EXPECT_EQ(told.last().front().toString(), "C4 · bar 1:2 · 1/4 · velocity 80");
  EXPECT_EQ(area.cursor().shape(), Qt::SizeAllCursor);
  moveTo(at(2 * quarter - 20, 60));
  EXPECT_EQ(area.cursor().shape(), Qt::SizeHorCursor);
}

TEST_F(Gestures, ALockedNoteIsNeitherMovedNorResizedNorErasedButCopied) {
  const Note locked{first.onset, first.duration, first.pitch, first.velocity, true};
  document.push("Lock note", lockNotes(std::vector{first}, true));
  QSignalSpy said(&state, &RollState::said);
  drag(at(1.5 * quarter, 60), at(2.5 * quarter, 62));
  drag(at(2 * quarter - 10, 60), at(3 * quarter, 60));
  state.setTool(Tool::Erase);
  click(at(1.5 * quarter, 60));
  EXPECT_THAT(notes(), ElementsAre(locked, second));
  EXPECT_EQ(said.count(), 3);
  EXPECT_EQ(steps(), 1);
  state.setTool(Tool::Select);
  drag(at(1.5 * quarter, 60), at(1.5 * quarter, 62), Qt::ControlModifier);
  EXPECT_THAT(notes(), ElementsAre(locked, Note{quarter, quarter, 62, 80}, second));
}

TEST_F(Gestures, AGroupTellsHowFarItIsMoved) {
  QSignalSpy told(&state, &RollState::hoverTextChanged);
  document.selectAll();
  press(at(1.5 * quarter, 60));
  moveTo(at(2.5 * quarter, 65));
  EXPECT_EQ(told.back().front().toString(), QString("2 notes · 1/4 later · 5 semitones up"));
  release(at(1.5 * quarter, 60));
}

TEST_F(Gestures, ARubberBandWithCtrlTakesAwayWhatIsSelectedAndAddsWhatIsNot) {
  document.select({first});
  drag(at(quarter - 300, 66), at(3 * quarter + 300, 58), Qt::ControlModifier);
  EXPECT_THAT(document.selection(), ElementsAre(second));
}

TEST_F(Gestures, APencilWithShiftOrCtrlOnEmptyGroundDrawsABandAndNoNote) {
  state.setTool(Tool::Pencil);
  drag(at(quarter - 300, 66), at(quarter + 300, 58), Qt::ShiftModifier);
  EXPECT_THAT(document.selection(), ElementsAre(first));
  EXPECT_EQ(steps(), 0);
}

TEST_F(Gestures, EscapeTakesBackACopyAndAMiddleDragMovesNoNote) {
  press(at(quarter + 480, 60), Qt::ControlModifier);
  moveTo(at(2 * quarter + 480, 67), Qt::ControlModifier);
  QTest::keyClick(&area, Qt::Key_Escape);
  release(at(2 * quarter + 480, 67), Qt::ControlModifier);
  press(at(quarter + 480, 60), {}, Qt::MiddleButton);
  moveTo(at(2 * quarter + 480, 62));
  release(at(2 * quarter + 480, 62), {}, Qt::MiddleButton);
  EXPECT_THAT(notes(), ElementsAre(first, second));
  EXPECT_EQ(steps(), 0);
}

TEST_F(Gestures, AWholeSelectionIsCopiedWithCtrl) {
  document.selectAll();
  drag(at(quarter + 480, 60), at(5 * quarter + 480, 60), Qt::ControlModifier);
  EXPECT_EQ(notes().size(), 4u);
  EXPECT_EQ(document.undoStack().undoText(), "Copy 2 notes");
}

TEST_F(Gestures, AltResizesOffTheGrid) {
  drag(at(2 * quarter - 20, 60), at(2 * quarter + 180, 60), Qt::AltModifier);
  EXPECT_NEAR(notes()[0].end(), 2 * quarter + 200, 10);
}

TEST_F(Gestures, TheCursorTellsWhichToolIsInTheHand) {
  const QPointF empty = at(6 * quarter, 70);
  const auto shapeWith = [&](Tool tool) {
    state.setTool(tool);
    moveTo(empty);
    return area.cursor().shape();
  };
  EXPECT_EQ(shapeWith(Tool::Select), Qt::ArrowCursor);
  EXPECT_EQ(shapeWith(Tool::Pencil), Qt::BitmapCursor);
  const QImage pencil = area.cursor().pixmap().toImage();
  EXPECT_EQ(shapeWith(Tool::Erase), Qt::BitmapCursor);
  EXPECT_NE(area.cursor().pixmap().toImage(), pencil);
}

TEST_F(Gestures, TheRightButtonSelectsTheNoteThatItsMenuIsAbout) {
  QSignalSpy asked(&area, &NoteArea::contextMenuRequested);
  document.select({second});
  press(at(quarter + 480, 60), {}, Qt::RightButton);
  release(at(quarter + 480, 60), {}, Qt::RightButton);
  EXPECT_EQ(asked.count(), 1);
  EXPECT_THAT(document.selection(), ElementsAre(first));
  EXPECT_EQ(steps(), 0);
}

}  // namespace
}  // namespace cadenza::ui
