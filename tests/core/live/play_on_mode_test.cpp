// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/play_on_mode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/live/live_schedule.h"
#include "tests/core/live/fake_stage.h"
#include "tests/core/live/fake_stream.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::FakeStage;

constexpr Tick bar = 4 * ticksPerQuarter;

Score twoBars() {
  ScoreItems items;
  for (Tick i = 0; i < 8; ++i) {
    items.notes.push_back(
        {i * ticksPerQuarter, ticksPerQuarter, static_cast<std::uint8_t>(60 + i)});
  }
  return Score(std::move(items));
}

PlayOnWish wishFor(Score piece, std::uint64_t seed = 1) {
  PlayOnWish wish;
  wish.request.seed = std::move(piece);
  wish.request.randomSeed = seed;
  return wish;
}

/// A stage, a mode on it, and a model whose steps take time.
struct Session {
  explicit Session(PlayOnWish wish)
      : mode(
            stage,
            [this](const ComposeRequest& request) {
              return test::beginFake(request, [this] {
                if (stepSeconds > 0) stage.run(stepSeconds);
              });
            },
            std::move(wish)) {}

  void turn() {
    const auto wait = mode.turn();
    ASSERT_TRUE(wait);
    if (*wait) stage.run(std::max(**wait, 0.001));
  }
  void runFor(double seconds) {
    const double end = stage.now() + seconds;
    while (stage.now() < end && !::testing::Test::HasFatalFailure()) turn();
  }
  void start() {
    turn();
    stage.playback.play();
  }

  double stepSeconds = 0;
  FakeStage stage;
  PlayOnMode mode;
};

std::vector<int> pitchesHeard(const FakeStage& stage) {
  std::vector<int> pitches;
  for (const auto& heard : stage.sink.heardNoteOns()) {
    if (heard.message.channel() == 0) pitches.push_back(heard.message.data1);
  }
  return pitches;
}

// By onset and pitch, as a schedule plays them.
std::vector<int> pitchesOf(const Score& piece, const Composition& written, std::size_t count) {
  std::vector<int> pitches;
  for (const TimedMessage& timed : liveSchedule(piece, written, 0).messages) {
    if (timed.message.isNoteOn() && pitches.size() < count) pitches.push_back(timed.message.data1);
  }
  return pitches;
}

void expectHeardIsWritten(const Session& session, const Score& piece) {
  const auto heard = pitchesHeard(session.stage);
  const auto written = pitchesOf(piece, session.mode.music(0), heard.size());
  EXPECT_EQ(heard, written);
}

TEST(PlayOnMode, ThePieceAndWhatIsWrittenAreHeardAsOne) {
  Session session(wishFor(twoBars()));
  session.start();
  session.runFor(30);
  EXPECT_EQ(session.stage.playback.waits(), 0);
  EXPECT_EQ(session.mode.report().timesBehind, 0);
  EXPECT_GT(pitchesHeard(session.stage).size(), 60u);
  expectHeardIsWritten(session, twoBars());
}

TEST(PlayOnMode, AModelThatIsTooSlowIsWaitedForAndNothingIsLost) {
  Session session(wishFor(twoBars()));
  session.start();
  session.stepSeconds = 0.4;
  session.runFor(60);
  EXPECT_GT(session.mode.report().timesBehind, 0);
  EXPECT_EQ(session.mode.report().timesBehind, session.stage.playback.waits());
  session.stepSeconds = 0;
  session.runFor(1);
  EXPECT_EQ(session.mode.report().state, LiveState::WritingAhead);
  session.runFor(20);
  expectHeardIsWritten(session, twoBars());
  EXPECT_EQ(session.stage.sink.contradictions(), 0);
}

TEST(PlayOnMode, WhatSoundsIsHeldWhileTheMusicWaits) {
  Session session(wishFor(twoBars()));
  session.start();
  session.runFor(8);
  session.stepSeconds = 20;
  session.runFor(15);
  ASSERT_EQ(session.mode.report().state, LiveState::FallenBehind);
  const auto sounding = session.stage.sink.soundingNotes();
  session.stage.run(3);
  EXPECT_EQ(session.stage.sink.soundingNotes(), sounding);
}

