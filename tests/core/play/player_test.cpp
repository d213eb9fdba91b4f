// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/player.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/play/silent_sink.h"
#include "tests/support/comes_true.h"
#include "tests/support/random_score.h"
#include "tests/support/recording_sink.h"

namespace cadenza {
namespace {

using test::comesTrue;
using test::randomScore;
using test::RecordingSink;

// A recording that outlives the player and that the test's thread may look at and turn on.
class SharedRecording {
 public:
  void turnTo(double now) {
    const std::lock_guard lock(mutex_);
    sink_.turnTo(now);
  }
  // Waits until `what(sink)` holds; answers whether it came to hold.
  template <class Condition>
  bool comesTrue(Condition what) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return what(sink_); });
  }
  template <class Action>
  auto with(Action action) {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
    return action(sink_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  RecordingSink sink_;
};

class SharedSink : public NoteSink {
 public:
  /// A clock that only the test turns would be taken for a device that went away; so it `moves` by
  /// next to nothing each time.
  explicit SharedSink(std::shared_ptr<SharedRecording> recording, bool moves = true)
      : recording_(std::move(recording)), step_(moves ? 1e-12 : 0) {}
  [[nodiscard]] double now() override {
    moved_ += step_;
    return moved_ + recording_->with([](RecordingSink& sink) { return sink.now(); });
  }
  void send(const MidiMessage& message, double when) override {
    recording_->with([&](RecordingSink& sink) { sink.send(message, when); });
  }
  void silence() override {
    recording_->with([](RecordingSink& sink) { sink.silence(); });
  }
  [[nodiscard]] std::string description() const override { return "shared recording"; }
  [[nodiscard]] bool audible() const override { return true; }

 private:
  std::shared_ptr<SharedRecording> recording_;
  double step_;
  double moved_ = 0;
};

// A silent sink in place of a device that is away.
class StandIn : public SilentSink {
 public:
  StandIn() : SilentSink("stands in") {}
  [[nodiscard]] bool provisional() const override { return true; }
};

std::shared_ptr<const Schedule> longNote() {
  ScoreItems items;
  items.notes.push_back({0, 100 * ticksPerQuarter, 60, 80});
  return std::make_shared<const Schedule>(makeSchedule(Score(std::move(items))));
}

class PlayerTest : public ::testing::Test {
 protected:
  std::unique_ptr<Player> makePlayer() {
    return std::make_unique<Player>([this] { return std::make_unique<SharedSink>(recording); });
  }
  void soundTheLongNote(Player& player) {
    player.setSchedule(longNote());
    player.play();
    ASSERT_TRUE(recording->comesTrue([](RecordingSink& sink) { return !sink.nothingQueued(); }));
    recording->turnTo(0.05);
    ASSERT_TRUE(recording->comesTrue([](RecordingSink& sink) { return sink.sounds(60); }));
  }
  static bool isSilent(RecordingSink& sink) {
    return sink.nothingQueued() && sink.soundingNotes() == 0 && sink.pedal() == 0;
  }

  std::shared_ptr<SharedRecording> recording = std::make_shared<SharedRecording>();
};

TEST_F(PlayerTest, SoundsWhatItPlaysAndIsSilentWhenPaused) {
  const auto player = makePlayer();
  soundTheLongNote(*player);
  player->pause();
  EXPECT_TRUE(recording->comesTrue(isSilent));
}

TEST_F(PlayerTest, DestructionEndsWhatSounds) {
  auto player = makePlayer();
  soundTheLongNote(*player);
  player.reset();
  EXPECT_TRUE(recording->with(isSilent));
}

TEST_F(PlayerTest, StateShowsACommandAtOnce) {
  const auto player = makePlayer();
  player->setSchedule(longNote());
  player->seek(1234);
  EXPECT_EQ(player->state().position, 1234);
  player->play();
  EXPECT_TRUE(player->state().playing);
  player->pause();
  EXPECT_FALSE(player->state().playing);
}

TEST_F(PlayerTest, StateDescribesTheSinkOnceItIsMade) {
  const auto player = makePlayer();
  ASSERT_TRUE(comesTrue([&] { return player->state().ready; }));
  EXPECT_EQ(player->state().sink, "shared recording");
  EXPECT_TRUE(player->state().audible);
}

TEST_F(PlayerTest, CommandsGivenWhileTheSinkIsMadeAreKept) {
  std::mutex gate;
  std::unique_lock closed(gate);
  Player player([&]() -> std::unique_ptr<NoteSink> {
    const std::lock_guard wait(gate);
    return std::make_unique<SharedSink>(recording);
  });
  player.setSchedule(longNote());
  player.play();
  EXPECT_FALSE(player.state().ready);
  closed.unlock();
  EXPECT_TRUE(recording->comesTrue([](RecordingSink& sink) { return !sink.nothingQueued(); }));
}

TEST_F(PlayerTest, AFactoryThatFailsLeavesASilentPlayerThatSaysWhy) {
  Player player([]() -> std::unique_ptr<NoteSink> { throw std::runtime_error("the font broke"); });
  ASSERT_TRUE(comesTrue([&] { return player.state().ready; }));
  EXPECT_FALSE(player.state().audible);
  EXPECT_NE(player.state().sink.find("the font broke"), std::string::npos);
  player.setSchedule(longNote());
  player.play();
  EXPECT_TRUE(comesTrue([&] { return player.state().position > 0; }));
}

TEST_F(PlayerTest, ASinkWhoseClockStandsStillIsMadeAnew) {
  int made = 0;
  Player player([&]() -> std::unique_ptr<NoteSink> {
    if (made++ == 0) return std::make_unique<SharedSink>(recording, false);
    return std::make_unique<SilentSink>("the second");
  });
  player.setSchedule(longNote());
  player.play();
  ASSERT_TRUE(comesTrue([&] { return player.state().sink == "the second"; }));
  EXPECT_TRUE(recording->with(isSilent));
  EXPECT_TRUE(comesTrue([&] { return player.state().position > 0; }));
  EXPECT_TRUE(player.state().playing);
}

TEST_F(PlayerTest, AnotherSinkGoesOnWhereTheFirstStopsAndTheFirstIsSilent) {
  const auto player = makePlayer();
  soundTheLongNote(*player);
  const auto second = std::make_shared<SharedRecording>();
  player->setSink([&] { return std::make_unique<SharedSink>(second); });
  EXPECT_TRUE(recording->comesTrue(isSilent));
  player->seek(0);
  ASSERT_TRUE(second->comesTrue([](RecordingSink& sink) { return !sink.nothingQueued(); }));
  EXPECT_TRUE(player->state().playing);
}

TEST_F(PlayerTest, AStandInGivesWayWhenTheDeviceIsBack) {
  std::atomic<int> made = 0;
  Player player([&]() -> std::unique_ptr<NoteSink> {
    if (made++ < 2) return std::make_unique<StandIn>();
    return std::make_unique<SharedSink>(recording);
  });
  player.setSchedule(longNote());
  player.play();
  EXPECT_TRUE(comesTrue([&] { return player.state().sink == "shared recording"; }));
  EXPECT_TRUE(player.state().playing);
}

TEST_F(PlayerTest, WhatHandsPlayIsHeardAndKeptWithItsPlaceInTheMusic) {
  const auto player = makePlayer();
  player->input({MidiMessage::noteOn(72, 80), std::chrono::steady_clock::now()});
  ASSERT_TRUE(comesTrue([&] { return player->inputCount() == 1; }));
  recording->turnTo(0.001);
  EXPECT_TRUE(recording->with([](RecordingSink& sink) { return sink.sounds(72, 1); }));
  soundTheLongNote(*player);
  player->input({MidiMessage::noteOff(72), std::chrono::steady_clock::now()});
  ASSERT_TRUE(comesTrue([&] { return player->inputCount() == 2; }));
  const std::vector<PlayedInput> inputs = player->inputs(0);
  EXPECT_FALSE(inputs[0].place);
  ASSERT_TRUE(inputs[1].place);
  EXPECT_LT(inputs[1].place->tick, ticksPerQuarter);
  EXPECT_EQ(player->inputs(1).size(), 1u);
}

TEST_F(PlayerTest, ASinkThatThrowsStopsThePlayerNotTheProgram) {
  class Broken : public SilentSink {
   public:
    Broken() : SilentSink("broken") {}
    void send(const MidiMessage&, double) override { throw std::runtime_error("cable pulled"); }
  };
  Player player([] { return std::make_unique<Broken>(); });
  player.audition(60, 80);
  ASSERT_TRUE(comesTrue([&] {
    return player.state().ready && !player.state().sink.empty() && player.state().sink != "broken";
  }));
  EXPECT_NE(player.state().sink.find("cable pulled"), std::string::npos);
}

TEST_F(PlayerTest, AnAuditionedNoteIsHeardWithoutPlaying) {
  const auto player = makePlayer();
  player->audition(64, 100);
  ASSERT_TRUE(recording->comesTrue([](RecordingSink& sink) { return !sink.nothingQueued(); }));
  recording->turnTo(0.01);
  EXPECT_TRUE(recording->with([](RecordingSink& sink) { return sink.sounds(64, 1); }));
  recording->turnTo(0.6);
  EXPECT_TRUE(recording->comesTrue([](RecordingSink& sink) {
    sink.turnTo(sink.now() + 0.001);
    return isSilent(sink);
  }));
}

TEST_F(PlayerTest, ManyHandsAtOnceLeaveNoNoteHanging) {
  auto player = makePlayer();
  {
    std::vector<std::jthread> hands;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      hands.emplace_back([&, seed] {
        Random random(seed);
        for (int i = 0; i < 400; ++i) {
          const auto tick = static_cast<Tick>(random.below(4 * ticksPerQuarter));
          switch (random.below(12)) {
            case 0:
              player->pause();
              break;
            case 1:
              player->seek(tick);
              break;
            case 2:
              player->setLoop(TickRange{0, tick});
              break;
            case 3:
              player->audition(60, 80);
              break;
            case 4:
              player->setSchedule(
                  std::make_shared<const Schedule>(makeSchedule(randomScore(random))));
              break;
            case 5:
              recording->with([](RecordingSink& s) { s.turnTo(s.now() + 0.01); });
              break;
            case 7:
            case 8:
              player->input(
                  {random.below(2) == 0 ? MidiMessage::noteOn(61, 80) : MidiMessage::noteOff(61),
                   std::chrono::steady_clock::now()});
              break;
            case 9:
              player->setSpeed(2 * random.uniform());
              break;
            case 10:
              player->setSink([this] { return std::make_unique<SharedSink>(recording); });
              break;
            case 6:
              EXPECT_GE(player->state().position, 0);
              break;
            default:
              player->play();
          }
        }
      });
    }
  }
  player.reset();
  EXPECT_TRUE(recording->with(isSilent));
  EXPECT_EQ(recording->with([](RecordingSink& sink) { return sink.contradictions(); }), 0);
}

}  // namespace
}  // namespace cadenza
