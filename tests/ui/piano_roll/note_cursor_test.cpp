// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_cursor.h"

#include <QSignalSpy>
#include <algorithm>

#include "piano_roll_fixture.h"
#include "ui/piano_roll/note_area.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Reach = NoteCursor::Reach;

constexpr auto ctrl = Qt::ControlModifier;
constexpr auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

// A bar of three chords: C major spread by a hand, one note, F major.
class NoteCursorTest : public PianoRollTest {
 protected:
  NoteCursorTest() {
    document.reset(Score({{c, e, g, d, f, a}, {}, {}, {}}));
    QObject::connect(&roll, &PianoRoll::hoverTextChanged, &roll,
                     [this](const QString& text) { told = text.toStdString(); });
  }
  const Note c{0, quarter, 60, 80};
  const Note e{10, quarter, 64, 80};
  const Note g{5, quarter, 67, 80};
  const Note d{quarter, quarter, 62, 80};
  const Note f{2 * quarter, quarter, 65, 80};
  const Note a{2 * quarter, quarter, 69, 80};
  std::string told;
};

TEST_F(NoteCursorTest, GoesFromChordToChordOntoTheNoteNearestInPitch) {
  QSignalSpy sounded(&roll, &PianoRoll::auditionRequested);
  key(Qt::Key_Right, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(d)) << "the rest of a chord was taken for another";
  EXPECT_EQ(told, "D4 · bar 1:2 · 1/4 · velocity 80 · selected");
  key(Qt::Key_Right, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(f));
  key(Qt::Key_Right, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(f)) << "nothing follows";
  key(Qt::Key_Left, ctrl);
  key(Qt::Key_Left, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(c));
  EXPECT_EQ(sounded.count(), 4);
}

TEST_F(NoteCursorTest, GoesUpAndDownInsideAChord) {
  key(Qt::Key_Home, ctrl);
  EXPECT_EQ(told, "C4 · bar 1:1 · 1/4 · velocity 80 · 1 of 3");
  key(Qt::Key_Up, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(e));
  key(Qt::Key_Up, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(g));
  key(Qt::Key_Up, ctrl);
  EXPECT_THAT(document.selection(), IsEmpty()) << "a semitone above the chord";
  key(Qt::Key_Down, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(g));
  key(Qt::Key_Down, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(e));
}

TEST_F(NoteCursorTest, BelowAChordThereIsRoomForTheOtherHand) {
  key(Qt::Key_Home, ctrl);
  for (int i = 0; i < 12; ++i) key(Qt::Key_Down, ctrl);
  key(Qt::Key_N);
  const auto& notes = document.score().notes();
  const auto low = std::ranges::find(notes, c.pitch - 12, &Note::pitch);
  ASSERT_NE(low, notes.end());
  EXPECT_EQ(low->onset, c.onset);
}

TEST_F(NoteCursorTest, ShiftExtendsTheSelectionToWhatItGoesOver) {
  key(Qt::Key_Home, ctrl);
  key(Qt::Key_Up, ctrlShift);
  EXPECT_THAT(document.selection(), ElementsAre(c, e));
  key(Qt::Key_Right, ctrlShift);
  EXPECT_THAT(document.selection(), ElementsAre(c, g, e, d));
  key(Qt::Key_Right, ctrlShift);
  EXPECT_EQ(document.selection().size(), 6u);
  key(Qt::Key_Left, ctrlShift);
  EXPECT_THAT(document.selection(), ElementsAre(c, g, e, d));
  key(Qt::Key_Home, ctrl);
  key(Qt::Key_PageDown, ctrlShift);
  EXPECT_EQ(document.selection().size(), 6u);
  key(Qt::Key_PageUp, ctrlShift);
  EXPECT_THAT(document.selection(), ElementsAre(c, g, e));
}

