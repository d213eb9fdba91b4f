// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/core/midi/any_score.h"
#include "tests/support/campaign.h"
#include "tests/support/midi_bytes.h"

namespace cadenza {
namespace {

using test::Bytes;
using test::bytesOf;
using test::chunk;
using test::header;
using test::midiFile;
using test::track;
using testing::Contains;
using testing::HasSubstr;

// A score in which a whole score can be told from a damaged one, as a file.
Bytes song(std::uint64_t seed) {
  Random random(seed);
  return writeMidi(test::anyScore(random), "A song");
}

// Whatever was read must be a score, and one that can be written and read again.
void expectSound(const Result<MidiImport>& import) {
  if (!import) {
    ASSERT_FALSE(import.error().detail.empty());
    return;
  }
  const Score& score = import->score;
  ASSERT_TRUE(std::ranges::is_sorted(score.notes()));
  for (const Note& note : score.notes()) {
    ASSERT_TRUE(note.onset >= 0 && note.duration > 0 && note.end() <= maxTick && note.pitch < 128 &&
                note.velocity > 0 && note.velocity < 128);
  }
  ASSERT_GE(score.seconds(), 0.0);
}

TEST(MidiRobustness, AFileCutAnywhereGivesItsBeginningOrAnError) {
  for (const std::uint64_t seed : {1u, 2u}) {
    const Bytes whole = song(seed);
    const auto complete = readMidi(whole);
    ASSERT_TRUE(complete);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const auto import = readMidi(std::span(whole).first(length));
      ASSERT_NO_FATAL_FAILURE(expectSound(import)) << "cut at " << length;
      if (!import) continue;
      ASSERT_FALSE(import->warnings.empty()) << "cut at " << length;
      for (const Note& note : import->score.notes()) {
        const auto hasSameStart = [&](const Note& other) {
          return other.onset == note.onset && other.pitch == note.pitch &&
                 other.velocity == note.velocity;
        };
        ASSERT_TRUE(std::ranges::any_of(complete->score.notes(), hasSameStart));
      }
    }
  }
}

TEST(MidiRobustness, AMutatedFileGivesAScoreOrAnError) {
  Random random(7);
  std::vector<Bytes> songs;
  for (std::uint64_t seed = 0; seed < 20; ++seed) songs.push_back(song(seed));
  for (int round = 0; round < test::campaign(20'000, 100'000); ++round) {
    Bytes bytes = songs[random.below(songs.size())];
    for (std::uint64_t i = 1 + random.below(8); i > 0; --i) {
      const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size()));
      switch (random.below(4)) {
        case 0:
          bytes.erase(bytes.begin() + at);
          break;
        case 1:
          bytes.insert(bytes.begin() + at, static_cast<std::byte>(random.below(256)));
          break;
        case 2:
          bytes[static_cast<std::size_t>(at)] ^= std::byte{1} << random.below(8);
          break;
        default:
          bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(random.below(256));
      }
    }
    ASSERT_NO_FATAL_FAILURE(expectSound(readMidi(bytes))) << "round " << round;
  }
}

TEST(MidiRobustness, NoiseGivesAScoreOrAnError) {
  Random random(8);
  for (int round = 0; round < 2'000; ++round) {
    Bytes content(random.below(2'000));
    for (std::byte& byte : content) byte = static_cast<std::byte>(random.below(256));
    Bytes file = header(1, 1, 480);
    test::append(file, chunk("MTrk", content));
    ASSERT_NO_FATAL_FAILURE(expectSound(readMidi(file)));
  }
}

TEST(MidiRobustness, TimeEndsAtTheLastTick) {
  // Delta times of 2^28 - 1 and, in five bytes, of 2^32 and more.
  const auto import =
      readMidi(midiFile(0, {track({0,    0x90, 60,   1,    10,   0x80, 60, 0, 0,    0x90, 62, 1,
                                   0xff, 0xff, 0xff, 0x7f, 0x80, 62,   0,  0, 0x90, 64,   1})}));
  ASSERT_TRUE(import);
  ASSERT_EQ(import->score.notes().size(), 2u);
  EXPECT_LE(import->score.end(), maxTick);
  EXPECT_THAT(import->warnings, Contains(HasSubstr("past 200,000 quarters")));
  const auto longer = readMidi(
      midiFile(0, {track({0, 0x90, 60, 1, 0x9f, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x80, 60, 0})}));
  ASSERT_TRUE(longer);
  EXPECT_THAT(longer->warnings, Contains(HasSubstr("past 200,000 quarters")));
}

TEST(MidiRobustness, ADayOfMusicIsRead) {
  Score score({{{0, 960, 60, 80}, {maxTick - 960, 960, 62, 80}}, {}, {{0, 428'571}}, {}});
  ASSERT_GT(score.seconds(), 85'000);
  const auto import = readMidi(writeMidi(score));
  ASSERT_TRUE(import);
  EXPECT_EQ(import->score, score);
}

TEST(MidiRobustness, AMillionNotesOnOneTick) {
  Bytes content = bytesOf({0, 0x90, 0, 100});
  for (int i = 1; i < 1'000'000; ++i) {
    test::append(content, bytesOf({0, i % 128, 100}));
  }
  Bytes file = header(0, 1, 960);
  test::append(file, chunk("MTrk", content));
  const auto import = readMidi(file);
  ASSERT_TRUE(import);
  EXPECT_EQ(import->score.notes().size(), 128u);

  // The same, each let go at once.
  content.clear();
  for (int i = 0; i < 1'000'000; ++i) {
    test::append(content, bytesOf({0, 0x90, i % 128, 100, 0, 0x80, i % 128, 0}));
  }
  file = header(0, 1, 960);
  test::append(file, chunk("MTrk", content));
  const auto short_ = readMidi(file);
  ASSERT_TRUE(short_);
  EXPECT_EQ(short_->score.notes().size(), 128u);
}

TEST(MidiRobustness, SixtyFiveThousandTracks) {
  Bytes file = header(1, 65'535, 960);
  const Bytes one = track({0, 0x90, 60, 1, 10, 0x80, 60, 0});
  for (int i = 0; i < 65'600; ++i) test::append(file, one);
  const auto import = readMidi(file);
  ASSERT_TRUE(import);
  EXPECT_EQ(import->tracks, 65'535);
  EXPECT_EQ(import->score.notes().size(), 65'535u);
  EXPECT_THAT(import->warnings, Contains(HasSubstr("bytes outside the chunks")));
}

TEST(MidiRobustness, ManyBrokenChunksTakeNoLongerThanTheyAreLong) {
  Bytes file = header(1, 1, 960);
  for (int i = 0; i < 200'000; ++i) test::append(file, chunk("MTrk", {}, 0xffffffff));
  const auto import = readMidi(file);
  ASSERT_TRUE(import);
  EXPECT_EQ(import->tracks, 65'535);
}

TEST(MidiRobustness, FormatTwoPatternsStayInsideTheScore) {
  Bytes file = header(2, 40, 960);
  for (int i = 0; i < 40; ++i) {
    test::append(file, track({0, 0x90, 60, 1, 0xa0, 0xff, 0xff, 0x7f, 0x80, 60, 0}));
  }
  const auto import = readMidi(file);
  ASSERT_TRUE(import);
  ASSERT_NO_FATAL_FAILURE(expectSound(import));
  EXPECT_THAT(import->warnings, Contains(HasSubstr("past 200,000 quarters")));
}

}  // namespace
}  // namespace cadenza
