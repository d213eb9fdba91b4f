// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/keyboard_piano.h"

#include <QDoubleSpinBox>
#include <QLineEdit>

#include "ui/piano_roll/keyboard.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class KeyboardPianoTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    ASSERT_NO_FATAL_FAILURE(activate());
    QObject::connect(window.findChild<KeyboardPiano*>(), &KeyboardPiano::played, &window,
                     [this](const MidiInput& input) { played.push_back(input.message); });
    QTest::keyClick(focused(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(window.actions().keyboardPiano->isChecked());
  }
  [[nodiscard]] QWidget* focused() {
    return window.focusWidget() ? window.focusWidget() : &window.roll();
  }
  void press(Qt::Key key) { QTest::keyPress(focused(), key); }
  void letGo(Qt::Key key) { QTest::keyRelease(focused(), key); }
  /// Waits until hands hold these keys, as far as the window knows.
  [[nodiscard]] bool holds(std::initializer_list<std::size_t> keys) {
    PitchSet wanted;
    for (const std::size_t key : keys) wanted.set(key);
    return waitUntil([&] { return playback.heldKeys() == wanted; });
  }

  std::vector<MidiMessage> played;
};

TEST_F(KeyboardPianoTest, LettersArePianoKeys) {
  press(Qt::Key_Z);
  press(Qt::Key_Q);
  EXPECT_THAT(played, ElementsAre(MidiMessage::noteOn(48, 80), MidiMessage::noteOn(60, 80)));
  EXPECT_TRUE(holds({48, 60}));
  letGo(Qt::Key_Z);
  EXPECT_EQ(played.back(), MidiMessage::noteOff(48));
  letGo(Qt::Key_Q);
  EXPECT_TRUE(holds({}));
  ASSERT_TRUE(waitUntil([this] { return heard->count() == 2; })) << "the player sounds them";
}

TEST_F(KeyboardPianoTest, ALetterThatIsNoPianoKeyDoesNothing) {
  const bool loops = window.actions().loop->isChecked();
  const bool panel = window.actions().composePanel->isChecked();
  for (const Qt::Key key : {Qt::Key_A, Qt::Key_F, Qt::Key_K, Qt::Key_L}) {
    press(key);
    letGo(key);
  }
  QTest::keyClick(focused(), Qt::Key_L, Qt::ShiftModifier);
  EXPECT_EQ(window.actions().loop->isChecked(), loops);
  EXPECT_EQ(window.actions().composePanel->isChecked(), panel);
  EXPECT_FALSE(window.actions().playOn->isChecked());
  EXPECT_TRUE(holds({}));
}

TEST_F(KeyboardPianoTest, LettersAreNoShortcutsMeanwhileAndAreAgainAfterwards) {
  const bool follows = window.actions().follow->isChecked();
  press(Qt::Key_M);
  letGo(Qt::Key_M);
  press(Qt::Key_2);
  letGo(Qt::Key_2);
  EXPECT_FALSE(window.actions().metronome->isChecked());
  EXPECT_EQ(window.roll().tool(), Tool::Pencil);
  EXPECT_EQ(played.size(), 4u);
  press(Qt::Key_Escape);
  letGo(Qt::Key_Escape);
  EXPECT_FALSE(window.actions().keyboardPiano->isChecked());
  QTest::keyClick(focused(), Qt::Key_M);
  EXPECT_TRUE(window.actions().metronome->isChecked());
  EXPECT_EQ(played.size(), 4u);
  EXPECT_EQ(window.actions().follow->isChecked(), follows);
}

TEST_F(KeyboardPianoTest, SpaceStillPlaysAndModifiersStillCommand) {
  document.reset(test::etude(60));
  QTest::keyClick(focused(), Qt::Key_Space);
  EXPECT_TRUE(playback.isPlaying());
  QTest::keyClick(focused(), Qt::Key_Space);
  EXPECT_FALSE(playback.isPlaying());
  QTest::keyClick(focused(), Qt::Key_A, Qt::ControlModifier);
  EXPECT_EQ(document.selection().size(), noteCount());
  QTest::keyClick(focused(), Qt::Key_X, Qt::ControlModifier);
  EXPECT_EQ(noteCount(), 0u);
  EXPECT_THAT(played, IsEmpty());
}

TEST_F(KeyboardPianoTest, AHeldKeyDoesNotRepeat) {
  press(Qt::Key_C);
  QKeyEvent repeated(QEvent::KeyPress, Qt::Key_C, {}, QStringLiteral("c"), true);
  QKeyEvent repeatedEnd(QEvent::KeyRelease, Qt::Key_C, {}, QStringLiteral("c"), true);
  QCoreApplication::sendEvent(focused(), &repeatedEnd);
  QCoreApplication::sendEvent(focused(), &repeated);
  EXPECT_THAT(played, ElementsAre(MidiMessage::noteOn(52, 80)));
  letGo(Qt::Key_C);
  EXPECT_EQ(played.size(), 2u);
}

