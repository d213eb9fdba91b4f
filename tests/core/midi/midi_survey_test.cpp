// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "core/base/random.h"
#include "core/midi/midi_parts.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/core/midi/any_score.h"
#include "tests/support/midi_bytes.h"

namespace cadenza {
namespace {

using test::Bytes;
using test::bytesOf;
using test::chunk;
using test::header;
using test::midiFile;
using test::track;
using testing::ElementsAre;
using testing::IsEmpty;

MidiSurvey survey(const Bytes& bytes) {
  auto found = surveyMidi(bytes);
  if (!found) throw std::runtime_error(found.error().detail);
  return std::move(*found);
}

Score readParts(const Bytes& bytes, std::initializer_list<MidiPartId> parts) {
  auto import = readMidi(bytes, std::span(parts.begin(), parts.size()));
  if (!import) throw std::runtime_error(import.error().detail);
  return std::move(import->score);
}

// The events of a track whose channels hold, strike and let go of keys anyhow, with pedals,
// programs and names between them.
Bytes anyTrack(Random& random) {
  Bytes events;
  const auto below = [&](std::uint64_t limit) { return static_cast<int>(random.below(limit)); };
  for (int i = below(60); i > 0; --i) {
    const int channel = std::array{0, 1, 9, 15}[random.below(4)];
    const int pitch = 60 + below(4);
    test::append(events, bytesOf({below(50)}));
    switch (below(8)) {
      case 0:
        test::append(events, bytesOf({0xc0 | channel, below(128)}));
        break;
      case 1:
        test::append(events, bytesOf({0xb0 | channel, 64, below(128)}));
        break;
      case 2:
        test::append(events, bytesOf({0xb0 | channel, 120 + below(8), 0}));
        break;
      case 3:
        test::append(events, bytesOf({0xff, 0x03, 1, 'a' + below(26)}));
        break;
      case 4:
      case 5:
        test::append(events, bytesOf({0x80 | channel, pitch, 64}));
        break;
      default:
        test::append(events, bytesOf({0x90 | channel, pitch, 1 + below(127)}));
    }
  }
  if (random.below(2) == 0) test::append(events, bytesOf({0, 0xff, 0x2f, 0}));
  return chunk("MTrk", events);
}

Bytes anyFile(Random& random) {
  const int tracks = static_cast<int>(random.below(5));
  Bytes file = header(static_cast<int>(random.below(3)), tracks, 96);
  for (int i = 0; i < tracks; ++i) test::append(file, anyTrack(random));
  return file;
}

// What is said of a part must be what reading it alone gives; and all parts are all notes.
void expectAgreement(const Bytes& bytes) {
  const auto whole = readMidi(bytes);
  const auto found = surveyMidi(bytes);
  ASSERT_EQ(found.hasValue(), whole.hasValue());
  if (!found) {
    ASSERT_EQ(found.error().detail, whole.error().detail);
    return;
  }
  std::vector<Note> pitched;
  std::size_t drums = 0;
  for (const MidiPart& part : found->parts) {
    const auto alone = readMidi(bytes, std::span(&part.id, 1));
    ASSERT_TRUE(alone) << alone.error().detail;
    ASSERT_FALSE(part.notes.empty());
    ASSERT_EQ(alone->score.notes(), part.notes);
    ASSERT_TRUE(part.program.value_or(0) >= 0 && part.program.value_or(0) < 128);
    if (part.isDrums()) {
      drums += part.notes.size();
    } else {
      pitched.insert(pitched.end(), part.notes.begin(), part.notes.end());
    }
  }
  ASSERT_TRUE(std::ranges::is_sorted(found->parts, {}, &MidiPart::id));
  std::sort(pitched.begin(), pitched.end());
  std::vector<Note> joined = whole->score.notes();
  for (Note& note : joined) note.part = 0;
  std::sort(joined.begin(), joined.end());
  ASSERT_EQ(joined, pitched);
  ASSERT_LE(drums, whole->drumNotes);
}

TEST(MidiSurvey, AgreesWithReadingAboutEveryPart) {
  Random random(1);
  for (int round = 0; round < 2'000; ++round) {
    ASSERT_NO_FATAL_FAILURE(expectAgreement(anyFile(random))) << "round " << round;
  }
}

TEST(MidiSurvey, AgreesWithReadingWhereverAFileIsCut) {
  Random random(2);
  for (int song = 0; song < 4; ++song) {
    const Bytes whole = anyFile(random);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      ASSERT_NO_FATAL_FAILURE(expectAgreement(cut)) << "cut at " << length;
    }
  }
}

TEST(MidiSurvey, AgreesWithReadingAboutMutatedFiles) {
  Random random(3);
  for (int round = 0; round < 5'000; ++round) {
    Bytes bytes = anyFile(random);
    for (std::uint64_t i = 1 + random.below(8); i > 0; --i) {
      bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
    }
    ASSERT_NO_FATAL_FAILURE(expectAgreement(bytes)) << "round " << round;
  }
}

TEST(MidiSurvey, WhatOneWroteIsOnePianoPart) {
  Random random(4);
  for (const MidiFormat format : {MidiFormat::OneTrack, MidiFormat::Tracks}) {
    const Score score({{{0, 960, 60, 80}, {960, 960, 72, 80}}, {}, {}, {}});
    const MidiSurvey found = survey(writeMidi(score, "Waltz", format));
    EXPECT_EQ(found.title, "Waltz");
    EXPECT_EQ(found.format, static_cast<int>(format));
    ASSERT_EQ(found.parts.size(), 1u);
    EXPECT_EQ(found.parts[0].notes, score.notes());
    EXPECT_TRUE(found.parts[0].isPiano());
    EXPECT_EQ(found.parts[0].lowestPitch(), 60);
    EXPECT_EQ(found.parts[0].highestPitch(), 72);
    EXPECT_EQ(found.parts[0].range(), (TickRange{0, 1920}));
  }
}

TEST(MidiSurvey, PartsHaveTheNamesOfTheirTracks) {
  const MidiSurvey found = survey(
      midiFile(1, {track({0, 0xff, 3, 4, 'S', 'o', 'n', 'g'}),
                   track({0, 0xff, 3, 3, 0xc3, 0x89, 'a', 0, 0x90, 60, 1, 9, 0x90, 60, 0}),
                   track({0, 0xff, 4, 2, 'S', 'x', 0, 0x91, 60, 1, 9, 0x91, 60, 0}),
                   track({0, 0x92, 60, 1, 9, 0x92, 60, 0, 0, 0x93, 60, 1, 9, 0x93, 60, 0})}));
  EXPECT_EQ(found.title, "Song");
  std::vector<std::string> names;
  std::vector<MidiPartId> ids;
  for (const MidiPart& part : found.parts) {
    names.push_back(part.name);
    ids.push_back(part.id);
  }
  EXPECT_THAT(names, ElementsAre("Éa", "Sx", "", ""));
  EXPECT_THAT(ids,
              ElementsAre(MidiPartId{1, 0}, MidiPartId{2, 1}, MidiPartId{3, 2}, MidiPartId{3, 3}));
}

TEST(MidiSurvey, TheChannelsOfOneTrackArePartsToo) {
  const MidiSurvey found = survey(
      midiFile(0, {track({0, 0xff, 3,  1, 'T', 0,    0xc1, 40, 0, 0x90, 60, 1, 0, 0x91, 72, 1,
                          0, 0x99, 35, 1, 9,   0x90, 60,   0,  0, 0x91, 72, 0, 0, 0x99, 35, 0})}));
  ASSERT_EQ(found.parts.size(), 3u);
  EXPECT_EQ(found.parts[0].program, std::nullopt);
  EXPECT_TRUE(found.parts[0].isPiano());
  EXPECT_EQ(found.parts[1].program, 40);
  EXPECT_FALSE(found.parts[1].isPiano());
  EXPECT_TRUE(found.parts[2].isDrums());
  EXPECT_FALSE(found.parts[2].isPiano());
  for (const MidiPart& part : found.parts) EXPECT_EQ(part.name, "");
}

TEST(MidiSurvey, AProgramMayBeSetByAnotherTrackOrAfterTheFirstNote) {
  const MidiSurvey found = survey(
      midiFile(1, {track({0, 0xc0, 24, 0, 0xc1, 6, 5, 0xc1, 56, 9, 0xc1, 57}),
                   track({0, 0x90, 60, 1, 9, 0x90, 60, 0}), track({7, 0x91, 60, 1, 9, 0x91, 60, 0}),
                   track({0, 0x92, 60, 1, 9, 0x92, 60, 0, 0, 0xc2, 73})}));
  ASSERT_EQ(found.parts.size(), 3u);
  EXPECT_EQ(found.parts[0].program, 24);
  EXPECT_EQ(found.parts[1].program, 56);
  EXPECT_EQ(found.parts[2].program, 73);
}

TEST(MidiSurvey, FamiliesAreThoseOfGeneralMidi) {
  EXPECT_EQ(instrumentFamily(0), "Piano");
  EXPECT_EQ(instrumentFamily(7), "Piano");
  EXPECT_EQ(instrumentFamily(40), "Strings");
  EXPECT_EQ(instrumentFamily(127), "Sound effects");
}

TEST(MidiReader, ReadsChosenPartsWithTheirPedalAndTheTempoOfAll) {
  const Bytes file =
      midiFile(1, {track({0, 0xff, 0x51, 3, 0x06, 0x1a, 0x80, 0, 0xff, 6, 1, 'A'}),
                   track({0, 0xb0, 64, 127, 0, 0x90, 60, 100, 9, 0x90, 60, 0}),
                   track({0,  0xff, 0x58, 4,    3,  2, 24, 8,    0,  0xb1, 64, 100,  0,  0x91,
                          64, 100,  9,    0x91, 64, 0, 0,  0x99, 35, 1,    9,  0x99, 35, 0})});
  const Score low = readParts(file, {{1, 0}});
  EXPECT_EQ(low, Score({{{0, 9, 60, 100}}, {{0, 127}}, {{0, 400'000}}, {{0, 3, 4}}, {{0, "A"}}}));
  const Score drums = readParts(file, {{2, 9}});
  EXPECT_EQ(drums.notes(), (std::vector<Note>{{9, 9, 35, 1}}));
  EXPECT_THAT(drums.pedal(), IsEmpty());
  EXPECT_EQ(readParts(file, {{2, 1}, {1, 0}}), readMidi(file)->score);
  EXPECT_THAT(readParts(file, {}).notes(), IsEmpty());
  EXPECT_THAT(readParts(file, {{7, 3}}).notes(), IsEmpty());
}

TEST(MidiReader, WhatWasNotChosenIsNoReasonToWarn) {
  const Bytes file =
      midiFile(1, {track({0, 0x90, 60, 100, 9, 0x90, 60, 0, 0, 0x99, 35, 1, 9, 0x99, 35, 0})});
  const MidiPartId piano{0, 0};
  EXPECT_EQ(readMidi(file)->warnings.size(), 1u);
  EXPECT_THAT(readMidi(file, std::span(&piano, 1))->warnings, IsEmpty());
}

TEST(MidiSurvey, AMillionPartsAreFoundInASecondWalk) {
  Bytes file = header(1, 65'535, 960);
  Bytes events;
  for (int channel = 0; channel < 16; ++channel) {
    test::append(events, bytesOf({0, 0xc0 | channel, 5, 0, 0x90 | channel, 60, 1}));
  }
  for (int i = 0; i < 65'535; ++i) test::append(file, chunk("MTrk", events));
  EXPECT_EQ(survey(file).parts.size(), 65'535u * 16);
}

}  // namespace
}  // namespace cadenza
