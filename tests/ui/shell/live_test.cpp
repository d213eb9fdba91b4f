// SPDX-License-Identifier: GPL-3.0-or-later
// Playing on and answering, from the action to notes that are accepted.
#include <QDoubleSpinBox>

#include "tests/ui/shell/window_fixture.h"
#include "ui/compose/take_record.h"
#include "ui/controls/labelled_slider.h"

namespace cadenza::ui {
namespace {

using Activity = LiveController::Activity;

class LiveTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    drawNote(0);
    window.actions().follow->setChecked(true);
  }
  void toggle(QAction* action) {
    ASSERT_TRUE(action->isEnabled());
    action->trigger();
  }
  [[nodiscard]] bool streams() {
    return waitUntil([this] { return window.roll().candidate().notes.size() > 10; });
  }
  [[nodiscard]] bool plays(Tick until) {
    return waitUntil([&] { return playback.position() > until; });
  }
  void press(int pitch) { play(MidiMessage::noteOn(pitch, 80)); }
  void let(int pitch) { play(MidiMessage::noteOff(pitch)); }
  [[nodiscard]] bool answers() {
    return waitUntil([this] { return live.report().state == LiveState::Answering; });
  }
  [[nodiscard]] bool waits() {
    return waitUntil(
        [this] { return window.session().state() == ComposeSession::State::Proposed; });
  }

 private:
  void play(const MidiMessage& message) {
    playback.input({message, std::chrono::steady_clock::now()});
  }
};

TEST_F(LiveTest, WhatIsPlayedOnStreamsIntoTheRollAndIsTakenAsOneStep) {
  playback.seek(document.score().end());
  toggle(window.actions().playOn);
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_FALSE(window.actions().generate->isEnabled());
  EXPECT_FALSE(window.actions().answerMe->isEnabled());
  ASSERT_TRUE(streams());
  ASSERT_TRUE(plays(6 * ticksPerQuarter));
  EXPECT_EQ(noteCount(), 1u);
  toggle(window.actions().playOn);
  EXPECT_FALSE(playback.isPlaying());
  ASSERT_TRUE(waits());
  EXPECT_FALSE(window.actions().playOn->isChecked());
  ASSERT_EQ(document.takes().size(), 1u);
  EXPECT_EQ(document.takes()[0].model, "pretended");
  EXPECT_EQ(liveKindOf(document.takes()[0].settings), LiveKind::PlayedOn);
  const std::size_t proposed = window.session().proposal().notes.size();
  EXPECT_GT(proposed, 0u);
  toggle(window.actions().accept);
  EXPECT_EQ(noteCount(), 1 + proposed);
  document.undoStack().undo();
  EXPECT_EQ(noteCount(), 1u);
}

TEST_F(LiveTest, WhatIsDroppedStaysAsATake) {
  toggle(window.actions().playOn);
  ASSERT_TRUE(plays(5 * ticksPerQuarter));
  toggle(window.actions().playOn);
  ASSERT_TRUE(waits());
  toggle(window.actions().reject);
  EXPECT_EQ(noteCount(), 1u);
  EXPECT_EQ(document.takes().size(), 1u);
  EXPECT_TRUE(window.roll().candidate().notes.empty());
}

TEST_F(LiveTest, TheControlsOfThePanelHoldAtOnce) {
  toggle(window.actions().playOn);
  ASSERT_TRUE(streams());
  find<LabelledSlider>("composeTemperature").setValue(2);
  EXPECT_TRUE(waitUntil([this] {
    const auto& notes = live.music().notes;
    return std::ranges::any_of(notes, [](const Note& note) { return note.velocity == 80; });
  }));
}

TEST_F(LiveTest, SaysHowFarAheadItWrites) {
  toggle(window.actions().playOn);
  EXPECT_TRUE(waitUntil(
      [this] { return find<QLabel>("liveState").text().contains(QStringLiteral("ahead")); }));
  EXPECT_TRUE(find<QLabel>("liveBehind").isHidden());
}

TEST_F(LiveTest, PausingRestsAndPlayingGoesOn) {
  toggle(window.actions().playOn);
  ASSERT_TRUE(plays(2 * ticksPerQuarter));
  window.actions().play->trigger();
  EXPECT_FALSE(playback.isPlaying());
  EXPECT_EQ(live.activity(), Activity::PlayOn);
  EXPECT_TRUE(waitUntil(
      [this] { return find<QLabel>("liveState").text().contains(QStringLiteral("Paused")); }));
  window.actions().play->trigger();
  EXPECT_TRUE(plays(4 * ticksPerQuarter));
}

TEST_F(LiveTest, ADuetIsOneTakeOfBothSides) {
  find<QDoubleSpinBox>("liveBreath").setValue(0.2);
  toggle(window.actions().answerMe);
  ASSERT_TRUE(waitUntil([this] { return live.report().state == LiveState::Listening; }));
  ASSERT_TRUE(plays(document.score().end() + 1));
  press(64);
  ASSERT_TRUE(waitUntil([this] { return live.report().state == LiveState::Hearing; }));
  let(64);
  ASSERT_TRUE(answers());
  ASSERT_TRUE(waitUntil([this] { return live.music().notes.size() > 3; }));
  ASSERT_TRUE(waitUntil([this] { return live.report().state == LiveState::Listening; }));
  toggle(window.actions().answerMe);
  ASSERT_TRUE(waits());
  ASSERT_EQ(document.takes().size(), 1u);
  const auto& notes = document.takes()[0].material.notes();
  EXPECT_EQ(notes.front().pitch, 64);
  EXPECT_GT(notes.size(), 3u);
}

TEST_F(LiveTest, ANewPieceEndsIt) {
  toggle(window.actions().playOn);
  ASSERT_TRUE(streams());
  document.reset(Score());
  EXPECT_TRUE(waitUntil([this] { return live.activity() == Activity::None; }));
  EXPECT_FALSE(playback.isLent());
}

}  // namespace
}  // namespace cadenza::ui
