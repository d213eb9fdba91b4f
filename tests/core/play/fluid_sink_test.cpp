// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/play/default_sink.h"
#include "core/play/fluid_renderer.h"
#include "core/play/player.h"
#include "core/play/schedule.h"
#include "core/play/soundfont.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wav_file.h"

namespace cadenza {
namespace {

using test::comesTrue;
using test::JackServer;
using test::readWav;
using test::TemporaryFolder;
using test::WavFile;

constexpr int rate = 48'000;

class FluidSinkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto font = findSoundfont();
    if (!font) GTEST_SKIP() << "no soundfont on this machine";
    sound.soundfont = *font;
    sound.sampleRate = rate;
    sound.gain = 0.5;
  }
  std::unique_ptr<FluidSink> openOnFile() {
    sound.driver = "file:" + file.string();
    auto sink = FluidSink::open(sound);
    EXPECT_TRUE(sink);
    return sink ? std::move(*sink) : nullptr;
  }
  // The first frame from `from` on that is loud, or the end.
  static std::size_t onsetAfter(const WavFile& wav, std::size_t from) {
    std::size_t frame = from;
    while (frame < wav.frames() && std::abs(wav.samples[2 * frame]) < 200) ++frame;
    return frame;
  }
  // How long after its moment the note of the tests is loud, rendered without a device.
  std::size_t framesToLoud() {
    auto renderer = FluidRenderer::open(sound);
    EXPECT_TRUE(renderer);
    renderer->apply(MidiMessage::noteOn(72, 127));
    std::vector<float> samples(std::size_t{2} * 128 * FluidRenderer::blockFrames);
    renderer->render(samples.data(), samples.size() / 2);
    std::size_t frame = 0;
    while (frame < samples.size() / 2 && std::abs(samples[2 * frame]) * 32768 < 200) ++frame;
    return frame;
  }

  SynthSetup sound;
  TemporaryFolder folder;
  std::filesystem::path file = folder / "live.wav";
};

class FluidSinkBuffers : public FluidSinkTest, public ::testing::WithParamInterface<int> {};