TEST_F(NoteCursorTest, GoesByBarToTheEndAndBack) {
  document.push("Draw", insertNotes({{9 * quarter, quarter, 60, 80}}));
  key(Qt::Key_End, ctrl);
  EXPECT_EQ(told, "C4 · bar 3:3 · nothing here");
  key(Qt::Key_PageUp);
  EXPECT_EQ(told, "C4 · bar 3:1 · nothing here");
  key(Qt::Key_PageUp);
  EXPECT_EQ(told, "C4 · bar 2:1 · nothing here");
  key(Qt::Key_PageDown);
  key(Qt::Key_PageDown);
  EXPECT_EQ(told, "C4 · bar 4:1 · nothing here");
}

TEST_F(NoteCursorTest, ArrowsMoveItWhereNothingIsSelectedAndTheSelectionWhereThereIsOne) {
  key(Qt::Key_Right);
  EXPECT_EQ(told, "C4 · bar 1:2 · nothing here");
  key(Qt::Key_Up);
  EXPECT_EQ(told, "C♯4 · bar 1:2 · nothing here");
  key(Qt::Key_Up);
  EXPECT_EQ(told, "D4 · bar 1:2 · 1/4 · velocity 80");
  key(Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_EQ(told, "D3 · bar 1:2 · nothing here");
  key(Qt::Key_Up, Qt::ShiftModifier);
  EXPECT_EQ(document.undoStack().count(), 0);
  key(Qt::Key_X);
  EXPECT_THAT(document.selection(), ElementsAre(d));
  key(Qt::Key_Up);
  EXPECT_EQ(document.undoStack().count(), 1);
  EXPECT_EQ(document.selection().front().pitch, 63);
}

TEST_F(NoteCursorTest, StepsGoByLinesOfTheGridAndSayWhatIsHeldThere) {
  roll.setSnap(quarter / 2);
  key(Qt::Key_Home, ctrl);
  key(Qt::Key_Period);
  EXPECT_EQ(told, "C4 · bar 1:1 · 1/4 · velocity 80 · held") << "the note that began before sounds";
  key(Qt::Key_Period);
  EXPECT_EQ(told, "C4 · bar 1:2 · nothing here");
  key(Qt::Key_Comma);
  key(Qt::Key_Comma);
  key(Qt::Key_Comma);
  EXPECT_THAT(told, ::testing::StartsWith("C4 · bar 1:1"));
}

TEST_F(NoteCursorTest, SelectsAndErasesWhatItStandsOn) {
  key(Qt::Key_Home, ctrl);
  key(Qt::Key_X, Qt::ShiftModifier);
  EXPECT_EQ(document.selection().size(), 3u);
  key(Qt::Key_X);
  EXPECT_EQ(document.selection().size(), 2u);
  key(Qt::Key_Delete, ctrl);
  EXPECT_EQ(notes().size(), 5u);
  EXPECT_EQ(document.undoStack().undoText(), "Delete note");
  document.undoStack().undo();
  document.clearSelection();
  key(Qt::Key_Delete);
  EXPECT_EQ(notes().size(), 5u);
}

TEST_F(NoteCursorTest, ThePlayheadComesToItAndItToThePlayhead) {
  QSignalSpy sought(&roll, &PianoRoll::seekRequested);
  key(Qt::Key_PageDown);
  key(Qt::Key_H);
  ASSERT_EQ(sought.count(), 1);
  EXPECT_EQ(sought.front().front().value<Tick>(), 4 * quarter);
  roll.setPlayhead(2 * quarter);
  key(Qt::Key_H, Qt::ShiftModifier);
  EXPECT_EQ(told, "C4 · bar 1:3 · nothing here");
}

TEST_F(NoteCursorTest, GoesOnWhereTheMouseOrTabLeftOff) {
  auto& area = *roll.findChild<NoteArea*>();
  document.select({d});
  key(Qt::Key_Tab);
  EXPECT_THAT(document.selection(), ElementsAre(f));
  key(Qt::Key_Left, ctrl);
  EXPECT_THAT(document.selection(), ElementsAre(d));
  sendMouse(area, QEvent::MouseButtonPress, {2, 2}, Qt::MiddleButton, Qt::MiddleButton, {});
  sendMouse(area, QEvent::MouseButtonRelease, {2, 2}, Qt::MiddleButton, Qt::NoButton, {});
  key(Qt::Key_Right, ctrl);
  EXPECT_EQ(document.selection().front().onset, quarter) << "the mouse was at the start";
}

TEST_F(NoteCursorTest, KeepsWhereItIsInView) {
  document.push("Draw", insertNotes({{400 * quarter, quarter, 100, 80}}));
  roll.showRange({0, 16 * quarter});
  key(Qt::Key_Home, ctrl);
  for (int i = 0; i < 3; ++i) key(Qt::Key_Right, ctrl);
  EXPECT_TRUE(roll.visibleRange().contains(400 * quarter));
}

TEST_F(NoteCursorTest, IsDrawnUntilTheMouseIsPressed) {
  auto& area = *roll.findChild<NoteArea*>();
  const QImage without = area.grab().toImage();
  key(Qt::Key_Period);
  const QImage with = area.grab().toImage();
  EXPECT_NE(with, without);
  sendMouse(area, QEvent::MouseButtonPress, {2, 2}, Qt::MiddleButton, Qt::MiddleButton, {});
  sendMouse(area, QEvent::MouseButtonRelease, {2, 2}, Qt::MiddleButton, Qt::NoButton, {});
  EXPECT_EQ(area.grab().toImage(), without);
}

class NoteWriterTest : public PianoRollTest {
 protected:
  NoteWriterTest() {
    document.reset({});
    roll.setSnap(quarter / 4);
    QObject::connect(&roll, &PianoRoll::hoverTextChanged, &roll,
                     [this](const QString& text) { told = text.toStdString(); });
  }
  void type(const char* keys) {
    for (; *keys != 0; ++keys) {
      const bool isUpper = *keys >= 'A' && *keys <= 'Z';
      const int code = *keys >= 'a' && *keys <= 'z' ? *keys - 'a' + 'A' : *keys;
      key(static_cast<Qt::Key>(code), isUpper ? Qt::ShiftModifier : Qt::NoModifier);
    }
  }
  [[nodiscard]] std::vector<int> pitches() const {
    std::vector<int> all;
    for (const Note& note : notes()) all.push_back(note.pitch);
    return all;
  }
  [[nodiscard]] std::vector<int> quarters() const {
    std::vector<int> all;
    for (const Note& note : notes()) all.push_back(note.onset / quarter);
    return all;
  }
  [[nodiscard]] int steps() { return document.undoStack().count(); }
  std::string told;
};

TEST_F(NoteWriterTest, WritesANoteAtTheCursorAndGoesOn) {
  QSignalSpy sounded(&roll, &PianoRoll::auditionRequested);
  key(Qt::Key_N);
  EXPECT_THAT(document.selection(), IsEmpty()) << "arrows move the cursor on";
  key(Qt::Key_Up);
  key(Qt::Key_Up);
  key(Qt::Key_Insert);
  EXPECT_THAT(notes(), ElementsAre(Note{0, quarter, 60, 80}, Note{quarter, quarter, 62, 80}));
  EXPECT_EQ(steps(), 2);
  EXPECT_EQ(document.undoStack().undoText(), "Write note");
  EXPECT_EQ(sounded.count(), 4);
}

TEST_F(NoteWriterTest, BuildsAChordWhereItStays) {
  key(Qt::Key_N, Qt::ShiftModifier);
  for (int i = 0; i < 4; ++i) key(Qt::Key_Up);
  key(Qt::Key_N);
  EXPECT_THAT(pitches(), ElementsAre(60, 64));
  EXPECT_THAT(quarters(), ElementsAre(0, 0));
}

TEST_F(NoteWriterTest, LettersAreNotesNearestToTheLast) {
  key(Qt::Key_W);
  EXPECT_TRUE(roll.action(RollAction::WriteMode)->isChecked());
  type("cegagfb");
  EXPECT_THAT(pitches(), ElementsAre(60, 64, 67, 69, 67, 65, 71));
  EXPECT_THAT(quarters(), ElementsAre(0, 1, 2, 3, 4, 5, 6));
  key(Qt::Key_Escape);
  EXPECT_FALSE(roll.action(RollAction::WriteMode)->isChecked());
  EXPECT_EQ(steps(), 7);
}

TEST_F(NoteWriterTest, TheKeyGivesLettersTheirAccidentals) {
  roll.setKey(Key{2, Scale::Major});
  key(Qt::Key_W);
  type("cf");
  EXPECT_THAT(pitches(), ElementsAre(61, 66));
  roll.setKey(Key{3, Scale::Major});
  type("be");
  EXPECT_THAT(pitches(), ElementsAre(61, 66, 70, 75));
}

TEST_F(NoteWriterTest, LettersWithShiftBuildTheChordUpwards) {
  key(Qt::Key_W);
  type("cEGCd");
  EXPECT_THAT(pitches(), ElementsAre(60, 64, 67, 72, 62)) << "near to the bass";
  EXPECT_THAT(quarters(), ElementsAre(0, 0, 0, 0, 1));
}

TEST_F(NoteWriterTest, TheOtherHandsNotesAreLeftAlone) {
  key(Qt::Key_W);
  key(Qt::Key_Up, Qt::ShiftModifier);
  type("5g");
  key(Qt::Key_Home, ctrl);
  key(Qt::Key_Down, Qt::ShiftModifier);
  key(Qt::Key_Down, Qt::ShiftModifier);
  type("cEG");
  EXPECT_THAT(pitches(), ElementsAre(48, 52, 55, 67)) << "the chord went on above the right hand";
  type("f");
  EXPECT_EQ(pitches().back(), 53) << "the next note is near to the chord's bass";
  key(Qt::Key_Backspace);
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), ElementsAre(67));
}

