// SPDX-License-Identifier: GPL-3.0-or-later
// What Cadenza exports, compared with what the fluidsynth program makes of the same file.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/midi/midi_writer.h"
#include "core/play/audio_export.h"
#include "core/play/fluid_renderer.h"
#include "core/play/soundfont.h"
#include "tests/support/child_process.h"
#include "tests/support/sound_file.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using test::ChildProcess;
using test::readSound;
using test::TemporaryFolder;

// At this rate and tempo three blocks of the synthesizer are 4 ms and 8 ticks. The program reads
// its clock in whole milliseconds and plays what is due with the next block, Cadenza with the
// nearest: on these ticks, and on few others, both mean the same block.
constexpr int rate = 48'000;
constexpr int quarterMicroseconds = 480'000;
constexpr Tick step = 8;

class FluidSynthProgram : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto found = findSoundfont();
    if (!found) GTEST_SKIP() << "no soundfont on this machine";
    options.sound.soundfont = *found;
    options.sound.sampleRate = rate;
    if (ChildProcess({"fluidsynth", "--version"}).wait() != 0) {
      GTEST_SKIP() << "the fluidsynth program is not installed";
    }
  }
  static Score piece(std::uint64_t seed) {
    Random random(seed);
    ScoreItems items;
    items.tempo = {{0, quarterMicroseconds}};
    std::array<Tick, 128> freeFrom{};  // a key that is down is not struck again
    Tick at = 0;
    for (int i = 0; i < 150; ++i) {
      at += step * static_cast<Tick>(random.below(30));
      const auto pitch = static_cast<std::uint8_t>(28 + random.below(70));
      if (at < freeFrom.at(pitch)) continue;
      const auto length = step * static_cast<Tick>(5 + random.below(150));
      freeFrom.at(pitch) = at + length + step;
      items.notes.push_back({at, length, pitch, static_cast<std::uint8_t>(20 + random.below(100))});
      if (i % 20 == 5) items.pedal.push_back({at + step, 127});
      if (i % 20 == 15) items.pedal.push_back({at + step, 0});
    }
    return Score(std::move(items));
  }
  test::SoundFile theirs(const Score& score, const std::string& kind) {
    EXPECT_TRUE(writeMidiFile(folder / "piece.mid", score));
    ChildProcess program({"fluidsynth", "-ni", "-q", "-g", "1.0", "-C", "0", "-R", "1", "-r",
                          std::to_string(rate), "-O", kind, "-T", "wav", "-F",
                          (folder / "theirs.wav").string(), options.sound.soundfont.string(),
                          (folder / "piece.mid").string()});
    EXPECT_EQ(program.wait(), 0);
    test::SoundFile sound = readSound(folder / "theirs.wav");
    // Its player wakes when the first block is done.
    constexpr std::size_t late = 2 * FluidRenderer::blockFrames;
    EXPECT_GT(sound.samples.size(), late);
    sound.samples.erase(sound.samples.begin(), sound.samples.begin() + late);
    return sound;
  }
  test::SoundFile ours(const Score& score, AudioFormat format) {
    options.format = format;
    EXPECT_TRUE(exportAudio(score, folder / "ours.wav", options));
    return readSound(folder / "ours.wav");
  }

  TemporaryFolder folder;
  AudioExportOptions options;
};

TEST_F(FluidSynthProgram, SoundsTheSameInFloats) {
  for (const std::uint64_t seed : {1, 2}) {
    const Score score = piece(seed);
    const double ratio =
        test::signalToNoise(theirs(score, "float"), ours(score, AudioFormat::WavFloat));
    EXPECT_GT(ratio, 60);
    std::cout << "signal to noise: " << ratio << " dB\n";
  }
}

TEST_F(FluidSynthProgram, SoundsTheSameInSixteenBitsWithTheDitherOfBoth) {
  const Score score = piece(4);
  const double ratio = test::signalToNoise(theirs(score, "s16"), ours(score, AudioFormat::Wav16));
  EXPECT_GT(ratio, 60);
  std::cout << "signal to noise: " << ratio << " dB\n";
}

}  // namespace
}  // namespace cadenza