TEST_F(KeyboardPianoTest, TwoKeysOfOnePitchAreOneNote) {
  press(Qt::Key_Q);
  press(Qt::Key_Comma);
  letGo(Qt::Key_Q);
  EXPECT_EQ(played.size(), 1u);
  letGo(Qt::Key_Comma);
  EXPECT_THAT(played, ElementsAre(MidiMessage::noteOn(60, 80), MidiMessage::noteOff(60)));
}

TEST_F(KeyboardPianoTest, AnOctaveLaterTheKeysThatAreHeldEndAsTheyBegan) {
  press(Qt::Key_Z);
  QTest::keyClick(focused(), Qt::Key_BracketRight);
  press(Qt::Key_X);
  letGo(Qt::Key_Z);
  letGo(Qt::Key_X);
  EXPECT_THAT(played, ElementsAre(MidiMessage::noteOn(48, 80), MidiMessage::noteOn(62, 80),
                                  MidiMessage::noteOff(48), MidiMessage::noteOff(62)));
  for (int i = 0; i < 20; ++i) QTest::keyClick(focused(), Qt::Key_BracketLeft);
  QTest::keyClick(focused(), Qt::Key_Z);
  EXPECT_EQ(played.back().data1, 12);
  for (int i = 0; i < 20; ++i) QTest::keyClick(focused(), Qt::Key_PageUp);
  QTest::keyClick(focused(), Qt::Key_P);
  EXPECT_EQ(played.back().data1, 112);
}

TEST_F(KeyboardPianoTest, NothingHangsWhenTheModeEndsOrTheWindowLosesTheFocus) {
  press(Qt::Key_Z);
  press(Qt::Key_C);
  press(Qt::Key_Escape);
  EXPECT_TRUE(holds({}));
  letGo(Qt::Key_Z);
  letGo(Qt::Key_C);
  EXPECT_EQ(played.size(), 4u);

  window.actions().keyboardPiano->setChecked(true);
  press(Qt::Key_Z);
  EXPECT_TRUE(holds({48}));
  QEvent deactivated(QEvent::WindowDeactivate);
  QCoreApplication::sendEvent(&window, &deactivated);
  EXPECT_TRUE(holds({}));
  EXPECT_TRUE(window.actions().keyboardPiano->isChecked());
}

TEST_F(KeyboardPianoTest, ATextFieldKeepsItsLetters) {
  auto& tempo = find<QDoubleSpinBox>("tempo");
  tempo.setFocus();
  tempo.selectAll();
  QTest::keyClicks(focused(), QStringLiteral("95"));
  QTest::keyClick(focused(), Qt::Key_Return);
  EXPECT_EQ(tempo.value(), 95);
  EXPECT_THAT(played, IsEmpty());
}

TEST_F(KeyboardPianoTest, TheStatusBarSaysWhatTheKeysPlay) {
  auto& state = find<QLabel>("keyboardState");
  EXPECT_TRUE(state.isVisible());
  EXPECT_TRUE(state.text().contains("C3 to E5")) << state.text().toStdString();
  QTest::keyClick(focused(), Qt::Key_BracketRight);
  EXPECT_TRUE(state.text().contains("C4 to E6"));
  press(Qt::Key_Escape);
  EXPECT_FALSE(state.isVisible());
}

TEST_F(KeyboardPianoTest, HeldKeysLightUpInTheRoll) {
  auto& keys = *window.roll().findChild<Keyboard*>();
  window.roll().centreOnNotes();
  const QImage before = keys.grab().toImage();
  press(Qt::Key_Q);
  EXPECT_TRUE(holds({60}));
  EXPECT_NE(keys.grab().toImage(), before);
  letGo(Qt::Key_Q);
  EXPECT_TRUE(holds({}));
  EXPECT_EQ(keys.grab().toImage(), before);
}

TEST_F(KeyboardPianoTest, AKeyOfTheRollSoundsOnThePlayer) {
  auto& keys = *window.roll().findChild<Keyboard*>();
  QTest::mousePress(&keys, Qt::LeftButton, {}, {30, 60});
  ASSERT_TRUE(waitUntil([this] { return heard->count() == 1; }));
  EXPECT_TRUE(waitUntil([this] { return playback.heldKeys().count() == 1; }));
  QTest::mouseRelease(&keys, Qt::LeftButton, {}, {30, 60});
  EXPECT_TRUE(holds({}));
}

}  // namespace
}  // namespace cadenza::ui