TEST_P(FluidSinkBuffers, ANoteBeginsWithinABlockOfItsMoment) {
  sound.bufferFrames = GetParam();
  const std::size_t toLoud = framesToLoud();
  std::vector<double> moments;
  {
    const auto sink = openOnFile();
    ASSERT_TRUE(sink);
    double when = sink->now() + 0.5;
    for (int note = 0; note < 4; ++note) {
      sink->send(MidiMessage::noteOn(72, 127), when);
      sink->send(MidiMessage::noteOff(72), when + 0.03);
      moments.push_back(when);
      when += 0.7003;
    }
    ASSERT_TRUE(comesTrue([&] { return sink->now() > when; }));
  }
  const WavFile wav = readWav(file);
  ASSERT_EQ(wav.sampleRate, static_cast<std::uint32_t>(rate));
  for (const double moment : moments) {
    const auto due = static_cast<std::size_t>(moment * rate);
    const std::size_t onset = onsetAfter(wav, due - rate / 20);
    EXPECT_NEAR(static_cast<double>(onset), static_cast<double>(due + toLoud),
                FluidRenderer::blockFrames);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, FluidSinkBuffers, ::testing::Values(0, 64, 512, 2048));

TEST_F(FluidSinkTest, LatencyIsWhatTheBuffersHold) {
  sound.bufferFrames = 512;
  const auto sink = openOnFile();
  ASSERT_TRUE(sink);
  EXPECT_EQ(sink->bufferFrames(), 512);
  EXPECT_DOUBLE_EQ(sink->latency(), 512.0 / rate);
}

TEST_F(FluidSinkTest, ARemarkIsPartOfTheDescription) {
  const auto sink = openOnFile();
  ASSERT_TRUE(sink);
  sink->setRemark("on another piano");
  EXPECT_TRUE(sink->description().ends_with("; on another piano"));
}

TEST_F(FluidSinkTest, AClickIsHeardAndShort) {
  auto renderer = FluidRenderer::open(sound);
  ASSERT_TRUE(renderer);
  renderer->apply(MidiMessage::noteOn(Clicks::accentKey, 110).onChannel(Clicks::channel));
  const auto loudestOf = [&](int blocks) {
    const std::size_t frames = static_cast<std::size_t>(blocks) * FluidRenderer::blockFrames;
    std::vector<float> samples(2 * frames);
    renderer->render(samples.data(), frames);
    return std::ranges::max(samples);
  };
  EXPECT_GT(loudestOf(100), 0.02);
  loudestOf(400);
  EXPECT_LT(loudestOf(100), 0.005) << "nobody lets go of a wood block";
}

TEST_F(FluidSinkTest, MessagesOfOneInstantKeepTheirOrder) {
  {
    const auto sink = openOnFile();
    ASSERT_TRUE(sink);
    const double when = sink->now() + 0.3;
    // A note shorter than the sequencer's millisecond must not be turned round and hang.
    for (int pitch = 40; pitch < 80; ++pitch) {
      sink->send(MidiMessage::noteOn(pitch, 100), when);
      sink->send(MidiMessage::noteOff(pitch), when + 0.0001);
    }
    sink->send(MidiMessage::pedal(127), when + 0.0002);
    sink->send(MidiMessage::pedal(0), when + 0.0003);
    ASSERT_TRUE(comesTrue([&] { return sink->now() > when + 3; }));
  }
  const WavFile wav = readWav(file);
  ASSERT_LT(onsetAfter(wav, 0), wav.frames());
  EXPECT_GT(onsetAfter(wav, wav.frames() - rate / 2), wav.frames() - 1);
}

TEST_F(FluidSinkTest, SilenceForgetsWhatIsQueuedAndEndsWhatSounds) {
  double silenced = 0;
  {
    const auto sink = openOnFile();
    ASSERT_TRUE(sink);
    const double when = sink->now() + 0.1;
    sink->send(MidiMessage::pedal(127), when);
    sink->send(MidiMessage::noteOn(60, 100), when);
    sink->send(MidiMessage::noteOn(64, 127), when + 1.5);
    ASSERT_TRUE(comesTrue([&] { return sink->now() > when + 0.5; }));
    sink->silence();
    silenced = sink->now();
    ASSERT_TRUE(comesTrue([&] { return sink->now() > silenced + 2.5; }));
  }
  const WavFile wav = readWav(file);
  ASSERT_LT(onsetAfter(wav, 0), static_cast<std::size_t>(silenced * rate));
  const auto faded = static_cast<std::size_t>((silenced + 0.9) * rate);
  EXPECT_EQ(onsetAfter(wav, faded), wav.frames());
}

TEST_F(FluidSinkTest, AnUnknownDriverIsRefusedWithAReason) {
  sound.driver = "gramophone";
  const auto sink = FluidSink::open(sound);
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().code, ErrorCode::DeviceUnavailable);
  EXPECT_NE(sink.error().detail.find("gramophone"), std::string::npos);
}

TEST_F(FluidSinkTest, ADeviceIsTriedBeforeTheFont) {
  sound.driver = "gramophone";
  sound.soundfont = folder / "missing.sf2";
  EXPECT_EQ(FluidSink::open(sound).error().code, ErrorCode::DeviceUnavailable);
  sound.driver = "file:" + file.string();
  EXPECT_EQ(FluidSink::open(sound).error().code, ErrorCode::NotFound);
}

TEST_F(FluidSinkTest, AMadSampleRateIsRefused) {
  sound.driver = "file:" + file.string();
  sound.sampleRate = 1;
  EXPECT_EQ(FluidSink::open(sound).error().code, ErrorCode::InvalidArgument);
}

