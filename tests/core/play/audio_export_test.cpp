// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/audio_export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "core/play/soundfont.h"
#include "tests/support/campaign.h"
#include "tests/support/random_score.h"
#include "tests/support/sound_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wav_file.h"

namespace cadenza {
namespace {

using test::readWav;
using test::TemporaryFolder;
using test::WavFile;

class AudioExportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!findSoundfont()) GTEST_SKIP() << "no soundfont on this machine";
  }
  static Score scoreOf(std::vector<Note> notes, std::vector<PedalChange> pedal = {}) {
    return Score({std::move(notes), std::move(pedal), {}, {}});
  }
  static Score cMajor() { return scoreOf({{0, 960, 60, 90}, {0, 960, 64, 90}, {0, 960, 67, 90}}); }
  // Loudness of the frames [from, to) in seconds.
  static double rms(const WavFile& file, double from, double to) {
    const auto frame = [&](double seconds) {
      return std::min(file.frames(), static_cast<std::size_t>(seconds * file.sampleRate));
    };
    double squares = 0;
    for (std::size_t i = 2 * frame(from); i < 2 * frame(to); ++i) {
      squares += std::pow(file.samples[i] / 32768.0, 2);
    }
    return std::sqrt(squares / static_cast<double>(2 * (frame(to) - frame(from)) + 1));
  }
  bool onlyTheFileIsThere() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      count += entry.path() == path ? 1 : 2;
    }
    return count <= 1;
  }

  TemporaryFolder folder;
  std::filesystem::path path = folder / "out.wav";
};