TEST_F(NoteWriterTest, ArrowsChangeTheNoteThatWasWrittenAndTheCursorFollows) {
  key(Qt::Key_W);
  type("f");
  key(Qt::Key_Up);
  key(Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_THAT(pitches(), ElementsAre(54));
  key(Qt::Key_Right, Qt::ShiftModifier);
  type("g");
  EXPECT_THAT(pitches(), ElementsAre(54, 55));
  EXPECT_EQ(notes()[1].onset, notes()[0].end()) << "the first note was made longer";
}

TEST_F(NoteWriterTest, DigitsDotAndTripletChooseTheLength) {
  key(Qt::Key_W);
  type("5c");
  key(Qt::Key_Period);
  EXPECT_EQ(told, "The next note: 1/4.");
  type("d");
  key(Qt::Key_Period);
  type("t");
  type("et");
  type("07f");
  EXPECT_EQ(notes()[0].duration, quarter);
  EXPECT_EQ(notes()[1].duration, quarter * 3 / 2);
  EXPECT_EQ(notes()[2].duration, 640);
  EXPECT_EQ(notes()[3].duration, 4 * quarter);
  EXPECT_EQ(notes()[3].onset, notes()[2].end() + quarter);
}

TEST_F(NoteWriterTest, SignsAlterWhatWasWritten) {
  key(Qt::Key_W);
  type("cf");
  key(Qt::Key_Plus, Qt::ShiftModifier);
  EXPECT_THAT(pitches(), ElementsAre(60, 66));
  type("b");
  key(Qt::Key_Minus);
  key(Qt::Key_Minus);
  EXPECT_THAT(pitches(), ElementsAre(60, 66, 69));
  key(Qt::Key_NumberSign);
  EXPECT_THAT(pitches(), ElementsAre(60, 66, 70));
  document.undoStack().undo();
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), ElementsAre(60, 66));
}

