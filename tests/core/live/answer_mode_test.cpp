// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/answer_mode.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/live/fake_stage.h"
#include "tests/core/live/fake_stream.h"

namespace cadenza {
namespace {

using test::FakeStage;

struct Session {
  explicit Session(AnswerWish wish = {})
      : mode(
            stage,
            [this](const ComposeRequest& request) {
              return test::beginFake(request, [this] {
                if (stepSeconds > 0) stage.run(stepSeconds);
              });
            },
            std::move(wish)) {
    turn();
    stage.playback.play();
  }

  void turn() {
    const auto wait = mode.turn();
    ASSERT_TRUE(wait);
    stage.run(std::max(wait->value_or(0), 0.001));
  }
  void runFor(double seconds) {
    const double end = stage.now() + seconds;
    while (stage.now() < end && !::testing::Test::HasFatalFailure()) turn();
  }
  void play(int pitch, double seconds) {
    stage.play(MidiMessage::noteOn(pitch, 80));
    runFor(seconds);
    stage.play(MidiMessage::noteOff(pitch));
  }
  // Of the piece's channel; hands have their own.
  [[nodiscard]] std::size_t sounding() const {
    std::size_t count = 0;
    for (int pitch = 0; pitch < 128; ++pitch) count += stage.sink.sounds(pitch) ? 1 : 0;
    return count;
  }

  double stepSeconds = 0;
  FakeStage stage;
  AnswerMode mode;
};

TEST(AnswerMode, AnAnswerIsHeardSoonAfterTheBreath) {
  Session session;
  for (const int pitch : {60, 64, 67}) session.play(pitch, 0.5);
  const double let = session.stage.now();
  session.runFor(1.5);
  double answered = 0;
  for (const auto& heard : session.stage.sink.heardNoteOns()) {
    if (heard.message.channel() == 0 && answered == 0) answered = heard.when;
  }
  EXPECT_GT(answered - let, 0.6);
  EXPECT_LT(answered - let, 0.6 + 0.2);
}

TEST(AnswerMode, TheNotesOfAnInterruptedAnswerEndWithinTheLookAhead) {
  Session session;
  for (const int pitch : {60, 64, 67}) session.play(pitch, 1);
  session.runFor(2);
  ASSERT_EQ(session.mode.report().state, LiveState::Answering);
  session.stage.play(MidiMessage::noteOn(50, 80));
  session.runFor(0.2);
  EXPECT_EQ(session.sounding(), 0u);
  EXPECT_TRUE(session.stage.sink.sounds(50, 1));
}

TEST(AnswerMode, BothSidesAreInTheMusicWhereTheyWereHeard) {
  Session session;
  for (const int pitch : {60, 64, 67}) session.play(pitch, 0.5);
  session.runFor(4);
  const Composition music = session.mode.music(0);
  EXPECT_EQ(music.material.notes[0].pitch, 60);
  EXPECT_EQ(music.material.notes[1].pitch, 64);
  EXPECT_EQ(music.material.notes[2].pitch, 67);
  EXPECT_GT(music.material.notes.size(), 5u);
  std::vector<int> heard;
  for (const auto& on : session.stage.sink.heardNoteOns()) {
    if (on.message.channel() == 0) heard.push_back(on.message.data1);
  }
  std::vector<int> written;
  for (std::size_t i = 3; i < music.material.notes.size(); ++i) {
    written.push_back(music.material.notes[i].pitch);
  }
  EXPECT_EQ(heard, written);
}

TEST(AnswerMode, NoNoteHangsWhateverHandsDo) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Session session;
    for (int step = 0; step < 30; ++step) {
      const int pitch = 50 + static_cast<int>(random.below(20));
      switch (random.below(10)) {
        case 0:
          session.stage.playback.pause();
          break;
        case 1:
          session.stage.playback.seek(static_cast<Tick>(random.below(9600)));
          break;
        case 2:
          session.stepSeconds = random.below(2) == 0 ? 0.2 : 0.001;
          break;
        case 3:
          session.mode.setPiece(std::make_shared<const Score>());
          break;
        case 4:
        case 5:
          session.play(pitch, random.uniform());
          break;
        case 6:
          session.stage.play(MidiMessage::noteOn(pitch, 80));
          break;
        default:
          session.stage.playback.play();
      }
      session.runFor(1.2 * random.uniform());
      ASSERT_EQ(session.stage.sink.contradictions(), 0);
    }
    session.stage.playback.pause();
    for (int pitch = 0; pitch < 128; ++pitch) session.stage.play(MidiMessage::noteOff(pitch));
    session.stage.run(0.3);
    ASSERT_EQ(session.stage.sink.soundingNotes(), 0u);
    ASSERT_EQ(session.stage.sink.pedal(), 0);
  }
}

}  // namespace
}  // namespace cadenza
