// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_commands.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/ui/piano_roll/piano_roll_fixture.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/piano_roll/bar_commands.h"
#include "ui/piano_roll/humanise_dialog.h"
#include "ui/piano_roll/note_clip.h"
#include "ui/piano_roll/quantise_dialog.h"
#include "ui/piano_roll/transpose_dialog.h"
#include "ui/piano_roll/velocity_dialog.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum RollAction;

class RollCommands : public PianoRollTest {
 protected:
  template <class Dialog>
  Dialog& opened() {
    auto* dialog = roll.findChild<Dialog*>();
    EXPECT_NE(dialog, nullptr);
    return *dialog;
  }
  template <class Dialog>
  void press(QDialogButtonBox::StandardButton which) {
    opened<Dialog>().template findChild<QDialogButtonBox*>()->button(which)->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  [[nodiscard]] QString lastStep() { return document.undoStack().undoText(); }
};

TEST_F(RollCommands, JoinMakesOneNoteOfAPitch) {
  const Note again{5 * quarter, quarter, 60, 70};
  document.push("Draw", insertNotes({again}));
  document.select({first, again});
  key(Qt::Key_J);
  EXPECT_THAT(notes(), ElementsAre(Note{quarter, 5 * quarter, 60, 80}, second));
  EXPECT_EQ(lastStep(), "Join 2 notes");
  document.undoStack().undo();
  EXPECT_THAT(document.selection(), ElementsAre(first, again));
}

TEST_F(RollCommands, SplitCutsWhatSoundsAtThePlayhead) {
  roll.setPlayhead(quarter + quarter / 2);
  key(Qt::Key_S);
  EXPECT_THAT(notes(), ElementsAre(Note{quarter, quarter / 2, 60, 80},
                                   Note{quarter + quarter / 2, quarter / 2, 60, 80}, second));
}

TEST_F(RollCommands, LegatoReachesToTheNextNote) {
  document.selectAll();
  key(Qt::Key_L, Qt::ControlModifier);
  EXPECT_EQ(notes()[0].end(), second.onset);
  EXPECT_THAT(document.selection(), ElementsAre(notes()[0], second))
      << "what a command left as it was stays selected";
}

TEST_F(RollCommands, LengthsAndTimeAreScaled) {
  document.selectAll();
  run(DoubleLengths);
  EXPECT_EQ(notes()[0].duration, 2 * quarter);
  run(HalveLengths);
  EXPECT_THAT(notes(), ElementsAre(first, second));
  run(PlaySlower);
  EXPECT_EQ(notes()[1].onset, 5 * quarter);
  run(PlayFaster);
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(RollCommands, OverlapsOfAPitchAreCut) {
  document.push("Draw", insertNotes({{0, 2 * quarter, 60, 70}}));
  document.clearSelection();
  run(RemoveOverlaps);
  EXPECT_EQ(notes()[0], (Note{0, quarter, 60, 70}));
}

TEST_F(RollCommands, TheSelectionIsInverted) {
  document.select({first});
  key(Qt::Key_I, Qt::ControlModifier);
  EXPECT_THAT(document.selection(), ElementsAre(second));
  document.selectAll();
  run(InvertSelection);
  EXPECT_THAT(document.selection(), IsEmpty());
}

TEST_F(RollCommands, NotesOfThePitchesAreSelected) {
  const Note again{9 * quarter, quarter, 60, 70};
  document.push("Draw", insertNotes({again}));
  document.select({first});
  run(SelectSamePitch);
  EXPECT_THAT(document.selection(), ElementsAre(first, again));
}

TEST_F(RollCommands, NotesOfTheMarkedTimeAreSelected) {
  EXPECT_FALSE(roll.action(SelectInRange)->isEnabled());
  roll.setTimeRange(TickRange{2 * quarter, 4 * quarter});
  key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_THAT(document.selection(), ElementsAre(second));
}

TEST_F(RollCommands, ALockedNoteStaysUntilItIsUnlocked) {
  QSignalSpy said(&roll, &PianoRoll::said);
  document.select({first});
  key(Qt::Key_K);
  ASSERT_TRUE(notes()[0].locked);
  const Score before = document.score();
  for (const RollAction action : {Delete, Cut, OctaveUp, NudgeRight, Longer, Louder, PlaySlower}) {
    run(action);
    EXPECT_EQ(document.score(), before);
  }
  EXPECT_EQ(said.count(), 7);
  EXPECT_EQ(document.undoStack().count(), 1);
  document.selectAll();
  run(OctaveUp);
  EXPECT_EQ(notes()[0].pitch, 60);
  EXPECT_EQ(notes()[1].pitch, 76) << "the others move";
  document.select({notes()[0]});
  key(Qt::Key_K);
  EXPECT_FALSE(notes()[0].locked);
}

TEST_F(RollCommands, ACopyOfALockedNoteIsFree) {
  document.select({first});
  run(Lock);
  run(Duplicate);
  ASSERT_EQ(document.selection().size(), 1u);
  EXPECT_FALSE(document.selection()[0].locked);
  EXPECT_TRUE(notes()[0].locked);
}

TEST_F(RollCommands, TheClipboardHoldsAMidiClip) {
  document.selectAll();
  run(Copy);
  const QMimeData* clip = QApplication::clipboard()->mimeData();
  ASSERT_TRUE(clip->hasFormat("audio/midi"));
  EXPECT_TRUE(clip->data("audio/midi").startsWith("MThd"));
  EXPECT_THAT(notesFrom(clip),
              ElementsAre(Note{0, quarter, 60, 80}, Note{2 * quarter, quarter, 64, 80}));
}

TEST_F(RollCommands, QuantiseWithPreviewsAndCommitsOnce) {
  const Note off{quarter + 100, quarter, 60, 80};
  document.reset(Score({{off}, {}, {}, {}}));
  key(Qt::Key_Q, Qt::ControlModifier);
  auto& dialog = opened<QuantiseDialog>();
  dialog.findChild<LabelledSlider*>("quantiseStrength")->setValue(50);
  EXPECT_THAT(notes(), ElementsAre(off)) << "only a preview so far";
  press<QuantiseDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(notes()[0].onset, quarter + 50);
  EXPECT_EQ(document.undoStack().count(), 1);
  EXPECT_EQ(lastStep(), "Quantise note");
  key(Qt::Key_Q, Qt::ControlModifier);
  EXPECT_EQ(opened<QuantiseDialog>().findChild<LabelledSlider*>("quantiseStrength")->value(), 50)
      << "it remembers";
}

TEST_F(RollCommands, QuantiseWithCancelledChangesNothing) {
  const Note off{quarter + 100, quarter, 60, 80};
  document.reset(Score({{off}, {}, {}, {}}));
  run(QuantiseWith);
  opened<QuantiseDialog>().findChild<QComboBox*>("quantiseGrid")->setCurrentIndex(0);
  press<QuantiseDialog>(QDialogButtonBox::Cancel);
  EXPECT_THAT(notes(), ElementsAre(off));
  EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(RollCommands, HumaniseThrowsTheDiceAgain) {
  run(Humanise);
  auto& dialog = opened<HumaniseDialog>();
  dialog.findChild<LabelledSlider*>("humaniseTiming")->setValue(10);
  dialog.findChild<LabelledSlider*>("humaniseVelocity")->setValue(30);
  dialog.findChild<QPushButton*>("humaniseAgain")->click();
  press<HumaniseDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(document.undoStack().count(), 1);
  EXPECT_NE(notes()[0], first);
  EXPECT_EQ(notes()[0].pitch, first.pitch);
}

TEST_F(RollCommands, TransposeMovesTheSelectionByAnInterval) {
  document.select({first});
  run(TransposeBy);
  auto& dialog = opened<TransposeDialog>();
  dialog.findChild<QComboBox*>("transposeInterval")->setCurrentIndex(6);
  EXPECT_THAT(notes(), ElementsAre(first, second)) << "only a preview so far";
  press<TransposeDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(notes()[0].pitch, first.pitch + 7);
  EXPECT_EQ(notes()[1], second);
  EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(RollCommands, TransposeMovesTheWholePieceWithItsKeyInOneStep) {
  document.setKey(Key{10, Scale::Major});
  const int before = document.undoStack().index();
  run(TransposeBy);
  auto& dialog = opened<TransposeDialog>();
  EXPECT_TRUE(dialog.findChild<QCheckBox*>("transposeWhole")->isChecked()) << "nothing is selected";
  dialog.findChild<QComboBox*>("transposeInterval")->setCurrentIndex(3);
  dialog.findChild<SegmentedControl*>("transposeDirection")->setCurrent(1);
  press<TransposeDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(notes()[0].pitch, first.pitch - 4);
  EXPECT_EQ(notes()[1].pitch, second.pitch - 4);
  EXPECT_EQ(document.properties().key, (Key{6, Scale::Major}));
  EXPECT_EQ(document.undoStack().index(), before + 1);
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
  EXPECT_EQ(document.properties().key, (Key{10, Scale::Major}));
}

TEST_F(RollCommands, VelocitiesRunFromOneToAnother) {
  document.push("Draw", insertNotes({{2 * quarter, quarter, 62, 80}}));
  document.select({});
  run(SetVelocities);
  auto& dialog = opened<VelocityDialog>();
  dialog.findChild<LabelledSlider*>("velocityFrom")->setValue(40);
  dialog.findChild<LabelledSlider*>("velocityTo")->setValue(100);
  press<VelocityDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(notes()[0].velocity, 40);
  EXPECT_EQ(notes()[1].velocity, 70);
  EXPECT_EQ(notes()[2].velocity, 100);
}

TEST_F(RollCommands, VelocitiesAreScaledAlongTheNotes) {
  document.select({});
  run(SetVelocities);
  auto& dialog = opened<VelocityDialog>();
  EXPECT_EQ(dialog.findChild<QLabel*>("editedNotes")->text(), "All notes of the piece");
  dialog.findChild<SegmentedControl*>("velocityHow")->setCurrent(1);
  dialog.findChild<LabelledSlider*>("percentFrom")->setValue(50);
  dialog.findChild<LabelledSlider*>("percentTo")->setValue(150);
  press<VelocityDialog>(QDialogButtonBox::Ok);
  EXPECT_EQ(notes()[0].velocity, first.velocity / 2);
  EXPECT_EQ(notes()[1].velocity, second.velocity * 3 / 2);
  EXPECT_EQ(lastStep(), "Set velocity of 2 notes");
}

TEST_F(RollCommands, TransposingTellsWhatItIsAbout) {
  document.select({first});
  run(TransposeBy);
  auto& dialog = opened<TransposeDialog>();
  auto* head = dialog.findChild<QLabel*>("editedNotes");
  EXPECT_EQ(head->text(), "Selected: 1 note");
  dialog.findChild<QCheckBox*>("transposeWhole")->setChecked(true);
  EXPECT_EQ(head->text(), "All notes of the piece");
}

TEST_F(RollCommands, BarsComeGoAndSoundAgain) {
  roll.setPlayhead(quarter);
  run(InsertBars);
  EXPECT_EQ(lastStep(), "Insert 1 bar");
  EXPECT_EQ(notes()[0].onset, first.onset + 4 * quarter);
  document.undoStack().undo();
  run(RepeatBars);
  EXPECT_EQ(lastStep(), "Repeat 1 bar");
  ASSERT_EQ(notes().size(), 4u);
  EXPECT_EQ(notes()[2].onset, first.onset + 4 * quarter);
  roll.setTimeRange(TickRange{0, 8 * quarter});
  run(DeleteBars);
  EXPECT_EQ(lastStep(), "Delete 2 bars");
  EXPECT_THAT(notes(), IsEmpty());
}

TEST_F(RollCommands, BarsWithLockedNotesAreNotDeleted) {
  document.push("Lock", lockNotes(notes(), true));
  QSignalSpy said(&roll, &PianoRoll::said);
  run(DeleteBars);
  EXPECT_EQ(notes().size(), 2u);
  ASSERT_EQ(said.count(), 1);
  EXPECT_TRUE(said[0][0].toString().contains("locked"));
}

TEST(PlaceFromText, IsABarAndABeatCountedFromOne) {
  const MeterMap meter({{0, 3, 4}});
  EXPECT_EQ(placeFromText(meter, "1"), 0);
  EXPECT_EQ(placeFromText(meter, " 3 "), 6 * ticksPerQuarter);
  EXPECT_EQ(placeFromText(meter, "2:3"), 5 * ticksPerQuarter);
  for (const char* wrong : {"", "0", "-1", "x", "2:4", "2:0", "1:2:3"}) {
    EXPECT_EQ(placeFromText(meter, wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace cadenza::ui
