// SPDX-License-Identifier: GPL-3.0-or-later
// Recording, and how the piece is played, as hands and keys meet them in the window.
#include <QCheckBox>
#include <QSpinBox>
#include <QToolButton>
#include <QUndoStack>

#include "core/score/edits.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/note_area.h"

namespace cadenza::ui {
namespace {

constexpr Tick beat = ticksPerQuarter;

class RecordingTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    PlayingPreferences playing = preferences.playing();
    playing.countIn = 0;
    preferences.setPlaying(playing);
    ASSERT_TRUE(waitUntil([this] { return playback.sound().ready; }));
    window.roll().setFocus();
  }
  void strike(int pitch) { play(MidiMessage::noteOn(pitch, 77)); }
  void release(int pitch) { play(MidiMessage::noteOff(pitch)); }
  void play(const MidiMessage& message) {
    playback.input({message, std::chrono::steady_clock::now()});
  }
  // The music has gone on by so much.
  bool goesOn(Tick ticks) {
    const Tick from = playback.position();
    return waitUntil([&] { return playback.position() >= from + ticks; });
  }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window.roll(), key, modifiers);
  }
  void begin() {
    press(Qt::Key_R);
    ASSERT_TRUE(window.recording().isRecording());
    ASSERT_TRUE(goesOn(50));
  }
  void strikeForAMoment(int pitch) {
    strike(pitch);
    ASSERT_TRUE(goesOn(100));
    release(pitch);
    ASSERT_TRUE(goesOn(50));
  }
  QString said() { return find<QLabel>("message").text(); }
  [[nodiscard]] int steps() { return document.undoStack().count(); }
};

TEST_F(RecordingTest, WhatIsPlayedBetweenTwoKeysIsOneUndoStep) {
  begin();
  strikeForAMoment(60);
  strikeForAMoment(64);
  EXPECT_EQ(steps(), 0) << "nothing is in the piece before the end";
  press(Qt::Key_R);
  EXPECT_FALSE(window.recording().isRecording());
  EXPECT_FALSE(playback.isPlaying());
  ASSERT_EQ(noteCount(), 2u);
  EXPECT_EQ(steps(), 1);
  const Note first = document.score().notes().front();
  EXPECT_EQ(first.pitch, 60);
  EXPECT_EQ(first.velocity, 77);
  EXPECT_GE(first.duration, 50);
  EXPECT_LE(first.end(), document.score().notes().back().onset);
  press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(noteCount(), 0u);
}

TEST_F(RecordingTest, ItIsSeenInTheRollWhileItIsPlayed) {
  QSignalSpy progress(&window.recording(), &RecordingController::progressed);
  begin();
  strike(60);
  EXPECT_TRUE(waitUntil([&] {
    return !progress.isEmpty() && progress.back()[0].value<std::vector<Note>>().size() == 1;
  }));
  press(Qt::Key_R);
  EXPECT_TRUE(progress.back()[0].value<std::vector<Note>>().empty());
}

TEST_F(RecordingTest, AKeyHeldAtTheEndIsLetGoThere) {
  begin();
  strike(60);
  ASSERT_TRUE(goesOn(200));
  press(Qt::Key_Space);
  ASSERT_EQ(noteCount(), 1u);
  EXPECT_LE(document.score().notes().front().end(), playback.position());
}

TEST_F(RecordingTest, NothingPlayedLeavesNoStepAndSaysSo) {
  begin();
  press(Qt::Key_R);
  EXPECT_EQ(steps(), 0);
  EXPECT_TRUE(said().startsWith("Nothing was played")) << said().toStdString();
}

TEST_F(RecordingTest, PlayingGoesOnBehindTheEndOfThePiece) {
  document.push("Draw", insertNotes({{0, 100, 60, 80}}));
  begin();
  EXPECT_TRUE(goesOn(800));
  press(Qt::Key_R);
}

TEST_F(RecordingTest, GoingElsewhereEndsTheRecordingAndKeepsIt) {
  begin();
  strikeForAMoment(60);
  press(Qt::Key_Home);
  EXPECT_FALSE(window.recording().isRecording());
  EXPECT_EQ(noteCount(), 1u);
}

TEST_F(RecordingTest, ABarIsCountedInBeforeAnythingIsTaken) {
  PlayingPreferences playing = preferences.playing();
  playing.countIn = 1;
  preferences.setPlaying(playing);
  press(Qt::Key_R);
  std::vector<int> counted;
  QObject::connect(&playback, &PlaybackController::countedBeatChanged, &window,
                   [&](int number) { counted.push_back(number); });
  counted.push_back(playback.countedBeat());
  EXPECT_EQ(find<QLabel>("barPosition").text(), "1");
  EXPECT_TRUE(waitUntil([this] { return heard->clickCount() == 4; }));
  strike(50);
  release(50);
  EXPECT_EQ(playback.position(), 0);
  ASSERT_TRUE(goesOn(50));
  EXPECT_TRUE(std::ranges::is_sorted(counted.begin(), counted.end() - 1));
  EXPECT_GE(counted.size(), 3u);
  EXPECT_EQ(counted.front(), 1);
  EXPECT_EQ(counted.back(), 0) << "the music has begun";
  EXPECT_EQ(find<QLabel>("barPosition").text(),
            barText(document.score().meter(), playback.position()));
  strikeForAMoment(60);
  press(Qt::Key_R);
  ASSERT_EQ(noteCount(), 1u);
  EXPECT_EQ(document.score().notes().front().pitch, 60);
}

