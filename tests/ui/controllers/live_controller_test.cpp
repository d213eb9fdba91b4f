// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_controller.h"

#include <algorithm>
#include <optional>

#include "tests/core/live/fake_stream.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class LiveControllerTest : public ::testing::Test {
 protected:
  LiveControllerTest() {
    document.reset(Score({{{0, 480, 60, 80}}, {}, {}, {}}));
    playback.setScore(document.score());
    QObject::connect(&live, &LiveController::ended,
                     [this](const LiveMusic& music) { left = music; });
    QObject::connect(&live, &LiveController::failed,
                     [this](const Error& error) { failure = error; });
  }

  Result<LiveModel> load() {
    ++loads;
    if (broken) return Error{ErrorCode::NotFound, "no model"};
    return LiveModel{[](const ComposeRequest& request) { return test::beginFake(request); }};
  }
  void playOn() {
    ComposeRequest request;
    request.seed = document.score();
    request.from = ticksPerQuarter;
    live.playOn("model", request);
  }
  [[nodiscard]] bool reaches(LiveState state) {
    return waitUntil([&] { return live.report().state == state; });
  }

  const std::shared_ptr<NotingSink::Notes> notes = std::make_shared<NotingSink::Notes>();
  Document document;
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(notes); }};
  std::atomic<int> loads = 0;
  std::atomic<bool> broken = false;
  std::optional<LiveMusic> left;
  std::optional<Error> failure;
  LiveController live{document, playback, [this](const auto&) { return load(); }};
};

TEST_F(LiveControllerTest, PlaysThePieceAndGoesOn) {
  playOn();
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_EQ(live.activity(), LiveController::Activity::PlayOn);
  ASSERT_TRUE(reaches(LiveState::WritingAhead));
  EXPECT_TRUE(waitUntil([&] { return playback.position() > 2 * ticksPerQuarter; }));
  EXPECT_GT(live.music().notes.size(), 5u);
  EXPECT_GE(live.range().end, playback.position() + 4 * ticksPerQuarter);
}

TEST_F(LiveControllerTest, StoppingLeavesWhatWasHeard) {
  playOn();
  ASSERT_TRUE(waitUntil([&] { return playback.position() > 2 * ticksPerQuarter; }));
  live.stop();
  EXPECT_FALSE(playback.isPlaying());
  EXPECT_FALSE(playback.isLent());
  ASSERT_TRUE(waitUntil([&] { return left.has_value(); }));
  EXPECT_EQ(live.activity(), LiveController::Activity::None);
  EXPECT_EQ(left->composition.range.begin, ticksPerQuarter);
  ASSERT_FALSE(left->composition.material.notes.empty());
  for (const Note& note : left->composition.material.notes) {
    EXPECT_LT(note.onset, playback.position());
    EXPECT_LE(note.end(), left->composition.range.end);
  }
}

TEST_F(LiveControllerTest, AModelThatCanNotBeOpenedIsSaid) {
  broken = true;
  playOn();
  ASSERT_TRUE(waitUntil([&] { return failure.has_value(); }));
  EXPECT_EQ(failure->detail, "no model");
  EXPECT_EQ(live.activity(), LiveController::Activity::None);
  EXPECT_FALSE(playback.isLent());
  broken = false;
  playOn();
  EXPECT_TRUE(reaches(LiveState::WritingAhead));
}

TEST_F(LiveControllerTest, AModelIsOpenedOnce) {
  for (int i = 0; i < 2; ++i) {
    left.reset();
    playOn();
    ASSERT_TRUE(reaches(LiveState::WritingAhead));
    live.stop();
    ASSERT_TRUE(waitUntil([&] { return left.has_value(); }));
  }
  EXPECT_EQ(loads, 1);
}

TEST_F(LiveControllerTest, HandsAreAnsweredBehindThePiece) {
  AnswerOptions options;
  options.breath = 0.1;
  live.answer("model", options);
  ASSERT_TRUE(reaches(LiveState::Listening));
  EXPECT_TRUE(waitUntil([&] { return playback.position() > 4 * ticksPerQuarter; }));
  const auto press = [&](const MidiMessage& message) {
    playback.input({message, std::chrono::steady_clock::now()});
  };
  press(MidiMessage::noteOn(64, 80));
  ASSERT_TRUE(reaches(LiveState::Hearing));
  press(MidiMessage::noteOff(64));
  ASSERT_TRUE(reaches(LiveState::Answering));
  ASSERT_TRUE(waitUntil([&] { return live.music().notes.size() > 2; }));
  live.stop();
  ASSERT_TRUE(waitUntil([&] { return left.has_value(); }));
  EXPECT_TRUE(left->isDuet);
  EXPECT_EQ(left->composition.material.notes.front().pitch, 64);
}

TEST_F(LiveControllerTest, AnotherGuestOfThePlayerEndsIt) {
  playOn();
  ASSERT_TRUE(reaches(LiveState::WritingAhead));
  playback.hear(test::etude(4));
  ASSERT_TRUE(waitUntil([&] { return left.has_value(); }));
  EXPECT_TRUE(playback.isHearing());
}

TEST_F(LiveControllerTest, GoesAtAnyMomentAndGivesThePlayerBack) {
  for (int i = 0; i < 5; ++i) {
    LiveController other(document, playback, [this](const auto&) { return load(); });
    ComposeRequest request;
    other.playOn("model", request);
  }
  EXPECT_FALSE(playback.isLent());
}

}  // namespace
}  // namespace cadenza::ui
