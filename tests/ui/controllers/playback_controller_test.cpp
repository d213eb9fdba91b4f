// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/playback_controller.h"

#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class PlaybackControllerTest : public ::testing::Test {
 protected:
  const std::shared_ptr<NotingSink::Notes> notes = std::make_shared<NotingSink::Notes>();
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(notes); }};
};

TEST_F(PlaybackControllerTest, PlaysAndMovesOn) {
  playback.setScore(test::etude(60));
  playback.play();
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_TRUE(waitUntil([&] { return notes->count() > 0 && playback.position() > 0; }));
  playback.pause();
  EXPECT_FALSE(playback.isPlaying());
}

TEST_F(PlaybackControllerTest, ASeekIsSeenAtOnce) {
  playback.setScore(test::etude(60));
  Tick told = -1;
  QObject::connect(&playback, &PlaybackController::positionChanged,
                   [&](Tick tick) { told = tick; });
  playback.seek(3840);
  EXPECT_EQ(playback.position(), 3840);
  EXPECT_EQ(told, 3840);
}

TEST_F(PlaybackControllerTest, TellsWhenThePieceHasEnded) {
  playback.setScore(Score({{{0, 96, 60, 80}}, {}, {}, {}}));
  std::vector<bool> told;
  QObject::connect(&playback, &PlaybackController::playingChanged,
                   [&](bool playing) { told.push_back(playing); });
  playback.play();
  EXPECT_TRUE(waitUntil([&] { return told.size() == 2; }));
  EXPECT_THAT(told, ::testing::ElementsAre(true, false));
}

TEST_F(PlaybackControllerTest, SaysWhatItPlaysOn) {
  EXPECT_TRUE(waitUntil([&] { return playback.sound().ready; }));
  EXPECT_EQ(playback.sound().sink, "noting");
}

TEST_F(PlaybackControllerTest, OpensTheSoundOnlyWhenItIsNeeded) {
  std::atomic<int> made = 0;
  PlaybackController second(
      [&] {
        ++made;
        return std::make_unique<NotingSink>(notes);
      },
      PlaybackController::Opening::WhenNeeded);
  second.setScore(test::etude(60));
  second.setLoop(TickRange{0, 3840});
  second.seek(1920);
  second.pause();
  EXPECT_FALSE(second.isOpen());
  EXPECT_EQ(second.position(), 1920);
  second.play();
  EXPECT_GE(second.position(), 1920);
  EXPECT_TRUE(waitUntil([&] { return notes->count() > 0; }));
  EXPECT_EQ(made, 1);
}

TEST_F(PlaybackControllerTest, AGuestIsHeardInPlaceOfThePieceWhichKeepsItsPlace) {
  playback.setScore(test::etude(60));
  playback.seek(1920);
  std::vector<bool> told;
  QObject::connect(&playback, &PlaybackController::playingChanged,
                   [&](bool playing) { told.push_back(playing); });
  playback.hear(Score({{{0, 96, 60, 80}}, {}, {}, {}}));
  EXPECT_TRUE(playback.isHearing());
  EXPECT_TRUE(waitUntil([&] { return !playback.isHearing(); }));
  EXPECT_EQ(notes->count(), 1);
  EXPECT_EQ(playback.position(), 1920);
  EXPECT_TRUE(told.empty());
  playback.play();
  EXPECT_TRUE(waitUntil([&] { return playback.position() > 1920; }));
}

TEST_F(PlaybackControllerTest, PlayingThePieceEndsTheGuest) {
  playback.setScore(test::etude(60));
  int ended = 0;
  QObject::connect(&playback, &PlaybackController::hearingEnded, [&] { ++ended; });
  playback.hear(test::etude(48));
  playback.hear(test::etude(36));
  EXPECT_EQ(ended, 0);
  playback.play();
  EXPECT_FALSE(playback.isHearing());
  EXPECT_EQ(ended, 1);
  EXPECT_TRUE(playback.isPlaying());
}

TEST_F(PlaybackControllerTest, KnowsWhichKeysHandsHold) {
  const auto now = std::chrono::steady_clock::now();
  playback.input({MidiMessage::noteOn(60, 80), now});
  playback.input({MidiMessage::noteOn(64, 80), now});
  playback.input({MidiMessage::pedal(127), now});
  playback.input({MidiMessage::noteOff(60), now});
  EXPECT_TRUE(waitUntil([&] { return playback.heldKeys() == std::bitset<128>().set(64); }));
  playback.panic();
  EXPECT_TRUE(playback.heldKeys().none());
}

}  // namespace
}  // namespace cadenza::ui