TEST_F(RecordingTest, ARecordingThatReplacesTakesTheNotesItWentOverButNotLockedOnes) {
  Note locked{10, 20, 72, 80};
  locked.locked = true;
  document.push("Draw", insertNotes({{0, 100, 40, 80}, locked, {40 * beat, 100, 41, 80}}));
  PlayingPreferences playing = preferences.playing();
  playing.replaces = true;
  preferences.setPlaying(playing);
  begin();
  strikeForAMoment(60);
  press(Qt::Key_R);
  std::vector<int> pitches;
  for (const Note& note : document.score().notes()) pitches.push_back(note.pitch);
  EXPECT_THAT(pitches, ::testing::ElementsAre(72, 60, 41));
}

TEST_F(RecordingTest, WithTheLoopOnTheRecordingBeginsAndStaysThere) {
  const TickRange loop{4 * beat, 5 * beat};
  window.roll().setTimeRange(loop);
  window.actions().loop->setChecked(true);
  press(Qt::Key_R);
  ASSERT_TRUE(waitUntil([&] { return playback.position() > loop.begin + 100; }));
  strike(60);
  // Over the seam.
  ASSERT_TRUE(waitUntil([&] { return playback.position() > loop.begin + 500; }));
  ASSERT_TRUE(waitUntil([&] { return playback.position() < loop.begin + 400; }));
  release(60);
  press(Qt::Key_R);
  ASSERT_EQ(noteCount(), 1u);
  const Note note = document.score().notes().front();
  EXPECT_TRUE(loop.contains(note.onset));
  EXPECT_EQ(note.end(), loop.end);
}

TEST_F(RecordingTest, WhatWasPlayedWithoutRecordingCanBeKeptOnce) {
  strike(60);
  strike(67);
  release(60);
  release(67);
  ASSERT_TRUE(waitUntil([this] { return playback.inputCount() == 4; }));
  EXPECT_EQ(noteCount(), 0u);
  press(Qt::Key_C, Qt::ShiftModifier);
  EXPECT_EQ(noteCount(), 2u);
  EXPECT_EQ(steps(), 1);
  press(Qt::Key_C, Qt::ShiftModifier);
  EXPECT_EQ(steps(), 1);
  EXPECT_TRUE(said().startsWith("Nothing was played")) << said().toStdString();
}

TEST_F(RecordingTest, KeysHeldByHandsAreLit) {
  QSignalSpy hands(&playback, &PlaybackController::handsChanged);
  strike(60);
  ASSERT_TRUE(waitUntil([&] { return hands.count() == 1; }));
  EXPECT_TRUE(hands.back()[0].value<std::bitset<128>>()[60]);
  release(60);
  ASSERT_TRUE(waitUntil([&] { return hands.count() == 2; }));
  EXPECT_TRUE(hands.back()[0].value<std::bitset<128>>().none());
}

TEST_F(RecordingTest, AListenerOutlivesTheWindowThatItPlaysIn) {
  MidiListener listener;
  {
    PlaybackController other([this] { return std::make_unique<NotingSink>(heard); });
    listener = other.listener();
    listener({MidiMessage::noteOn(60, 70), std::chrono::steady_clock::now()});
    EXPECT_TRUE(waitUntil([&] { return other.inputCount() == 1; }));
  }
  listener({MidiMessage::noteOff(60), std::chrono::steady_clock::now()});
}

TEST_F(RecordingTest, PlayingBeginsAtTheSelection) {
  document.push("Draw", insertNotes({{8 * beat, beat, 60, 80}, {20 * beat, beat, 62, 80}}));
  document.select({document.score().notes().front()});
  press(Qt::Key_Space, Qt::ShiftModifier);
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_GE(playback.position(), 8 * beat);
  playback.pause();
}

TEST_F(RecordingTest, TheSpeedIsChangedByKeyAndSeenInTheTransport) {
  press(Qt::Key_BracketLeft, Qt::ControlModifier);
  EXPECT_NEAR(playback.speed(), 0.95, 1e-9);
  EXPECT_EQ(find<QToolButton>("playingOptionsButton").text(), "95 %");
  window.actions().normalSpeed->trigger();
  EXPECT_EQ(playback.speed(), 1);
  EXPECT_EQ(find<QToolButton>("playingOptionsButton").text(), "");
}

TEST_F(RecordingTest, TheOptionsOpenUnderTheirButtonAndAreRemembered) {
  click("playingOptionsButton");
  auto& popup = find<QWidget>("playingOptions");
  ASSERT_TRUE(popup.isVisible());
  find<LabelledSlider>("speed").setValue(50);
  find<LabelledSlider>("metronomeVolume").setValue(30);
  find<QCheckBox>("metronomeAccent").setChecked(false);
  find<QSpinBox>("countIn").setValue(2);
  find<SegmentedControl>("recordingMode").setCurrent(1);
  EXPECT_EQ(playback.speed(), 0.5);
  const Preferences again(settings);
  EXPECT_EQ(again.playing().volume, 30);
  EXPECT_FALSE(again.playing().accent);
  EXPECT_EQ(again.playing().countIn, 2);
  EXPECT_TRUE(again.playing().replaces);
  QTest::keyClick(&popup, Qt::Key_Escape);
  EXPECT_FALSE(popup.isVisible());
}

}  // namespace
}  // namespace cadenza::ui
