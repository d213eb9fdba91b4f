// SPDX-License-Identifier: GPL-3.0-or-later
// Live music through FluidSynth on a real JACK server with a dummy device.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <mutex>
#include <optional>

#include "core/live/live_composer.h"
#include "core/live/player_stage.h"
#include "core/play/default_sink.h"
#include "tests/core/live/fake_stream.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_soundfont.h"

namespace cadenza {
namespace {

using test::comesTrue;

class LiveJackTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!server.runs()) GTEST_SKIP() << "no JACK server here";
    std::ofstream(font, std::ios::binary) << test::TinySoundfont().bytes();
    SoundSetup setup;
    setup.synth.driver = "jack";
    setup.synth.soundfont = font.string();
    player = std::make_shared<Player>([setup] { return makeSink(setup); });
    stage = std::make_shared<PlayerStage>(player);
    ASSERT_TRUE(comesTrue([&] { return player->state().audible; }));
  }
  [[nodiscard]] LiveComposer::Listener listener() {
    return [this](const LiveReport& report) {
      const std::lock_guard lock(mutex);
      last = report;
    };
  }
  [[nodiscard]] bool reaches(LiveState state) {
    return comesTrue([&] {
      const std::lock_guard lock(mutex);
      return last && last->state == state;
    });
  }
  [[nodiscard]] bool plays(Tick until) {
    return comesTrue([&] { return player->state().position >= until; });
  }
  static BeginComposing model() {
    return [](const ComposeRequest& request) { return test::beginFake(request); };
  }

  test::JackServer server;
  test::TemporaryFolder folder;
  std::filesystem::path font = folder.path() / "tone.sf2";
  std::shared_ptr<Player> player;
  std::shared_ptr<PlayerStage> stage;
  std::mutex mutex;
  std::optional<LiveReport> last;  // guarded by mutex
};

TEST_F(LiveJackTest, PlaysOnBehindThePieceWhileTheControlsChange) {
  PlayOnWish wish;
  wish.request.seed = Score({{{0, 960, 60, 80}}, {}, {}, {}});
  LiveComposer composer(stage, model(), wish, listener());
  player->play();
  ASSERT_TRUE(reaches(LiveState::WritingAhead));
  for (Tick beat = 1; beat <= 6; ++beat) {
    ASSERT_TRUE(plays(beat * ticksPerQuarter));
    Controls controls;
    controls.temperature = 0.5 + 0.2 * beat;
    composer.setControls(controls);
  }
  composer.stop();
  ASSERT_TRUE(reaches(LiveState::Ended));
  EXPECT_FALSE(last->error);
  EXPECT_FALSE(last->changes.empty());
  EXPECT_GT(last->music->range.end, 6 * ticksPerQuarter);
}

TEST_F(LiveJackTest, AnswersAndIsInterrupted) {
  AnswerWish wish;
  wish.options.breath = 0.1;
  LiveComposer composer(stage, model(), wish, listener());
  ASSERT_TRUE(reaches(LiveState::Listening));
  player->play();
  ASSERT_TRUE(plays(1));
  const auto press = [&](const MidiMessage& message) {
    player->input({message, std::chrono::steady_clock::now()});
  };
  press(MidiMessage::noteOn(60, 80));
  ASSERT_TRUE(reaches(LiveState::Hearing));
  press(MidiMessage::noteOff(60));
  ASSERT_TRUE(reaches(LiveState::Answering));
  press(MidiMessage::noteOn(62, 80));
  ASSERT_TRUE(reaches(LiveState::Hearing));
  press(MidiMessage::noteOff(62));
  ASSERT_TRUE(reaches(LiveState::Answering));
  ASSERT_TRUE(reaches(LiveState::Listening));
}

}  // namespace
}  // namespace cadenza
