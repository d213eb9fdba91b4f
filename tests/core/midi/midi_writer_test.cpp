// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "tests/core/midi/any_score.h"
#include "tests/support/midi_bytes.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using test::anyScore;

class MidiWriterOf : public testing::TestWithParam<MidiFormat> {};

INSTANTIATE_TEST_SUITE_P(EachFormat, MidiWriterOf,
                         testing::Values(MidiFormat::OneTrack, MidiFormat::Tracks));

TEST_P(MidiWriterOf, ReadingBackGivesAnEqualScore) {
  Random random(1);
  for (int round = 0; round < 1'000; ++round) {
    const Score score = anyScore(random);
    const auto import = readMidi(writeMidi(score, "Title", GetParam()));
    ASSERT_TRUE(import) << import.error().detail;
    ASSERT_EQ(import->score, score) << "round " << round;
    if (score.seconds() < 86'400) {
      ASSERT_THAT(import->warnings, testing::IsEmpty());
    }
    ASSERT_EQ(import->properties.title, "Title");
    ASSERT_EQ(import->format, static_cast<int>(GetParam()));
    ASSERT_EQ(import->tracks, 1 + static_cast<int>(GetParam()));
  }
}

TEST(MidiWriter, NotesOfOnePitchThatOverlapAreKeptApart) {
  Random random(2);
  for (int round = 0; round < 200; ++round) {
    ScoreItems items;
    for (int i = 0; i < 14; ++i) {
      items.notes.push_back({static_cast<Tick>(random.below(50)),
                             static_cast<Tick>(1 + random.below(50)), 60,
                             static_cast<std::uint8_t>(1 + random.below(127))});
    }
    items.pedal = {{10, 127}, {20, 0}};
    const Score score(items);
    const auto import = readMidi(writeMidi(score));
    ASSERT_TRUE(import);
    ASSERT_EQ(import->score, score);
    ASSERT_EQ(import->drumNotes, 0u);
  }
}

TEST(MidiWriter, AsManyPartsAsThereMayBeKeepTheirNotes) {
  ScoreItems items;
  for (int part = 0; part <= largestPart; ++part) {
    items.notes.push_back({0, 960, 60, 80, false, static_cast<std::uint8_t>(part)});
    items.notes.push_back({0, 480, 60, 80, false, static_cast<std::uint8_t>(part)});
  }
  const Score score(std::move(items));
  const auto read = readMidi(writeMidi(score));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->score.notes(), score.notes())
      << "more than there are channels, each in its track";
}

TEST(MidiWriter, TracksBeyondThePartsStayWhatTheyWereReadAs) {
  test::Bytes file = test::header(1, 300, 960);
  for (int i = 0; i < 300; ++i) test::append(file, test::track({0, 0x90, 60, 100, 96, 60, 0}));
  const auto read = readMidi(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->score.notes().back().part, largestPart);
  const auto again = readMidi(writeMidi(read->score, read->properties));
  ASSERT_TRUE(again);
  const auto twice = readMidi(writeMidi(again->score, again->properties));
  EXPECT_EQ(twice->score, again->score);
}

TEST(MidiWriter, ReachesToTheLastTick) {
  const Score score({{{0, maxTick, 0, 1}, {maxTick - 1, 1, 127, 127}}, {}, {{maxTick - 2, 1}}, {}});
  const auto import = readMidi(writeMidi(score));
  ASSERT_TRUE(import);
  EXPECT_EQ(import->score, score);
}

TEST(MidiWriter, KeepsTheTitle) {
  const std::string title = "Pr\u00e9lude \u2013 " + std::string(100, 'x');
  const auto import = readMidi(writeMidi(Score(), title));
  ASSERT_TRUE(import);
  EXPECT_EQ(import->properties.title, title);
}

TEST(MidiWriter, ATempoSlowerThanAFileCanSayIsTheSlowest) {
  const auto import = readMidi(writeMidi(Score({{}, {}, {{0, 0x2000000}}, {}})));
  ASSERT_TRUE(import);
  EXPECT_EQ(import->score.tempo().changes(), (std::vector<TempoChange>{{0, 0xffffff}}));
}

TEST(MidiWriter, WritesAFileThatIsReadBack) {
  const test::TemporaryFolder folder;
  Random random(3);
  const Score score = anyScore(random);
  ASSERT_TRUE(writeMidiFile(folder / "a.mid", score, "A"));
  const auto import = readMidiFile(folder / "a.mid");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->score, score);
  EXPECT_FALSE(writeMidiFile(folder / "none" / "a.mid", score));
}

}  // namespace
}  // namespace cadenza
