// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/safe_file.h"
#include "tests/support/midi_bytes.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using test::Bytes;
using test::bytesOf;
using test::chunk;
using test::header;
using test::midiFile;
using test::track;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// 100 ticks in the two bytes that a variable-length number takes from 128 on.
constexpr int hundred = 100;

MidiImport read(const Bytes& bytes) {
  auto import = readMidi(bytes);
  if (!import) throw std::runtime_error(import.error().detail);
  return std::move(*import);
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes bytes;
  for (const Bytes& part : parts) test::append(bytes, part);
  return bytes;
}

TEST(MidiReader, ReadsNotesPedalTempoAndMeter) {
  const MidiImport import = read(midiFile(
      1, {track({0, 0xff, 0x51, 3, 0x06, 0x1a, 0x80, 0, 0xff, 0x58, 4, 3, 3, 24, 8}),
          track({0, 0x90, 60, 100, 0, 0xb0, 64, 127, hundred, 0x80, 60, 64, 0, 0xb0, 64, 0})}));
  EXPECT_EQ(import.score,
            Score({{{0, 100, 60, 100}}, {{0, 127}, {100, 0}}, {{0, 400'000}}, {{0, 3, 8}}}));
  EXPECT_EQ(import.format, 1);
  EXPECT_EQ(import.tracks, 2);
  EXPECT_THAT(import.warnings, IsEmpty());
}

TEST(MidiReader, ScalesTicksToTheNearest) {
  const auto onsetWith = [](int division) {
    return read(midiFile(0, {track({hundred, 0x90, 60, 1, 9, 0x80, 60, 0})}, division))
        .score.notes()
        .at(0);
  };
  EXPECT_EQ(onsetWith(480), (Note{200, 18, 60, 1}));
  EXPECT_EQ(onsetWith(384), (Note{250, 23, 60, 1}));
  EXPECT_EQ(onsetWith(220), (Note{436, 40, 60, 1}));
  EXPECT_EQ(onsetWith(16'000), (Note{6, 1, 60, 1}));
  EXPECT_EQ(onsetWith(1), (Note{96'000, 8'640, 60, 1}));
}

TEST(MidiReader, LaysSmpteTimeOnTwoQuartersASecond) {
  const int frames25Ticks40 = (256 - 25) << 8 | 40;  // a thousand ticks a second
  const MidiImport import = read(
      midiFile(0, {track({0, 0xff, 0x51, 3, 1, 0, 0, hundred, 0x90, 60, 1, hundred, 0x80, 60, 0})},
               frames25Ticks40));
  EXPECT_EQ(import.score.notes().at(0), (Note{192, 192, 60, 1}));
  EXPECT_DOUBLE_EQ(import.score.seconds(), 0.2);
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("SMPTE")));
}

TEST(MidiReader, RunningStatusGoesOnBehindMetaAndSysex) {
  const MidiImport import =
      read(midiFile(0, {track({0, 0x90, 60, 1, 10, 60,   0, 0, 0xff, 1, 2,  'h', 'i', 0,  62,
                               1, 10,   62, 0, 0,  0xf0, 2, 1, 0xf7, 0, 64, 1,   10,  64, 0})}));
  EXPECT_EQ(import.score.notes(),
            (std::vector<Note>{{0, 10, 60, 1}, {10, 10, 62, 1}, {20, 10, 64, 1}}));
  EXPECT_THAT(import.warnings, IsEmpty());
}

TEST(MidiReader, JoinsTracksAndChannelsButLeavesDrumsOut) {
  const MidiImport import =
      read(midiFile(1, {track({0, 0x90, 60, 1, 10, 0x80, 60, 0}),
                        track({0, 0x93, 60, 2, 5, 0x99, 36, 9, 15, 0x83, 60, 0})}));
  EXPECT_EQ(import.score.notes(),
            (std::vector<Note>{{0, 10, 60, 1, false, 0}, {0, 20, 60, 2, false, 1}}));
  EXPECT_EQ(import.drumNotes, 1u);
  EXPECT_THAT(import.warnings, ElementsAre("1 drum note (channel 10) was left out."));
}

TEST(MidiReader, PatternsOfFormatTwoFollowOneAnother) {
  const MidiImport import =
      read(midiFile(2, {track({0, 0x90, 60, 1, 10, 0x80, 60, 0, 10, 0xff, 1, 0}),
                        track({5, 0x90, 62, 1, 10, 0x80, 62, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 10, 60, 1}, {25, 10, 62, 1}}));
}

TEST(MidiReader, AKeyStruckAgainEndsTheNoteThatSounds) {
  const MidiImport import = read(
      midiFile(0, {track({0, 0x90, 60, 1, 10, 0x90, 60, 2, 10, 0x80, 60, 0, 5, 0x80, 60, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 10, 60, 1}, {10, 15, 60, 2}}));
  EXPECT_THAT(import.warnings, IsEmpty());
}

TEST(MidiReader, AKeyStruckTwiceAtOneInstantIsOneNote) {
  const MidiImport import =
      read(midiFile(0, {track({0, 0x90, 60, 9, 0, 0x90, 60, 2, 10, 0x80, 60, 0, 0, 0x80, 60, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 10, 60, 9}}));
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("struck twice")));
}

TEST(MidiReader, ANoteNeverEndedEndsWithItsTrack) {
  const MidiImport import = read(midiFile(0, {track({0, 0x90, 60, 1, hundred, 0xff, 1, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 100, 60, 1}}));
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("never ended")));
}

TEST(MidiReader, AllNotesOffEndsTheNotesOfItsChannel) {
  const MidiImport import = read(
      midiFile(0, {track({0, 0x90, 60, 1, 0, 0x91, 62, 1, 10, 0xb0, 123, 0, 10, 0x81, 62, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 10, 60, 1}, {0, 20, 62, 1}}));
}

TEST(MidiReader, ResettingControllersLiftsThePedal) {
  const MidiImport import =
      read(midiFile(0, {track({0, 0xb0, 64, 90, 10, 0xb0, 121, 0, 10, 0xb1, 121, 0})}));
  EXPECT_EQ(import.score.pedal(), (std::vector<PedalChange>{{0, 90}, {10, 0}}));
}

TEST(MidiReader, DataOver127IsLoweredOrLeftOut) {
  const MidiImport import = read(
      midiFile(0, {track({0, 0x90, 60, 200, 5, 0x90, 200, 5, 5, 0xb0, 64, 255, 5, 0x80, 60, 0})}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 15, 60, 127}}));
  EXPECT_EQ(import.score.pedal(), (std::vector<PedalChange>{{10, 127}}));
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("3 messages have data over 127")));
}

TEST(MidiReader, TempoZeroAndImpossibleMetersAreLeftOut) {
  const MidiImport import =
      read(midiFile(0, {track({0, 0xff, 0x51, 3, 0,    0,    0, 0, 0xff, 0x58, 4, 0,
                               2, 24,   8,    0, 0xff, 0x58, 4, 4, 9,    24,   8})}));
  EXPECT_EQ(import.score, Score());
  EXPECT_THAT(import.warnings,
              ElementsAre(HasSubstr("tempo of zero"), HasSubstr("2 invalid time signatures")));
}

TEST(MidiReader, FindsTheFileInsideRiffAndBehindJunk) {
  const Bytes file = midiFile(0, {track({0, 0x90, 60, 1, 10, 0x80, 60, 0})});
  Bytes riff;
  test::appendText(riff, "RIFF");
  test::append(riff, bytesOf({0, 0, 0, 0}));
  test::appendText(riff, "RMIDdata");
  test::append(riff, bytesOf({static_cast<int>(file.size()), 0, 0, 0}));
  test::append(riff, file);
  EXPECT_EQ(read(riff).score, read(file).score);
  EXPECT_THAT(read(riff).warnings, IsEmpty());

  const MidiImport behind = read(joined({Bytes(128), file}));
  EXPECT_EQ(behind.score, read(file).score);
  EXPECT_THAT(behind.warnings, ElementsAre(HasSubstr("128 bytes outside")));
}

TEST(MidiReader, ChunkLengthsThatAreWrongAreWorkedOut) {
  const Bytes first = bytesOf({0, 0x90, 60, 1, 10, 0x80, 60, 0, 0, 0xff, 0x2f, 0});
  const Bytes second = track({0, 0x90, 62, 1, 10, 0x80, 62, 0});
  const std::vector<Note> expected = {{0, 10, 60, 1}, {0, 10, 62, 1, false, 1}};
  for (const std::uint32_t claimed : {0u, 3u, 14u, 1'000u, 0xffffffffu}) {
    const MidiImport import =
        read(joined({header(1, 2, 960), chunk("MTrk", first, claimed), second}));
    EXPECT_EQ(import.score.notes(), expected) << claimed;
    EXPECT_THAT(import.warnings, ElementsAre("1 chunk has a wrong length.")) << claimed;
  }
}

TEST(MidiReader, PassesOverChunksThatAreNoTracks) {
  const MidiImport import = read(joined(
      {header(0, 1, 960), chunk("XFIH", Bytes(40)), track({0, 0x90, 60, 1, 10, 0x80, 60, 0})}));
  EXPECT_EQ(import.score.notes().size(), 1u);
  EXPECT_EQ(import.tracks, 1);
  EXPECT_THAT(import.warnings, IsEmpty());
  EXPECT_THAT(import.skipped, ElementsAre(SkippedEvents{MidiContent::OtherChunk, -1, 1}));
}

TEST(MidiReader, TellsWhenTracksAreMissingOrTooMany) {
  const Bytes notes = track({0, 0x90, 60, 1, 10, 0x80, 60, 0});
  EXPECT_THAT(read(joined({header(1, 5, 960), notes})).warnings,
              ElementsAre("The header lists 5 tracks; the file has 1."));
  EXPECT_THAT(read(joined({header(0, 2, 960), notes, notes})).warnings,
              ElementsAre(HasSubstr("format 0 may hold one track")));
  EXPECT_THAT(read(joined({header(9, 1, 960), notes})).warnings,
              ElementsAre(HasSubstr("format 9")));
}

TEST(MidiReader, KeepsNotesOfATruncatedFile) {
  const Bytes content = bytesOf({0, 0x90, 60, 1, 10, 0x80, 60, 0, 0, 0x90});
  const MidiImport import = read(joined({header(0, 1, 960), chunk("MTrk", content, 5'000)}));
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 10, 60, 1}}));
  EXPECT_THAT(import.warnings, Contains(HasSubstr("breaks off inside an event")));
}

TEST(MidiReader, TitleBecomesUtf8) {
  const auto titleOf = [](std::initializer_list<int> name) {
    Bytes content = bytesOf({0, 0xff, 3, static_cast<int>(name.size())});
    test::append(content, bytesOf(name));
    test::append(content, bytesOf({0, 0xff, 0x2f, 0}));
    return read(joined({header(0, 1, 960), chunk("MTrk", content)})).properties.title;
  };
  EXPECT_EQ(titleOf({'E', 't', 0xfc, 'd', 'e'}), "Et\u00fcde");
  EXPECT_EQ(titleOf({'E', 't', 0xc3, 0xbc, 'd', 'e'}), "Et\u00fcde");
  EXPECT_EQ(titleOf({' ', 'a', 7, 'b', 0}), "a b");
  EXPECT_EQ(titleOf({0xed, 0xa0, 0x80}), "\u00ed\u00a0\u20ac");
}

TEST(MidiReader, RefusesWhatIsNoMidiFile) {
  EXPECT_EQ(readMidi({}).error().code, ErrorCode::NotMidi);
  EXPECT_EQ(readMidi(Bytes(1'000)).error().code, ErrorCode::NotMidi);
  Bytes text;
  test::appendText(text, "Dear Sir or Madam, this is no music.");
  EXPECT_EQ(readMidi(text).error().code, ErrorCode::NotMidi);
}

TEST(MidiReader, RefusesWhatCanNotBeSaved) {
  const Bytes notes = track({0, 0x90, 60, 1, 10, 0x80, 60, 0});
  EXPECT_EQ(readMidi(joined({header(0, 1, 0), notes})).error().code, ErrorCode::DamagedFile);
  EXPECT_EQ(readMidi(joined({header(0, 1, 0xe700), notes})).error().code, ErrorCode::DamagedFile);
  EXPECT_EQ(readMidi(joined({header(0, 1, 0xff28), notes})).error().code, ErrorCode::DamagedFile);
  const Bytes broken = chunk("MTrk", bytesOf({0, 0x90, 60}), 100);
  EXPECT_EQ(readMidi(joined({header(0, 1, 960), broken})).error().code, ErrorCode::DamagedFile);
}

TEST(MidiReader, NamesTheFileThatCanNotBeRead) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(readMidiFile(folder / "none.mid").error().code, ErrorCode::NotFound);
  ASSERT_TRUE(writeFile(folder / "text.mid", std::string("hello")));
  const auto import = readMidiFile(folder / "text.mid");
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error().code, ErrorCode::NotMidi);
  EXPECT_THAT(import.error().detail, HasSubstr("text.mid"));
}

}  // namespace
}  // namespace cadenza