TEST_F(AudioExportTest, WritesWhatItMeasures) {
  const auto rendered = exportAudio(cMajor(), path);
  ASSERT_TRUE(rendered) << rendered.error().detail;
  const WavFile file = readWav(path);
  EXPECT_EQ(file.sampleRate, 44'100u);
  EXPECT_NEAR(rendered->seconds, static_cast<double>(file.frames()) / 44'100, 1e-9);
  double peak = 0;
  for (const std::int16_t sample : file.samples) peak = std::max(peak, std::abs(sample / 32767.0));
  EXPECT_NEAR(rendered->peak, peak, 1e-4);
  EXPECT_NEAR(rendered->rms, rms(file, 0, rendered->seconds), 1e-4);
  EXPECT_GT(rendered->peak, 0.02);
  EXPECT_EQ(rendered->clippedSamples, 0u);
  EXPECT_TRUE(onlyTheFileIsThere());
}

TEST_F(AudioExportTest, SoundsWhereTheNotesAreAndFadesAfterThem) {
  const auto rendered = exportAudio(scoreOf({{4 * 960, 960, 60, 100}}), path);  // 2 s to 2.5 s
  ASSERT_TRUE(rendered);
  const WavFile file = readWav(path);
  EXPECT_LT(rms(file, 0, 1.99), 1e-4);
  EXPECT_GT(rms(file, 2.0, 2.4), 0.005);
  EXPECT_LT(rms(file, rendered->seconds - 0.05, rendered->seconds), 1e-3);
  EXPECT_LE(rendered->seconds, 2.5 + AudioExportOptions().tailSeconds + 0.01);
}

TEST_F(AudioExportTest, ThePedalKeepsNotesSounding) {
  const std::vector<Note> note = {{0, 240, 48, 100}, {8 * 960, 960, 100, 1}};
  ASSERT_TRUE(exportAudio(scoreOf(note), path));
  const double dry = rms(readWav(path), 1.5, 2.5);
  ASSERT_TRUE(exportAudio(scoreOf(note, {{0, 127}}), path));
  EXPECT_GT(rms(readWav(path), 1.5, 2.5), 20 * dry);
}

TEST_F(AudioExportTest, TheSameScoreSoundsTheSameToTheSample) {
  Random random(9);
  const Score score = test::randomScore(random);
  ASSERT_TRUE(exportAudio(score, path));
  const WavFile first = readWav(path);
  ASSERT_TRUE(exportAudio(score, path));
  EXPECT_EQ(readWav(path).samples, first.samples);
}

TEST_F(AudioExportTest, CountsWhatIsClipped) {
  AudioExportOptions options;
  options.format = AudioFormat::Wav16;
  options.sound.gain = 9;
  const auto rendered = exportAudio(cMajor(), path, options);
  ASSERT_TRUE(rendered);
  EXPECT_GT(rendered->clippedSamples, 0u);
  EXPECT_GT(rendered->peak, 1.0);
  options.format = AudioFormat::WavFloat;
  const auto asFloat = exportAudio(cMajor(), path, options);
  ASSERT_TRUE(asFloat);
  EXPECT_EQ(asFloat->clippedSamples, 0u);
  EXPECT_NEAR(test::readSound(path).peak(), asFloat->peak, 1e-6) << "nothing is lost in floats";
}

TEST_F(AudioExportTest, ProgressRisesFromZeroToOne) {
  std::vector<double> told;
  ASSERT_TRUE(exportAudio(cMajor(), path, {}, [&](double done) { told.push_back(done); }));
  ASSERT_GT(told.size(), 3u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_GE(told.front(), 0.0);
  EXPECT_EQ(told.back(), 1.0);
}

TEST_F(AudioExportTest, StoppingKeepsTheOldFileAndLeavesNothing) {
  int told = 0;
  ASSERT_TRUE(exportAudio(cMajor(), path, {}, [&](double) { ++told; }));
  ASSERT_TRUE(writeFile(path, std::string("the old file")));
  for (int after = 0; after < std::min(told - 1, test::campaign(5, 20)); ++after) {
    std::stop_source source;
    int calls = 0;
    const auto rendered = exportAudio(
        cMajor(), path, {},
        [&](double) {
          if (calls++ == after) source.request_stop();
        },
        source.get_token());
    ASSERT_FALSE(rendered);
    EXPECT_EQ(rendered.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(onlyTheFileIsThere());
    EXPECT_EQ(readFile(path)->size(), 12u);
  }
}

TEST_F(AudioExportTest, StoppingANormalisedExportLeavesNothingInEitherPass) {
  AudioExportOptions options;
  options.normalise = true;
  int calls = 0;
  ASSERT_TRUE(exportAudio(cMajor(), path, options, [&](double) { ++calls; }));
  ASSERT_TRUE(writeFile(path, std::string("the old file")));
  // The last call tells that all is done.
  for (int after = 0; after < calls - 1; after += 7) {
    std::stop_source source;
    int now = 0;
    const auto rendered = exportAudio(
        cMajor(), path, options,
        [&](double) {
          if (now++ == after) source.request_stop();
        },
        source.get_token());
    ASSERT_FALSE(rendered) << after << " of " << calls;
    EXPECT_EQ(rendered.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(onlyTheFileIsThere());
    EXPECT_EQ(readFile(path)->size(), 12u);
  }
}

TEST_F(AudioExportTest, NormalisingBringsThePeakToItsPlaceAndChangesNothingElse) {
  ASSERT_TRUE(exportAudio(cMajor(), path));
  const WavFile plain = readWav(path);
  AudioExportOptions options;
  options.normalise = true;
  const auto rendered = exportAudio(cMajor(), path, options);
  ASSERT_TRUE(rendered);
  EXPECT_NEAR(rendered->peak, normalPeak, 1e-4);
  const WavFile normal = readWav(path);
  ASSERT_EQ(normal.samples.size(), plain.samples.size());
  double peak = 0;
  for (const std::int16_t sample : normal.samples)
    peak = std::max(peak, std::abs(sample / 32767.0));
  EXPECT_NEAR(peak, normalPeak, 1e-4);
  const double ratio = rms(normal, 0, 0.5) / rms(plain, 0, 0.5);
  EXPECT_NEAR(rms(normal, 0.6, 1.0) / rms(plain, 0.6, 1.0), ratio, 0.02 * ratio);
}

TEST_F(AudioExportTest, TheEndingChoosesTheFormatWhereNothingElseDoes) {
  for (const AudioFormatInfo& info : audioFormats()) {
    AudioExportOptions options;
    const auto file = folder / (std::string("out") + info.ending);
    options.format = info.format;
    ASSERT_TRUE(exportAudio(cMajor(), file, options));
    EXPECT_EQ(test::readSound(file).format, info.format);
    options.format.reset();
    const auto rendered = exportAudio(cMajor(), file, options);
    ASSERT_TRUE(rendered);
    EXPECT_EQ(test::readSound(file).format, audioFormatOf(file));
    EXPECT_EQ(rendered->bytes, std::filesystem::file_size(file));
  }
  ASSERT_TRUE(exportAudio(cMajor(), folder / "unnamed"));
  EXPECT_EQ(test::readSound(folder / "unnamed").format, AudioFormat::Wav16);
}

TEST_F(AudioExportTest, TheTailOfALongNoteIsKept) {
  // A low string rings for long when the pedal stays down to the end.
  const auto rendered = exportAudio(scoreOf({{0, 960, 30, 120}}, {{0, 127}}), path);
  ASSERT_TRUE(rendered);
  const WavFile file = readWav(path);
  EXPECT_LT(rms(file, rendered->seconds - 0.02, rendered->seconds), 3e-4);
}

TEST_F(AudioExportTest, AnEmptyScoreIsAShortSilence) {
  const auto rendered = exportAudio(Score(), path);
  ASSERT_TRUE(rendered);
  EXPECT_LT(rendered->peak, 1e-4);
  EXPECT_LT(rendered->seconds, 0.5);
}

TEST_F(AudioExportTest, BadSoundfontsAreRefusedWithAReason) {
  AudioExportOptions options;
  options.sound.soundfont = folder / "missing.sf2";
  EXPECT_EQ(exportAudio(cMajor(), path, options).error().code, ErrorCode::NotFound);
  options.sound.soundfont = folder.path();
  EXPECT_EQ(exportAudio(cMajor(), path, options).error().code, ErrorCode::UnsupportedFile);
  options.sound.soundfont = folder / "empty.sf2";
  ASSERT_TRUE(writeFile(options.sound.soundfont, std::string()));
  EXPECT_EQ(exportAudio(cMajor(), path, options).error().code, ErrorCode::UnsupportedFile);
  options.sound.soundfont = folder / "text.sf2";
  ASSERT_TRUE(writeFile(options.sound.soundfont, std::string("this is not a soundfont at all")));
  EXPECT_EQ(exportAudio(cMajor(), path, options).error().code, ErrorCode::UnsupportedFile);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(AudioExportTest, AFolderThatIsNotThereIsSaid) {
  const auto rendered = exportAudio(cMajor(), folder / "no" / "out.wav");
  ASSERT_FALSE(rendered);
  EXPECT_EQ(rendered.error().code, ErrorCode::NotFound);
}

TEST_F(AudioExportTest, AMadSampleRateIsRefused) {
  AudioExportOptions options;
  for (const int rate : {-1, 0, 1, 1'000'000}) {
    options.sound.sampleRate = rate;
    const auto rendered = exportAudio(cMajor(), path, options);
    ASSERT_FALSE(rendered);
    EXPECT_EQ(rendered.error().code, ErrorCode::InvalidArgument);
  }
}

TEST_F(AudioExportTest, APieceTooLongForTheFormatIsRefusedAtOnce) {
  const auto rendered = exportAudio(scoreOf({{maxTick - 1, 1, 60, 80}}), path);
  ASSERT_FALSE(rendered);
  EXPECT_EQ(rendered.error().code, ErrorCode::InvalidArgument);
}

// How strong a tone of this frequency is between two moments, by Goertzel's recurrence.
double toneLevel(const WavFile& file, double frequency, double from, double to) {
  const auto frame = [&](double seconds) {
    return static_cast<std::size_t>(seconds * file.sampleRate);
  };
  const double turn = 2 * std::cos(2 * std::acos(-1.0) * frequency / file.sampleRate);
  double before = 0;
  double beforeThat = 0;
  for (std::size_t i = frame(from); i < std::min(frame(to), file.frames()); ++i) {
    const double now = file.samples[2 * i] / 32768.0 + turn * before - beforeThat;
    beforeThat = std::exchange(before, now);
  }
  return std::sqrt(before * before + beforeThat * beforeThat - turn * before * beforeThat);
}

TEST_F(AudioExportTest, WhereThePedalIsLiftedAndPressedOnOneTickTheDampersFall) {
  // E3 in bar 1, another note in bar 2, two seconds a bar.
  const std::vector<Note> notes = {{0, 480, 52, 100}, {3840, 480, 72, 60}};
  const auto level = [&](std::vector<PedalChange> pedal) {
    EXPECT_TRUE(exportAudio(scoreOf(notes, std::move(pedal)), path));
    const WavFile file = readWav(path);
    constexpr double e3 = 164.81;
    return toneLevel(file, e3, 2.5, 3.5) / toneLevel(file, e3, 0.5, 1.5);
  };
  EXPECT_GT(level({{0, 127}, {7680, 0}}), 0.2);
  EXPECT_LT(level({{0, 127}, {3840, 127, true}, {7680, 0}}), 0.08);
}

}  // namespace
}  // namespace cadenza