TEST_F(NoteWriterTest, AnAlterationThatAnotherNoteHasIsRefused) {
  key(Qt::Key_W);
  roll.setKey(Key{0, Scale::Major});
  type("eF");
  key(Qt::Key_Minus);
  EXPECT_THAT(pitches(), ElementsAre(64, 65)) << "the E is there already";
}

TEST_F(NoteWriterTest, NotesThatWereMovedAreTakenBackWhereTheyAre) {
  key(Qt::Key_W);
  type("cc");
  document.push("Move", moveNotes(notes(), quarter, 0));
  EXPECT_THAT(quarters(), ElementsAre(1, 2));
  key(Qt::Key_Backspace);
  EXPECT_THAT(quarters(), ElementsAre(1));
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), IsEmpty());
}

TEST_F(NoteWriterTest, ARestThatWasWrittenOverIsNotSteppedOver) {
  key(Qt::Key_W);
  roll.setSnap(quarter);
  type("50");
  key(Qt::Key_Left);
  type("c");
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), IsEmpty());
}

TEST_F(NoteWriterTest, ATieMakesTheChordLonger) {
  key(Qt::Key_W);
  type("cEGyd");
  EXPECT_THAT(quarters(), ElementsAre(0, 0, 0, 2));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(notes()[i].duration, 2 * quarter);
  key(Qt::Key_Backspace);
  document.undoStack().undo();  // the deletion
  document.undoStack().undo();  // the note
  document.undoStack().undo();  // the tie
  type("e");
  EXPECT_EQ(notes().back().onset, quarter) << "behind the shorter chord";
  key(Qt::Key_Backspace);
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), IsEmpty());
}

