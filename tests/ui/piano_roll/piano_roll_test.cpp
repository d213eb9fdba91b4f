// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/piano_roll.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/score/pedal_edits.h"
#include "tests/ui/piano_roll/piano_roll_fixture.h"
#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/mini_map.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum RollAction;

TEST_F(PianoRollTest, EveryActionHasATextAndATooltip) {
  for (int which = 0; which <= static_cast<int>(ToolErase); ++which) {
    QAction* const action = roll.action(static_cast<RollAction>(which));
    ASSERT_NE(action, nullptr);
    EXPECT_FALSE(action->text().isEmpty());
    const bool hasKey = !action->shortcut().isEmpty();
    EXPECT_EQ(action->toolTip().contains('('), hasKey) << action->text().toStdString();
  }
}

TEST_F(PianoRollTest, NoTwoActionsShareAKey) {
  QSet<QString> keys;
  for (const QAction* action : roll.actions()) {
    for (const QKeySequence& key : action->shortcuts()) {
      EXPECT_FALSE(keys.contains(key.toString())) << key.toString().toStdString();
      keys.insert(key.toString());
    }
  }
}

TEST_F(PianoRollTest, ActionsOnNotesNeedASelection) {
  EXPECT_FALSE(roll.action(Delete)->isEnabled());
  EXPECT_TRUE(roll.action(SelectAll)->isEnabled());
  run(SelectAll);
  EXPECT_TRUE(roll.action(Delete)->isEnabled());
  run(Delete);
  EXPECT_THAT(notes(), IsEmpty());
  EXPECT_FALSE(roll.action(SelectAll)->isEnabled());
  document.undoStack().undo();
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(PianoRollTest, KeysMoveTransposeAndStretchTheSelection) {
  document.select({first});
  roll.setFocus();
  const auto key = [&](int k, Qt::KeyboardModifiers keys = {}) {
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(k), keys);
  };
  key(Qt::Key_Up);
  EXPECT_EQ(notes()[0].pitch, 61);
  key(Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_EQ(notes()[0].pitch, 49);
  key(Qt::Key_Left);
  EXPECT_EQ(notes()[0].onset, 0);
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(notes()[0].duration, 2 * quarter);
  key(Qt::Key_Plus);
  EXPECT_EQ(notes()[0].velocity, 85);
  EXPECT_EQ(document.undoStack().count(), 5);
  key(Qt::Key_Delete);
  EXPECT_THAT(notes(), ElementsAre(second));
}

TEST_F(PianoRollTest, StepsInTheKeySkipWhatIsNotInIt) {
  roll.setKey(Key{0, Scale::Major});
  document.selectAll();
  run(KeyStepUp);
  EXPECT_EQ(notes()[0].pitch, 62);
  EXPECT_EQ(notes()[1].pitch, 65);
  run(KeyStepDown);
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(PianoRollTest, TheTabKeyItselfGoesToTheNextNote) {
  roll.setFocus();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  EXPECT_THAT(document.selection(), ElementsAre(first));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  EXPECT_THAT(document.selection(), ElementsAre(second));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
  EXPECT_THAT(document.selection(), ElementsAre(first));
}

TEST_F(PianoRollTest, TabWalksThroughTheNotes) {
  QSignalSpy sounded(&roll, &PianoRoll::auditionRequested);
  run(NextNote);
  EXPECT_THAT(document.selection(), ElementsAre(first));
  run(NextNote);
  EXPECT_THAT(document.selection(), ElementsAre(second));
  EXPECT_FALSE(roll.action(NextNote)->isEnabled()) << "Tab leaves the roll after the last note";
  run(PreviousNote);
  EXPECT_THAT(document.selection(), ElementsAre(first));
  EXPECT_EQ(sounded.count(), 3);
}

TEST_F(PianoRollTest, CopiedNotesArePastedAtThePlayhead) {
  document.selectAll();
  run(Copy);
  roll.setPlayhead(8 * quarter);
  run(Paste);
  ASSERT_EQ(notes().size(), 4u);
  EXPECT_EQ(notes()[2], (Note{8 * quarter, quarter, 60, 80}));
  EXPECT_EQ(notes()[3], (Note{10 * quarter, quarter, 64, 80}));
  EXPECT_EQ(document.selection().size(), 2u);
}

TEST_F(PianoRollTest, DuplicatesFollowRightBehind) {
  document.selectAll();
  run(Duplicate);
  ASSERT_EQ(notes().size(), 4u);
  EXPECT_EQ(notes()[2].onset, first.onset + 3 * quarter);
}

TEST_F(PianoRollTest, QuantisingWithoutASelectionTakesAllNotes) {
  document.reset(
      Score({{{quarter + 100, quarter, 60, 80}, {3 * quarter - 80, 5, 62, 80}}, {}, {}, {}}));
  run(Quantise);
  EXPECT_EQ(notes()[0].onset, quarter);
  EXPECT_EQ(notes()[1].onset, 3 * quarter);
}

TEST_F(PianoRollTest, ToolsAreOneAtATime) {
  QSignalSpy changed(&roll, &PianoRoll::toolChanged);
  run(ToolErase);
  EXPECT_EQ(roll.tool(), Tool::Erase);
  EXPECT_TRUE(roll.action(ToolErase)->isChecked());
  EXPECT_FALSE(roll.action(ToolPencil)->isChecked());
  roll.setTool(Tool::Select);
  EXPECT_TRUE(roll.action(ToolSelect)->isChecked());
  EXPECT_EQ(changed.count(), 2);
}

TEST_F(PianoRollTest, AClickOnTheRulerGoesThereAndADragMarks) {
  QSignalSpy sought(&roll, &PianoRoll::seekRequested);
  QSignalSpy marked(&roll, &PianoRoll::timeRangeChanged);
  dragRuler(200, 200);
  ASSERT_EQ(sought.count(), 1);
  const auto tick = sought.front().front().value<Tick>();
  EXPECT_EQ(tick % quarter, 0);
  EXPECT_FALSE(roll.timeRange());
  dragRuler(100, 500);
  EXPECT_EQ(sought.count(), 1);
  ASSERT_TRUE(roll.timeRange());
  EXPECT_GT(roll.timeRange()->length(), 0);
  EXPECT_GE(marked.count(), 1);
}

TEST_F(PianoRollTest, AKeyOfTheKeyboardSoundsForAsLongAsItIsHeld) {
  std::vector<MidiMessage> played;
  QObject::connect(&roll, &PianoRoll::played, &roll,
                   [&](const MidiInput& input) { played.push_back(input.message); });
  auto& keyboard = *roll.findChild<Keyboard*>();
  sendMouse(keyboard, QEvent::MouseButtonPress, {20, 60}, Qt::LeftButton, Qt::LeftButton, {});
  ASSERT_EQ(played.size(), 1u);
  EXPECT_TRUE(played[0].isNoteOn());
  sendMouse(keyboard, QEvent::MouseMove, {22, 60}, Qt::NoButton, Qt::LeftButton, {});
  EXPECT_EQ(played.size(), 1u) << "the same key";
  sendMouse(keyboard, QEvent::MouseMove, {22, 120}, Qt::NoButton, Qt::LeftButton, {});
  ASSERT_EQ(played.size(), 3u) << "slides to another key";
  EXPECT_EQ(played[1], MidiMessage::noteOff(played[0].data1));
  EXPECT_TRUE(played[2].isNoteOn());
  EXPECT_LT(played[2].data1, played[0].data1);
  sendMouse(keyboard, QEvent::MouseButtonRelease, {22, 120}, Qt::LeftButton, Qt::NoButton, {});
  ASSERT_EQ(played.size(), 4u);
  EXPECT_EQ(played[3], MidiMessage::noteOff(played[2].data1));
  sendMouse(keyboard, QEvent::MouseButtonPress, {20, 60}, Qt::LeftButton, Qt::LeftButton, {});
  keyboard.hide();
  ASSERT_EQ(played.size(), 6u);
  EXPECT_TRUE(played[5].isNoteOff());
}

TEST_F(PianoRollTest, HeldKeysLightUp) {
  auto& keyboard = *roll.findChild<Keyboard*>();
  const QImage before = keyboard.grab().toImage();
  PitchSet held;
  held.set(60);
  roll.setHeldKeys(held);
  EXPECT_NE(keyboard.grab().toImage(), before);
  roll.setHeldKeys({});
  EXPECT_EQ(keyboard.grab().toImage(), before);
}

TEST_F(PianoRollTest, TheKeyboardSoundsAKeyAndShiftClickSelectsItsNotes) {
  int pitch = -1;
  QObject::connect(&roll, &PianoRoll::played, &roll, [&](const MidiInput& input) {
    if (input.message.isNoteOn()) pitch = input.message.data1;
  });
  auto& keyboard = *roll.findChild<Keyboard*>();
  sendMouse(keyboard, QEvent::MouseButtonPress, {20, 60}, Qt::LeftButton, Qt::LeftButton, {});
  ASSERT_GE(pitch, 0);
  document.push("Draw", insertNotes({{0, quarter, static_cast<std::uint8_t>(pitch), 80}}));
  document.clearSelection();
  sendMouse(keyboard, QEvent::MouseButtonRelease, {20, 60}, Qt::LeftButton, Qt::NoButton, {});
  sendMouse(keyboard, QEvent::MouseButtonPress, {20, 60}, Qt::LeftButton, Qt::LeftButton,
            Qt::ShiftModifier);
  ASSERT_EQ(document.selection().size(), 1u);
  EXPECT_EQ(document.selection().front().pitch, pitch);
}

TEST_F(PianoRollTest, FollowingTurnsThePageWhenThePlayheadLeavesIt) {
  document.push("Draw", insertNotes({{200 * quarter, quarter, 60, 80}}));
  roll.showRange({0, 16 * quarter});
  const TickRange before = roll.visibleRange();
  roll.setFollowing(false);
  roll.setPlayhead(before.end + quarter);
  EXPECT_EQ(roll.visibleRange(), before);
  roll.setFollowing(true);
  EXPECT_TRUE(roll.visibleRange().contains(before.end + quarter));
  roll.setPlayhead(0);
  EXPECT_TRUE(roll.visibleRange().contains(0));
}

TEST_F(PianoRollTest, FollowingLeavesAViewAloneThatTheUserHasScrolledAway) {
  document.push("Draw", insertNotes({{200 * quarter, quarter, 60, 80}}));
  roll.setPlayhead(quarter);
  roll.showRange({100 * quarter, 116 * quarter});
  const TickRange elsewhere = roll.visibleRange();
  roll.setPlayhead(2 * quarter);
  EXPECT_EQ(roll.visibleRange(), elsewhere);
}

TEST_F(PianoRollTest, ZoomToSelectionShowsItAll) {
  document.select({second});
  run(ZoomToSelection);
  EXPECT_LE(roll.visibleRange().begin, second.onset);
  EXPECT_GE(roll.visibleRange().end, second.end());
  EXPECT_LT(roll.visibleRange().length(), 3 * quarter);
}

TEST_F(PianoRollTest, ACandidateIsShownButIsNoPartOfTheScore) {
  const ScoreItems material{{{8 * quarter, quarter, 67, 90}}, {}, {}, {}};
  roll.setCandidate(material, {8 * quarter, 16 * quarter});
  EXPECT_EQ(roll.candidate(), material);
  EXPECT_EQ(notes().size(), 2u);
  roll.clearCandidate();
  EXPECT_TRUE(roll.candidate().empty());
}

TEST_F(PianoRollTest, EveryPartHasANameForScreenReaders) {
  for (const QWidget* part : roll.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    EXPECT_FALSE(part->accessibleName().isEmpty()) << part->metaObject()->className();
  }
}

TEST_F(PianoRollTest, TheSnapFollowsTheZoomWhenAsked) {
  roll.setSnap(snapFollowsZoom);
  EXPECT_EQ(roll.snap(), snapFollowsZoom);
  roll.showRange({0, quarter});
  run(RollAction::SnapCoarser);
  const Tick near = roll.snap();
  EXPECT_GT(near, 0);
  roll.setSnap(snapFollowsZoom);
  roll.showRange({0, 32 * quarter});
  run(RollAction::SnapCoarser);
  EXPECT_GT(roll.snap(), near);
  run(RollAction::SnapFiner);
  EXPECT_GT(roll.snap(), 0);
}

TEST_F(PianoRollTest, MarkersAreGoneToOneAfterAnother) {
  EXPECT_FALSE(roll.action(RollAction::NextMarker)->isEnabled());
  document.push("mark", {{}, {{}, {}, {}, {}, {{quarter, "A"}, {3 * quarter, "B"}}}});
  std::optional<Tick> sought;
  QObject::connect(&roll, &PianoRoll::seekRequested, [&](Tick tick) {
    sought = tick;
    roll.setPlayhead(tick);
  });
  run(RollAction::NextMarker);
  EXPECT_EQ(sought, quarter);
  run(RollAction::NextMarker);
  EXPECT_EQ(sought, 3 * quarter);
  run(RollAction::PreviousMarker);
  EXPECT_EQ(sought, quarter);
}

TEST_F(PianoRollTest, AMarkerIsAddedAtThePlayheadByKeyboard) {
  roll.setPlayhead(2 * quarter);
  run(RollAction::AddMarker);
  auto* field = roll.findChild<QLineEdit*>();
  ASSERT_TRUE(field);
  field->setText("Bridge");
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(document.score().markers(), (std::vector<Marker>{{2 * quarter, "Bridge"}}));
}

TEST_F(PianoRollTest, ThePedalIsHeldAndLiftedByKeyboard) {
  document.clearSelection();
  EXPECT_FALSE(roll.action(RollAction::HoldPedal)->isEnabled());
  document.selectAll();
  run(RollAction::HoldPedal);
  EXPECT_EQ(pedalBlocks(document.score().pedal()),
            (std::vector<TickRange>{{quarter, 4 * quarter}}));
  roll.setTimeRange(TickRange{2 * quarter, 3 * quarter});
  run(RollAction::LiftPedal);
  EXPECT_EQ(pedalBlocks(document.score().pedal()),
            (std::vector<TickRange>{{quarter, 2 * quarter}, {3 * quarter, 4 * quarter}}));
  document.undoStack().undo();
  document.undoStack().undo();
  EXPECT_TRUE(document.score().pedal().empty());
}

TEST_F(PianoRollTest, TempoAndTimeSignatureAreChangedByKeyboard) {
  roll.setPlayhead(5 * quarter);
  run(RollAction::ChangeTempo);
  auto* tempo = roll.findChild<QDoubleSpinBox*>();
  ASSERT_TRUE(tempo);
  tempo->setValue(75);
  QTest::keyClick(tempo, Qt::Key_Return);
  EXPECT_EQ(document.score().tempo().changes(), (std::vector<TempoChange>{{5 * quarter, 800'000}}));
  run(RollAction::ChangeSignature);
  auto* beats = roll.findChild<QSpinBox*>();
  ASSERT_TRUE(beats);
  beats->setValue(6);
  QTest::keyClick(beats, Qt::Key_Return);
  EXPECT_EQ(document.score().meter().signatures(),
            (std::vector<TimeSignature>{{4 * quarter, 6, 4}}));
}

TEST_F(PianoRollTest, PagesAreTurnedByKeyboard) {
  document.reset(Score({{{100 * quarter, quarter, 60, 80}}, {}, {}, {}}));
  roll.showRange({0, 8 * quarter});
  const TickRange before = roll.visibleRange();
  run(RollAction::PageLater);
  EXPECT_GT(roll.visibleRange().begin, before.begin + before.length() / 2);
  run(RollAction::PageEarlier);
  EXPECT_NEAR(roll.visibleRange().begin, before.begin, 2);
}

TEST_F(PianoRollTest, TheMapTakesThePlaceOfTheScrollBar) {
  auto& map = *roll.findChild<MiniMap*>();
  EXPECT_TRUE(map.isVisible());
  run(RollAction::ShowMap);
  EXPECT_FALSE(map.isVisible());
  EXPECT_FALSE(roll.action(RollAction::ShowMap)->isChecked());
}

}  // namespace
}  // namespace cadenza::ui