TEST(PlayOnMode, ChangesOfControlsAreHeardWithinTheReserveAndTheNextNotes) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Session session(wishFor(twoBars(), seed));
    session.start();
    session.runFor(10);
    Controls controls;
    controls.temperature = 3;  // the velocities tell
    const double asked = session.stage.now();
    session.mode.setControls(controls);
    session.runFor(4);
    double heard = 0;
    for (const auto& on : session.stage.sink.heardNoteOns()) {
      if (on.message.data2 == 120 && heard == 0) heard = on.when;
    }
    ASSERT_GT(heard, 0);
    EXPECT_LT(heard - asked, session.mode.report().reserve + 0.9);
    EXPECT_GT(heard - asked, 0.1);
    expectHeardIsWritten(session, twoBars());
  }
}

TEST(PlayOnMode, TheCostOfALongSessionDoesNotGrow) {
  Session session(wishFor(twoBars()));
  session.start();
  session.runFor(120);
  const std::size_t early = session.stage.messages;
  session.runFor(1200);
  EXPECT_LT(session.stage.messages, 2 * early);
  EXPECT_EQ(session.stage.playback.waits(), 0);
}

TEST(PlayOnMode, GoingBackIsHeardAsItWasWritten) {
  Session session(wishFor(twoBars()));
  session.start();
  session.runFor(60);
  const auto written = session.mode.music(0).material.notes;
  session.stage.playback.seek(0);
  session.runFor(50);
  const auto later = session.mode.music(0).material.notes;
  EXPECT_EQ(std::vector(later.begin(), later.begin() + 100),
            std::vector(written.begin(), written.begin() + 100));
  EXPECT_EQ(session.stage.sink.contradictions(), 0);
}

class Script {
 public:
  explicit Script(std::uint64_t seed)
      : random_(seed), session_(wishFor(test::randomScore(random_), seed)) {}

  void run(int steps) {
    session_.turn();
    session_.stage.playback.play();
    for (int step = 0; step < steps && !::testing::Test::HasFatalFailure(); ++step) {
      act();
      session_.turn();
      if (random_.below(4) == 0) session_.stage.run(random_.uniform());
      check();
    }
    session_.stage.playback.pause();
    for (int key = 0; key < 128; ++key) session_.stage.play(MidiMessage::noteOff(key));
    session_.stage.run(0.2);
    EXPECT_EQ(session_.stage.sink.soundingNotes(), 0u);
    EXPECT_EQ(session_.stage.sink.pedal(), 0);
  }

 private:
  void act() {
    Playback& playback = session_.stage.playback;
    switch (random_.below(16)) {
      case 0:
      case 1:
        return playback.play();
      case 2:
        return playback.pause();
      case 3:
        return playback.seek(static_cast<Tick>(random_.below(20 * bar)));
      case 4:
      case 5:
        return session_.mode.setControls(anyControls());
      case 6:
        return playback.setSpeed(0.25 + 1.75 * random_.uniform());
      case 7:
        session_.stepSeconds = random_.below(3) == 0 ? random_.uniform() : 0.002;
        return;
      case 8:
        return session_.mode.setPiece(std::make_shared<const Score>(test::randomScore(random_)));
      case 9:
        return session_.mode.setOptions(
            random_.below(2) == 0 ? ScheduleOptions{} : ScheduleOptions{ClickSound{}, true});
      case 10:
        return session_.stage.play(MidiMessage::noteOn(static_cast<int>(random_.below(128)), 70));
      case 11:
        return playback.panic();
      default:
        return;
    }
  }

  Controls anyControls() {
    Controls controls;
    controls.temperature = 0.5 + random_.uniform();
    if (random_.below(2) == 0) {
      controls.limits.key = Key{static_cast<int>(random_.below(12)), Scale::Minor};
    }
    return controls;
  }

  void check() {
    ASSERT_EQ(session_.stage.sink.contradictions(), 0);
    if (!session_.stage.playback.playing()) {
      for (int pitch = 0; pitch < 128; ++pitch) ASSERT_FALSE(session_.stage.sink.sounds(pitch));
    }
    const PlayOn* writer = session_.mode.writer();
    ASSERT_TRUE(writer);
    ASSERT_LE(writer->hold().value_or(0), writer->written());
  }

  Random random_;
  Session session_;
};

TEST(PlayOnMode, NoNoteHangsWhateverHandsDoAndTheControlsSay) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    SCOPED_TRACE(seed);
    Script(seed).run(40);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace cadenza