TEST_F(NoteWriterTest, BackspaceStepsOverARest) {
  key(Qt::Key_W);
  type("6c50d0");
  EXPECT_THAT(quarters(), ElementsAre(0, 3));
  key(Qt::Key_Backspace);
  EXPECT_THAT(quarters(), ElementsAre(0, 3)) << "only the rest";
  key(Qt::Key_Backspace);
  EXPECT_THAT(quarters(), ElementsAre(0));
  key(Qt::Key_Backspace);
  type("e");
  EXPECT_THAT(quarters(), ElementsAre(0, 2));
}

TEST_F(NoteWriterTest, BackspaceTakesTheLastChordBackAsOneStep) {
  key(Qt::Key_W);
  type("cEGd");
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), ElementsAre(60, 64, 67));
  key(Qt::Key_Backspace);
  EXPECT_THAT(pitches(), IsEmpty());
  EXPECT_EQ(steps(), 6);
  type("a");
  EXPECT_THAT(quarters(), ElementsAre(0));
}

TEST_F(NoteWriterTest, UndoAndRedoTakeTheCursorAlong) {
  key(Qt::Key_W);
  type("cde");
  document.undoStack().undo();
  document.undoStack().undo();
  type("g");
  EXPECT_THAT(pitches(), ElementsAre(60, 67));
  EXPECT_THAT(quarters(), ElementsAre(0, 1));
  document.undoStack().undo();
  document.undoStack().redo();
  type("a");
  EXPECT_THAT(quarters(), ElementsAre(0, 1, 2));
}

TEST_F(NoteWriterTest, ANoteThatIsThereIsNotWrittenTwice) {
  key(Qt::Key_W);
  type("c");
  key(Qt::Key_Home, ctrl);
  type("c");
  EXPECT_THAT(pitches(), ElementsAre(60));
  type("d");
  EXPECT_THAT(quarters(), ElementsAre(0, 1));
}

TEST_F(NoteWriterTest, KeysThatAreNotItsOwnKeepTheirMeaning) {
  key(Qt::Key_W);
  type("cd");
  key(Qt::Key_Z, ctrl);
  key(Qt::Key_A, ctrl);
  EXPECT_EQ(document.selection().size(), notes().size());
  key(Qt::Key_Delete);
  EXPECT_THAT(notes(), IsEmpty());
}

}  // namespace
}  // namespace cadenza::ui
