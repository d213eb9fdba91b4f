// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/live_composer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

#include "core/live/player_stage.h"
#include "core/play/silent_sink.h"
#include "tests/core/live/fake_stream.h"
#include "tests/support/comes_true.h"

namespace cadenza {
namespace {

using test::comesTrue;

// What a session said, for the test's thread to look at.
class Reports {
 public:
  void add(const LiveReport& report) {
    const std::lock_guard lock(mutex_);
    reports_.push_back(report);
  }
  [[nodiscard]] LiveComposer::Listener listener() {
    return [this](const LiveReport& report) { add(report); };
  }
  [[nodiscard]] std::optional<LiveReport> last() const {
    const std::lock_guard lock(mutex_);
    return reports_.empty() ? std::nullopt : std::optional(reports_.back());
  }
  [[nodiscard]] bool reaches(LiveState state) const {
    return comesTrue([&] {
      const auto report = last();
      return report && report->state == state;
    });
  }

 private:
  mutable std::mutex mutex_;
  std::vector<LiveReport> reports_;
};

class LiveComposerTest : public ::testing::Test {
 protected:
  static BeginComposing model() {
    return [](const ComposeRequest& request) { return test::beginFake(request); };
  }

  std::shared_ptr<Player> player =
      std::make_shared<Player>([] { return std::make_unique<SilentSink>("silent"); });
  std::shared_ptr<PlayerStage> stage = std::make_shared<PlayerStage>(player);
  Reports reports;
};

TEST_F(LiveComposerTest, WritesAheadWhileThePlayerPlaysUntilItIsStopped) {
  LiveComposer composer(stage, model(), PlayOnWish{}, reports.listener());
  player->play();
  ASSERT_TRUE(reports.reaches(LiveState::WritingAhead));
  ASSERT_TRUE(comesTrue([&] { return player->state().position > ticksPerQuarter / 2; }));
  EXPECT_GE(reports.last()->secondsAhead, 2);
  composer.stop();
  ASSERT_TRUE(reports.reaches(LiveState::Ended));
  EXPECT_FALSE(reports.last()->error);
  EXPECT_FALSE(reports.last()->music->material.notes.empty());
}

TEST_F(LiveComposerTest, ChangedControlsAreSoonInWhatIsWritten) {
  LiveComposer composer(stage, model(), PlayOnWish{}, reports.listener());
  player->play();
  ASSERT_TRUE(reports.reaches(LiveState::WritingAhead));
  Controls controls;
  controls.temperature = 2;
  composer.setControls(controls);
  EXPECT_TRUE(comesTrue([&] {
    const auto& notes = reports.last()->music->material.notes;
    return std::ranges::any_of(notes, [](const Note& note) { return note.velocity == 80; });
  }));
}

TEST_F(LiveComposerTest, AModelThatFailsEndsItWithAReason) {
  const auto fails = [](const ComposeRequest&) -> Result<std::unique_ptr<CompositionStream>> {
    return Error{ErrorCode::UnsupportedFile, "no such chord"};
  };
  LiveComposer composer(stage, fails, PlayOnWish{}, reports.listener());
  ASSERT_TRUE(reports.reaches(LiveState::Ended));
  ASSERT_TRUE(reports.last()->error);
  EXPECT_EQ(reports.last()->error->detail, "no such chord");
}

TEST_F(LiveComposerTest, HandsAreAnswered) {
  AnswerWish wish;
  wish.options.breath = 0.1;
  LiveComposer composer(stage, model(), wish, reports.listener());
  ASSERT_TRUE(reports.reaches(LiveState::Listening));
  player->play();
  ASSERT_TRUE(comesTrue([&] { return player->state().position > 0; }));
  const auto now = [] { return std::chrono::steady_clock::now(); };
  player->input({MidiMessage::noteOn(60, 80), now()});
  ASSERT_TRUE(reports.reaches(LiveState::Hearing));
  player->input({MidiMessage::noteOff(60), now()});
  ASSERT_TRUE(reports.reaches(LiveState::Answering));
  player->input({MidiMessage::noteOn(62, 80), now()});
  ASSERT_TRUE(reports.reaches(LiveState::Hearing));
}

TEST_F(LiveComposerTest, AStageThatIsTakenBackIsNotPlayedOnAnyMore) {
  LiveComposer composer(stage, model(), PlayOnWish{}, reports.listener());
  ASSERT_TRUE(reports.reaches(LiveState::WritingAhead));
  stage->close();
  player->setSchedule(std::make_shared<const Schedule>());
  player->play();
  EXPECT_TRUE(comesTrue([&] { return !player->state().playing; }));
}

TEST_F(LiveComposerTest, GoesAtAnyMoment) {
  for (int i = 0; i < 20; ++i) {
    LiveComposer composer(stage, model(), PlayOnWish{}, reports.listener());
    if (i % 2 == 0) player->play();
  }
}

}  // namespace
}  // namespace cadenza
