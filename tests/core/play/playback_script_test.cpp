// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of random scripts of everything that hands can do to a playback: whatever happens, keys
// that go down come up, and where nothing plays nothing sounds.
#include <gtest/gtest.h>

#include <memory>

#include "core/base/random.h"
#include "core/play/playback.h"
#include "tests/support/random_score.h"
#include "tests/support/recording_sink.h"

namespace cadenza {
namespace {

using test::randomScore;
using test::RecordingSink;

class Script {
 public:
  explicit Script(std::uint64_t seed) : random_(seed) {}

  void run(int steps) {
    for (int step = 0; step < steps && !::testing::Test::HasFatalFailure(); ++step) {
      act();
      playback_.advance();
      // Now and then the thread comes far too late.
      const double late = random_.below(20) == 0 ? 1.0 : 0.09;
      sink_->turnTo(sink_->now() + random_.uniform() * late);
      playback_.advance();
      check();
    }
  }

  void letThePieceEnd() {
    playback_.setLoop(std::nullopt);
    playback_.setSchedule(std::make_shared<const Schedule>(makeSchedule(randomScore(random_))));
    for (int step = 0; step < 10'000 && playback_.advance(); ++step) {
      sink_->turnTo(sink_->now() + 0.05);
    }
    checkSilence();
  }

  void stop() {
    random_.below(2) == 0 ? playback_.pause() : playback_.panic();
    while (playback_.advance()) sink_->turnTo(sink_->now() + 0.05);
    checkSilence();
  }

 private:
  Tick anyTick() { return static_cast<Tick>(random_.below(12 * ticksPerQuarter)); }

  void act() {
    switch (random_.below(20)) {
      case 0:
      case 1:
      case 2:
        return playback_.play();
      case 3:
        return playback_.pause();
      case 4:
        return playback_.seek(anyTick());
      case 5:
        return playback_.setLoop(TickRange{anyTick(), anyTick()});
      case 6:
        return playback_.setLoop(std::nullopt);
      case 7:
      case 8:
        return playback_.setSchedule(anySchedule());
      case 9:
        return playback_.audition(static_cast<int>(random_.below(128)), 80);
      case 10:
        if (random_.below(5) == 0) playback_.panic();
        return;
      case 11:
        return playback_.setSpeed(0.1 + 2.5 * random_.uniform());
      case 12:
      case 13:
        return playback_.input(anyInput());
      case 14:
        return playback_.setThru(random_.below(3) > 0);
      case 15:
        return moveToTheOtherSink();
      case 16:
        return playback_.play(
            makeCountIn(randomScore(random_), anyTick(), static_cast<int>(random_.below(3)), {}));
      default:
        return;
    }
  }

  std::shared_ptr<const Schedule> anySchedule() {
    const Score score = randomScore(random_);
    ScheduleOptions options;
    if (random_.below(2) == 0) options.clicks = ClickSound{};
    options.clock = random_.below(4) == 0;
    Schedule schedule = makeSchedule(score, options);
    if (random_.below(3) == 0) schedule.hold = anyTick();
    return std::make_shared<const Schedule>(std::move(schedule));
  }

  MidiMessage anyInput() {
    const auto pitch = static_cast<int>(random_.below(128));
    switch (random_.below(3)) {
      case 0:
        return MidiMessage::noteOn(pitch, 80);
      case 1:
        return MidiMessage::noteOff(pitch);
      default:
        return MidiMessage::pedal(static_cast<int>(random_.below(128)));
    }
  }

  // Ports come and go; on the one that is left nothing may hang.
  void moveToTheOtherSink() {
    RecordingSink& left = *sink_;
    sink_ = sink_ == &one_ ? &other_ : &one_;
    sink_->setLatency(0.05 * random_.uniform());
    playback_.moveTo(*sink_);
    left.turnTo(left.now());
    expectSilence(left);
  }

  void check() {
    ASSERT_EQ(sink_->contradictions(), 0);
    ASSERT_GE(playback_.position(), 0);
    if (playback_.playing()) return;
    ASSERT_EQ(sink_->pedal(), 0);
    for (int pitch = 0; pitch < 128; ++pitch) ASSERT_FALSE(sink_->sounds(pitch));
  }

  void checkSilence() {
    ASSERT_FALSE(playback_.playing());
    letGo();
    sink_->turnTo(sink_->now());
    expectSilence(*sink_);
  }

  // What hands hold down sounds while nothing plays, until they let go.
  void letGo() {
    playback_.setThru(true);
    for (int pitch = 0; pitch < 128; ++pitch) playback_.input(MidiMessage::noteOff(pitch));
    playback_.input(MidiMessage::pedal(0));
  }

  static void expectSilence(const RecordingSink& sink) {
    EXPECT_TRUE(sink.nothingQueued());
    EXPECT_EQ(sink.soundingNotes(), 0u);
    for (int channel = 0; channel < 16; ++channel) EXPECT_EQ(sink.pedal(channel), 0);
  }

  Random random_;
  RecordingSink one_;
  RecordingSink other_;
  RecordingSink* sink_ = &one_;
  Playback playback_{one_};
};

TEST(PlaybackScripts, NoNoteHangsWhateverHandsDoAndThePieceEnds) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    Script script(seed);
    script.run(40);
    script.letThePieceEnd();
    if (HasFatalFailure()) return;
  }
}

TEST(PlaybackScripts, NoNoteHangsWhateverHandsDoAndThePlayerIsStopped) {
  for (std::uint64_t seed = 0; seed < 7000; ++seed) {
    SCOPED_TRACE(seed);
    Script script(seed);
    script.run(20);
    script.stop();
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace cadenza