class JackTest : public FluidSinkTest {
 protected:
  void SetUp() override {
    FluidSinkTest::SetUp();
    if (IsSkipped()) return;
    server = std::make_unique<JackServer>();
    if (!server->runs()) GTEST_SKIP() << "no JACK server here";
    sound.driver = "jack";
  }
  Player::SinkFactory onJack() {
    SoundSetup setup;
    setup.synth = sound;
    return [setup] { return makeSink(setup); };
  }
  static std::shared_ptr<const Schedule> twoNotes() {
    return std::make_shared<const Schedule>(
        makeSchedule(Score({{{0, 480, 60, 80}, {480, 480, 64, 80}}, {{0, 127}}, {}, {}})));
  }

  std::unique_ptr<JackServer> server;
};

TEST_F(JackTest, PlaysAPieceToItsEnd) {
  Player player(onJack());
  player.setSchedule(twoNotes());
  player.play();
  ASSERT_TRUE(comesTrue([&] { return player.state().ready; }));
  EXPECT_TRUE(player.state().audible);
  EXPECT_EQ(player.state().sink, "FluidSynth, jack");
  EXPECT_TRUE(comesTrue([&] { return !player.state().playing; }));
  EXPECT_EQ(player.state().position, 960);
}

TEST_F(JackTest, TheServerDecidesOnTheBuffer) {
  sound.bufferFrames = 64;
  const auto sink = FluidSink::open(sound);
  ASSERT_TRUE(sink) << sink.error().detail;
  EXPECT_EQ((*sink)->bufferFrames(), 256);
  EXPECT_DOUBLE_EQ((*sink)->latency(), 2 * 256.0 / rate);
}

TEST_F(JackTest, TheClockKeepsTimeOnAServerOfAnotherRate) {
  server->end();
  server->start(1024, 22'050);
  ASSERT_TRUE(server->runs());
  const auto sink = FluidSink::open(sound);
  ASSERT_TRUE(sink) << sink.error().detail;
  const double begun = (*sink)->now();
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(comesTrue([&] { return (*sink)->now() > begun + 2; }));
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  EXPECT_GT(passed.count(), 1.5) << "the clock would run more than twice too fast";
}

TEST_F(JackTest, ADeviceThatGoesAwayLeavesThePlayerUsable) {
  Player player(onJack());
  player.setSchedule(twoNotes());
  player.setLoop(TickRange{0, 960});
  player.play();
  ASSERT_TRUE(comesTrue([&] { return player.state().position > 100; }));
  server->end();
  ASSERT_TRUE(comesTrue([&] { return !player.state().audible; }));
  const Tick before = player.state().position;
  EXPECT_TRUE(comesTrue([&] { return player.state().position != before; }));
  EXPECT_TRUE(player.state().playing);
  player.pause();
  EXPECT_TRUE(comesTrue([&] { return !player.state().playing; }));
}

TEST_F(JackTest, SoundIsBackWhenTheServerIsAndThePieceGoesOn) {
  Player player(onJack());
  player.setSchedule(std::make_shared<const Schedule>(
      makeSchedule(Score({{{0, 480, 60, 80}, {960 * 400, 480, 64, 80}}, {}, {}, {}}))));
  player.play();
  ASSERT_TRUE(comesTrue([&] { return player.state().position > 100; }));
  Tick before = 0;
  for (int time = 0; time < 2; ++time) {
    server->end();
    ASSERT_TRUE(comesTrue([&] { return !player.state().audible; }));
    EXPECT_NE(player.state().sink.find("jack"), std::string::npos) << player.state().sink;
    EXPECT_GE(player.state().position, before);
    before = player.state().position;
    server->start();
    ASSERT_TRUE(comesTrue([&] { return player.state().audible; }));
    EXPECT_TRUE(player.state().playing);
    EXPECT_GE(player.state().position, before);
    before = player.state().position;
    ASSERT_TRUE(comesTrue([&] { return player.state().position > before; }));
  }
}

TEST_F(JackTest, AServerThatComesLaterIsFound) {
  server->end();
  Player player(onJack());
  ASSERT_TRUE(comesTrue([&] { return player.state().ready; }));
  EXPECT_FALSE(player.state().audible);
  server->start();
  EXPECT_TRUE(comesTrue([&] { return player.state().audible; }));
}

}  // namespace
}  // namespace cadenza
