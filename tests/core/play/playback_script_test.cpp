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
      sink_.turnTo(sink_.now() + random_.uniform() * late);
      playback_.advance();
      check();
    }
  }

  void letThePieceEnd() {
    playback_.setLoop(std::nullopt);
    for (int step = 0; step < 10'000 && playback_.advance(); ++step) {
      sink_.turnTo(sink_.now() + 0.05);
    }
    checkSilence();
  }

  void stop() {
    random_.below(2) == 0 ? playback_.pause() : playback_.panic();
    while (playback_.advance()) sink_.turnTo(sink_.now() + 0.05);
    checkSilence();
  }

 private:
  Tick anyTick() { return static_cast<Tick>(random_.below(12 * ticksPerQuarter)); }

  void act() {
    switch (random_.below(12)) {
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
      default:
        return;
    }
  }

  std::shared_ptr<const Schedule> anySchedule() {
    const Score score = randomScore(random_);
    return std::make_shared<const Schedule>(random_.below(2) == 0 ? makeSchedule(score)
                                                                  : makeScheduleWithClicks(score));
  }

  void check() {
    ASSERT_EQ(sink_.contradictions(), 0);
    ASSERT_GE(playback_.position(), 0);
    if (playback_.playing()) return;
    ASSERT_EQ(sink_.pedal(), 0);
    for (int pitch = 0; pitch < 128; ++pitch) ASSERT_FALSE(sink_.sounds(pitch));
  }

  void checkSilence() {
    sink_.turnTo(sink_.now());
    ASSERT_FALSE(playback_.playing());
    ASSERT_TRUE(sink_.nothingQueued());
    ASSERT_EQ(sink_.soundingNotes(), 0u);
    ASSERT_EQ(sink_.pedal(), 0);
  }

  Random random_;
  RecordingSink sink_;
  Playback playback_{sink_};
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
