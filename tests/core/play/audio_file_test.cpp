// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/audio_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "core/base/safe_file.h"
#include "tests/support/output_file.h"
#include "tests/support/sound_file.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using test::readSound;
using test::SoundFile;
using test::TemporaryFolder;

class AudioFileTest : public ::testing::Test {
 protected:
  // A second of two tones, -12 dB.
  static std::vector<float> tones() {
    std::vector<float> samples;
    for (int i = 0; i < rate; ++i) {
      samples.push_back(static_cast<float>(0.25 * std::sin(0.06 * i)));
      samples.push_back(static_cast<float>(0.25 * std::cos(0.031 * i)));
    }
    return samples;
  }
  SoundFile written(AudioFormat format, const std::vector<float>& samples) {
    OutputFile file = test::emptyFile(path);
    auto writer = AudioFileWriter::create(file, {.format = format, .sampleRate = rate});
    EXPECT_TRUE(writer);
    const std::size_t half = samples.size() / 4 * 2;
    EXPECT_TRUE(writer->append(std::span(samples).first(half)));
    EXPECT_TRUE(writer->append(std::span(samples).subspan(half)));
    EXPECT_TRUE(writer->finish());
    return readSound(path);
  }
  // In dB.
  static double noise(const std::vector<float>& wanted, const SoundFile& file) {
    return test::signalToNoise({std::nullopt, rate, wanted}, file);
  }

  static constexpr int rate = 44'100;
  TemporaryFolder folder;
  std::filesystem::path path = folder / "sound";
};

TEST_F(AudioFileTest, EachFormatGivesBackWhatItCanHold) {
  const auto samples = tones();
  for (const auto& [format, decibels] :
       {std::pair(AudioFormat::Wav16, 78.0), std::pair(AudioFormat::Flac16, 78.0),
        std::pair(AudioFormat::Wav24, 125.0), std::pair(AudioFormat::Flac24, 125.0),
        std::pair(AudioFormat::WavFloat, 250.0), std::pair(AudioFormat::Ogg, 25.0)}) {
    const SoundFile file = written(format, samples);
    EXPECT_EQ(file.format, format);
    EXPECT_EQ(file.sampleRate, rate);
    EXPECT_EQ(file.samples.size(), samples.size());
    EXPECT_GT(noise(samples, file), decibels) << infoOf(format).id;
  }
}

TEST_F(AudioFileTest, EachRateOfTheSynthesizerCanBeWritten) {
  for (const AudioFormatInfo& info : audioFormats()) {
    for (const int each : {8'000, 22'050, 44'100, 48'000, 88'200, 96'000}) {
      OutputFile file = test::emptyFile(path);
      auto writer = AudioFileWriter::create(file, {.format = info.format, .sampleRate = each});
      ASSERT_TRUE(writer) << info.id << each;
      ASSERT_TRUE(writer->append(std::vector<float>(2000)));
      ASSERT_TRUE(writer->finish());
      EXPECT_EQ(readSound(path).sampleRate, each) << info.id;
    }
  }
}

TEST_F(AudioFileTest, WhatPassesFullScaleIsClippedAndNeverTurnsRound) {
  const std::vector<float> loud = {1.5f, -1.5f, 1.0f, -1.0f, 40.0f, -40.0f, 0.5f, -0.5f};
  for (const AudioFormatInfo& info : audioFormats()) {
    if (info.format == AudioFormat::Ogg) continue;
    const SoundFile file = written(info.format, loud);
    ASSERT_EQ(file.samples.size(), loud.size());
    for (std::size_t i = 0; i < loud.size(); ++i) {
      const float wanted = info.clips ? std::clamp(loud[i], -1.0f, 1.0f) : loud[i];
      EXPECT_NEAR(file.samples[i], wanted, 1e-4) << info.id;
    }
  }
}

TEST_F(AudioFileTest, SixteenBitsCarryWhatIsSofterThanAStep) {
  // A third of a step: without dither it would be silence.
  const std::vector<float> soft(std::size_t{2} * rate, 1.0f / 3 / 32767);
  const SoundFile file = written(AudioFormat::Wav16, soft);
  double sum = 0;
  for (const float sample : file.samples) sum += sample * 32768.0;
  EXPECT_NEAR(sum / static_cast<double>(file.samples.size()), 1.0 / 3, 0.01);
}

TEST_F(AudioFileTest, TheSameSoundMakesTheSameFile) {
  for (const AudioFormatInfo& info : audioFormats()) {
    if (info.format == AudioFormat::Ogg) continue;  // its serial number is drawn by chance
    (void)written(info.format, tones());
    const auto first = readFile(path);
    (void)written(info.format, tones());
    EXPECT_EQ(*readFile(path), *first) << info.id;
  }
}

TEST_F(AudioFileTest, MoreQualityMakesALargerOggFile) {
  std::size_t before = 0;
  for (const double quality : {0.1, 0.6, 1.0}) {
    OutputFile file = test::emptyFile(path);
    auto writer = AudioFileWriter::create(
        file, {.format = AudioFormat::Ogg, .sampleRate = rate, .oggQuality = quality});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append(tones()));
    ASSERT_TRUE(writer->finish());
    EXPECT_GT(std::filesystem::file_size(path), before);
    before = std::filesystem::file_size(path);
  }
}

TEST_F(AudioFileTest, AnEmptyFileIsWhole) {
  for (const AudioFormatInfo& info : audioFormats()) {
    if (info.format == AudioFormat::Ogg) continue;
    EXPECT_EQ(written(info.format, {}).frames(), 0u) << info.id;
  }
}

TEST_F(AudioFileTest, AMadRateIsRefused) {
  for (const AudioFormatInfo& info : audioFormats()) {
    OutputFile file = test::emptyFile(path);
    const auto writer = AudioFileWriter::create(file, {.format = info.format, .sampleRate = -1});
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::InvalidArgument);
  }
}

TEST_F(AudioFileTest, NamesAndEndingsAreUnderstood) {
  for (const AudioFormatInfo& info : audioFormats()) {
    EXPECT_EQ(audioFormatOf(std::string(info.id)), info.format);
    EXPECT_EQ(infoOf(info.format).id, info.id);
    const auto byEnding = audioFormatOf(std::filesystem::path("x" + std::string(info.ending)));
    ASSERT_TRUE(byEnding);
    EXPECT_STREQ(infoOf(*byEnding).ending, info.ending);
  }
  EXPECT_EQ(audioFormatOf(std::string("flac")), AudioFormat::Flac16);
  EXPECT_EQ(audioFormatOf(std::filesystem::path("A.FLAC")), AudioFormat::Flac16);
  EXPECT_EQ(audioFormatOf(std::string("mp3")), std::nullopt);
  EXPECT_EQ(audioFormatOf(std::filesystem::path("a.mp3")), std::nullopt);
}

// Files may grow no further than this for as long as it lives.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(AudioFileTest, ADiskThatIsFullIsSaidInEachFormat) {
  for (const AudioFormatInfo& info : audioFormats()) {
    const SmallDisk disk(20'000);
    const auto samples = tones();
    OutputFile file = test::emptyFile(path);
    auto writer = AudioFileWriter::create(file, {.format = info.format, .sampleRate = rate});
    ASSERT_TRUE(writer);
    Result<void> told;
    for (int i = 0; told && i < 40; ++i) told = writer->append(samples);
    if (told) told = writer->finish();
    ASSERT_FALSE(told) << info.id;
    EXPECT_NE(told.error().detail.find(path.string()), std::string::npos);
  }
}

}  // namespace
}  // namespace cadenza
