// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/wav_writer.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/base/random.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wav_file.h"

namespace cadenza {
namespace {

using test::readWav;
using test::TemporaryFolder;

TEST(WavWriter, WhatIsWrittenIsRead) {
  const TemporaryFolder folder;
  Random random(5);
  std::vector<std::int16_t> all;
  auto writer = WavWriter::create(folder / "a.wav", 44'100);
  ASSERT_TRUE(writer);
  for (int piece = 0; piece < 20; ++piece) {
    std::vector<std::int16_t> samples(2 * random.below(500));
    for (auto& sample : samples) sample = static_cast<std::int16_t>(random.next());
    ASSERT_TRUE(writer->append(samples));
    all.insert(all.end(), samples.begin(), samples.end());
  }
  ASSERT_TRUE(writer->finish());
  const auto file = readWav(folder / "a.wav");
  EXPECT_EQ(file.sampleRate, 44'100u);
  EXPECT_EQ(file.samples, all);
  EXPECT_EQ(file.riffBytes + 8, std::filesystem::file_size(folder / "a.wav"));
}

TEST(WavWriter, DoesNotWriteOverAFile) {
  const TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "a.wav", std::string("mine")));
  EXPECT_FALSE(WavWriter::create(folder / "a.wav", 44'100));
}

TEST(WavWriter, SaysWhenTheDiskIsFull) {
  auto writer = WavWriter::create("/dev/full", 44'100);
  if (writer) GTEST_SKIP() << "/dev/full may be created anew here";
  EXPECT_NE(writer.error().detail.find("/dev/full"), std::string::npos);
}

}  // namespace
}  // namespace cadenza
