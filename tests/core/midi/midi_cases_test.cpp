// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/score/pedal_edits.h"
#include "tests/support/midi_cases.h"

namespace cadenza {
namespace {

namespace cases = test::midi_case;
using test::bytesOf;
using test::midiFile;
using test::track;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr int hundred = 100;

MidiImport read(const test::Bytes& bytes) {
  auto import = readMidi(bytes);
  if (!import) throw std::runtime_error(import.error().detail);
  return std::move(*import);
}
MidiImport read(std::string_view hex) { return read(test::fromHex(hex)); }

std::vector<std::pair<Tick, Tick>> lengths(const MidiImport& import) {
  std::vector<std::pair<Tick, Tick>> all;
  for (const Note& note : import.score.notes()) all.emplace_back(note.onset, note.duration);
  return all;
}

std::map<std::string, std::size_t> skippedIn(const MidiImport& import) {
  std::map<std::string, std::size_t> counts;
  for (const SkippedEvents& events : import.skipped) counts[name(events)] = events.count;
  return counts;
}

TEST(MidiCases, ANoteOnBeforeTheNoteOffOfItsTickIsARepetition) {
  const MidiImport import = read(cases::onBeforeOff);
  EXPECT_THAT(lengths(import), ElementsAre(Pair(0, 960), Pair(960, 960), Pair(1920, 960)));
  EXPECT_DOUBLE_EQ(import.score.seconds(), 1.5);
  EXPECT_THAT(import.warnings, IsEmpty());
}

TEST(MidiCases, NoteOffsEndNotesInTheOrderOfTheirStrikes) {
  EXPECT_THAT(lengths(read(cases::overlap)), ElementsAre(Pair(0, 960), Pair(960, 1920)));
  EXPECT_THAT(lengths(read(cases::legatoRepeat)), ElementsAre(Pair(0, 960), Pair(960, 2880)));
}

TEST(MidiCases, OfTwoStrikesOnOneTickTheLongerIsKept) {
  const MidiImport import = read(cases::unison);
  EXPECT_THAT(lengths(import), ElementsAre(Pair(0, 3840)));
  EXPECT_EQ(import.score.notes()[0].velocity, 0x50);
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("struck twice")));
}

TEST(MidiCases, AMissingNoteOffLeavesTheOtherNotesAsShortAsTheyAre) {
  // Three strikes of 50 ticks each, a hundred apart; the first is never ended.
  const auto once = read(midiFile(0, {track({0,  0x90, 60, 1, hundred, 0x90, 60, 1, 50, 0x80, 60, 0,
                                             50, 0x90, 60, 1, 50,      0x80, 60, 0})}));
  EXPECT_THAT(lengths(once), ElementsAre(Pair(0, 100), Pair(100, 50), Pair(200, 50)));
  // The same, with all notes off at the end.
  const auto allOff =
      read(midiFile(0, {track({0,  0x90, 60, 1, hundred, 0x90, 60, 1, 50, 0x80, 60,  0,
                               50, 0x90, 60, 1, 50,      0x80, 60, 0, 50, 0xb0, 123, 0})}));
  EXPECT_EQ(lengths(allOff), lengths(once));
  // Struck twice on one tick, ended once.
  const auto twice = read(midiFile(0, {track({0,  0x90, 60, 1,    0,  0x90, 60, 1,    50, 0x80,
                                              60, 0,    50, 0x90, 60, 1,    50, 0x80, 60, 0})}));
  EXPECT_THAT(lengths(twice), ElementsAre(Pair(0, 50), Pair(100, 50)));
}

TEST(MidiCases, AnOverlapThatEndsLeavesLaterNotesAlone) {
  const auto import = read(midiFile(
      0, {track({0,  0x90, 60, 1, 50, 0x90, 60, 1, 10, 0x80, 60, 0, 40,      0x80, 60, 0,
                 20, 0x90, 60, 1, 10, 0x80, 60, 0, 10, 0x90, 60, 1, hundred, 0xff, 1,  0})}));
  EXPECT_THAT(lengths(import),
              ElementsAre(Pair(0, 50), Pair(50, 50), Pair(120, 10), Pair(140, 100)));
}

TEST(MidiCases, ANoteWithoutALengthIsHeardAndSeen) {
  const MidiImport import = read(cases::zeroLength);
  EXPECT_THAT(lengths(import), ElementsAre(Pair(0, 120), Pair(7680, 960)));
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("no length")));
  const MidiImport last = read(cases::struckAtTheEnd);
  EXPECT_THAT(lengths(last), ElementsAre(Pair(0, 960), Pair(960, 120)));
  EXPECT_THAT(last.warnings, Contains(HasSubstr("no length")));
}

TEST(MidiCases, ANoteWithoutALengthEndsWhereItsKeyIsStruckAgain) {
  const auto import = read(
      midiFile(0, {track({0, 0x90, 60, 1, 0, 0x80, 60, 0, 70, 0x90, 60, 1, 50, 0x80, 60, 0})}));
  EXPECT_THAT(lengths(import), ElementsAre(Pair(0, 70), Pair(70, 50)));
  const auto atOnce =
      read(midiFile(0, {track({0, 0x90, 60, 1, 0, 0x80, 60, 0, 0, 0x90, 60, 9, 50, 0x80, 60, 0})}));
  EXPECT_EQ(atOnce.score.notes(), (std::vector<Note>{{0, 50, 60, 9}}));
}

TEST(MidiCases, TwoPedalsAreDownWhileOneOfThemIs) {
  const MidiImport import = read(cases::twoPedals);
  EXPECT_EQ(import.score.pedal(), (std::vector<PedalChange>{{0, 127}, {3840, 0}}));
}

TEST(MidiCases, APedalLiftedAndPressedOnOneTickIsTwoBlocks) {
  const MidiImport import = read(cases::repedal);
  EXPECT_EQ(import.score.pedal(),
            (std::vector<PedalChange>{{0, 127}, {1920, 127, true}, {3840, 0}}));
  EXPECT_EQ(pedalBlocks(import.score.pedal()), (std::vector<TickRange>{{0, 1920}, {1920, 3840}}));
  const MidiImport again = read(writeMidi(import.score));
  EXPECT_EQ(again.score, import.score);
}

TEST(MidiCases, APedalOfSeveralChannelsRepedalsWhereAllAreLifted) {
  const auto pedalOf = [](std::initializer_list<int> events) {
    return read(midiFile(0, {track(events)})).score.pedal();
  };
  EXPECT_EQ(pedalOf({0, 0xb0, 64, 127, 0, 0xb1, 64, 127, 9, 0xb0, 64, 0,
                     0, 0xb0, 64, 127, 0, 0xb1, 64, 0,   0, 0xb1, 64, 127}),
            (std::vector<PedalChange>{{0, 127}, {9, 127, true}}));
  EXPECT_EQ(pedalOf({0, 0xb0, 64, 127, 0, 0xb1, 64, 127, 9, 0xb0, 64, 0, 0, 0xb0, 64, 127}),
            (std::vector<PedalChange>{{0, 127}}));
  EXPECT_EQ(pedalOf({0, 0xb0, 64, 127, 9, 0xb0, 64, 0, 0, 0xb1, 64, 127, 9, 0xb1, 64, 0}),
            (std::vector<PedalChange>{{0, 127}, {9, 127, true}, {18, 0}}));
}

TEST(MidiCases, NotesBehindTheEndOfATrackAreRead) {
  const MidiImport import = read(cases::behindTheEnd);
  EXPECT_EQ(import.score.notes(), (std::vector<Note>{{0, 960, 60, 0x40}}));
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("after its end-of-track event")));
}

TEST(MidiCases, NotesBehindSeveralEndsOrBeforeACutAreReadToo) {
  const auto notesOf = [](std::initializer_list<int> content) {
    test::Bytes file = test::header(0, 1, 960);
    test::append(file, test::chunk("MTrk", bytesOf(content)));
    return read(file).score.notes().size();
  };
  EXPECT_EQ(notesOf({0,  0xff, 0x2f, 0,    0,  0xff, 0x2f, 0,    0,    0x90,
                     60, 64,   9,    0x80, 60, 0,    0,    0xff, 0x2f, 0}),
            1u);
  EXPECT_EQ(notesOf({0, 0xff, 0x2f, 0, 0, 0x90, 60, 64, 9, 0x80, 60, 0, 9, 0x90}), 1u);
  EXPECT_EQ(notesOf({0, 0x90, 60, 64, 9, 0x80, 60,   0, 0, 0xff, 0x2f, 0,  0, 0x90, 62, 64,
                     9, 0x80, 62, 0,  0, 0xff, 0x2f, 0, 0, 0x90, 64,   64, 9, 0x80, 64, 0}),
            3u);
}

TEST(MidiCases, WhatIsBehindTheEndOfATrackAndNoMusicIsSaid) {
  test::Bytes content = bytesOf({0, 0x90, 60, 1, 9, 0x80, 60, 0, 0, 0xff, 0x2f, 0});
  test::append(content, bytesOf({0, 0, 0, 0, 0, 0, 0}));
  test::Bytes file = test::header(0, 1, 960);
  test::append(file, test::chunk("MTrk", content));
  const MidiImport import = read(file);
  EXPECT_THAT(lengths(import), ElementsAre(Pair(0, 9)));
  EXPECT_THAT(import.warnings, ElementsAre("7 bytes after an end-of-track event were ignored."));
}

TEST(MidiCases, AFileWithoutTracksIsAnEmptyPiece) {
  const MidiImport import = read(test::header(1, 0, 960));
  EXPECT_EQ(import.score, Score());
  EXPECT_THAT(import.warnings, ElementsAre("The file holds no tracks."));
  EXPECT_TRUE(surveyMidi(test::header(1, 0, 960)));
}

TEST(MidiCases, APieceOfMoreThanADayGetsAWarning) {
  // 16 seconds a quarter, 6,000 quarters.
  const auto import = read(midiFile(0, {track({0, 0xff, 0x51, 3, 0xf4, 0x24, 0, 0, 0x90, 60, 1,
                                               0x82, 0xdf, 0xde, 0x00, 0x80, 60, 0})}));
  EXPECT_GT(import.score.seconds(), 86'400);
  EXPECT_THAT(import.warnings, ElementsAre(HasSubstr("24 hours")));
}

TEST(MidiCases, WhatIsSkippedIsCounted) {
  const MidiImport import = read(cases::skipped);
  EXPECT_THAT(skippedIn(import),
              UnorderedElementsAre(
                  Pair("system_exclusives", 2), Pair("programs", 1), Pair("controller_0", 1),
                  Pair("controller_32", 1), Pair("controller_7", 1), Pair("controller_10", 1),
                  Pair("controller_91", 1), Pair("controller_67", 2), Pair("controller_66", 2),
                  Pair("texts", 1), Pair("lyrics", 2), Pair("pitch_bends", 2),
                  Pair("channel_pressures", 1), Pair("key_pressures", 1)));
  EXPECT_EQ(import.properties.copyright, "(c) me");
  EXPECT_EQ(import.properties.key, (Key{0, Scale::Minor}));
}

TEST(MidiCases, ReleaseVelocitiesThatSaySomethingAreCounted) {
  const auto import = read(midiFile(0, {track({0,    0x90, 60, 80, 0x60, 0x80, 60, 90,  // counted
                                               0,    0x90, 62, 80, 0x60, 0x80, 62, 64,  // the usual
                                               0,    0x90, 64, 80, 0x60, 0x80, 64, 0,   // none
                                               0,    0x99, 36, 80, 0x60, 0x89, 36, 90,  // a drum
                                               0x60, 0x90, 65, 80, 0x60, 0x90, 65, 0})}));
  EXPECT_THAT(skippedIn(import),
              UnorderedElementsAre(Pair("release_velocities", 1), Pair("drum_notes", 1)));
}

TEST(MidiCases, WhatOneWroteSkipsNothing) {
  const Score score({{{0, 960, 60, 80}, {480, 960, 60, 80}}, {{0, 127}, {960, 0}}, {}, {}});
  const PieceProperties properties{"Title", "A. Composer", "2026", Key{2, Scale::Minor}, {}};
  for (const MidiFormat format : {MidiFormat::OneTrack, MidiFormat::Tracks}) {
    const MidiImport import = read(writeMidi(score, properties, format));
    EXPECT_THAT(import.skipped, IsEmpty());
    EXPECT_EQ(import.properties, properties);
  }
}

TEST(MidiCases, EachPatternBeginsWithTheDefaultTempo) {
  EXPECT_DOUBLE_EQ(read(cases::twoPatterns).score.seconds(), 6.0);
}

TEST(MidiCases, TheKeySignatureIsReadAndWritten) {
  const MidiImport import = read(cases::keySignature);
  EXPECT_EQ(import.properties.key, (Key{0, Scale::Minor}));
  const MidiImport again = read(writeMidi(import.score, import.properties));
  EXPECT_EQ(again.properties.key, (Key{0, Scale::Minor}));
}

TEST(MidiCases, EveryKeySignatureSurvives) {
  for (const Scale scale : {Scale::Major, Scale::Minor}) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      const Key key{tonic, scale};
      EXPECT_EQ(read(writeMidi(Score(), PieceProperties{{}, {}, {}, key, {}})).properties.key, key);
    }
  }
}

TEST(MidiCases, AKeySignatureThatCantBeIsLeftOutAndALaterOneCounted) {
  const auto import =
      read(midiFile(0, {track({0, 0xff, 0x59, 2, 9, 0, 0, 0xff, 0x59, 2, 2,    0,
                               9, 0xff, 0x59, 2, 2, 0, 9, 0xff, 0x59, 2, 0xff, 1})}));
  EXPECT_EQ(import.properties.key, (Key{2, Scale::Major}));
  EXPECT_THAT(import.warnings, ElementsAre("1 invalid key signature was skipped."));
  EXPECT_THAT(skippedIn(import), ElementsAre(Pair("key_changes", 1)));
}

TEST(MidiCases, TempoAndTimeSignatureAreAlwaysWritten) {
  const MidiImport import = read(writeMidi(Score()));
  EXPECT_EQ(import.score.tempo().changes(), (std::vector<TempoChange>{{0, 500'000}}));
  EXPECT_EQ(import.score.meter().signatures(), (std::vector<TimeSignature>{{0, 4, 4}}));
  EXPECT_EQ(import.score, Score());
}

TEST(MidiCases, TitlesAreReadInTheirEncodings) {
  const auto title = [](std::string_view hex) { return read(hex).properties.title; };
  EXPECT_EQ(title(cases::shiftJisTitle), "「ゼノギアス」傷もてるわれら");
  EXPECT_EQ(title(cases::utf16Title), "Für Elise");
  EXPECT_EQ(title(cases::utf8MarkTitle), "Für Elise");
  EXPECT_EQ(title(cases::windows1252Title), "L’été – “Waltz”");
  EXPECT_EQ(title(cases::gb18030Title), "月光奏鸣曲");
  EXPECT_EQ(title(cases::controlTitle), "›31mRED›0m ›H");
}

std::string titled(std::initializer_list<int> name) {
  test::Bytes content = bytesOf({0, 0xff, 3, static_cast<int>(name.size())});
  test::append(content, bytesOf(name));
  test::append(content, bytesOf({0, 0xff, 0x2f, 0}));
  test::Bytes file = test::header(0, 1, 960);
  test::append(file, test::chunk("MTrk", content));
  return read(file).properties.title;
}

TEST(MidiCases, ShortTitlesWithAccentsAreNotTakenForAnotherScript) {
  EXPECT_EQ(titled({'C', 'a', 'f', 0xe9, 's'}), "Cafés");
  EXPECT_EQ(titled({0xc9, 't', 'u', 'd', 'e'}), "Étude");
  EXPECT_EQ(titled({'F', 0xfc, 'r', ' ', 'E', 'l', 'i', 's', 'e'}), "Für Elise");
  EXPECT_EQ(titled({'G', 'r', 0xfc, 0xdf, 'e'}), "Grüße");
  EXPECT_EQ(titled({'D', 'v', 'o', 0xf8, 0xe1, 'k'}), "Dvoøák");
}

TEST(MidiCases, NoControlCharacterIsLeftInATitle) {
  // U+009B (a C1 control), a mark of direction, BEL and DEL, in UTF-8.
  EXPECT_EQ(titled({'a', 0xc2, 0x9b, 'b', 0xe2, 0x80, 0xae, 'c', 7, 'd', 0x7f}), "a b c d");
}

TEST(MidiCases, TheTracksOfAPianoFileSurvive) {
  const auto file = midiFile(
      1, {track({0,   0xff, 3,   4,   'S', 'o', 'n', 'g', 0,   0xff, 1,   14,  'C',
                 'o', 'm',  'p', 'o', 's', 'e', 'r', ':', ' ', 'M',  'e', '.', ' '}),
          track({0, 0xff, 3, 5, 'R', 'i', 'g', 'h', 't', 0, 0x90, 72, 80, hundred, 0x80, 72, 0}),
          track({0, 0xff, 3, 4, 'L', 'e', 'f', 't', 0, 0x90, 48, 70, hundred, 0x80, 48, 0})});
  const MidiImport import = read(file);
  EXPECT_EQ(import.properties.title, "Song");
  EXPECT_EQ(import.properties.composer, "Me.");
  EXPECT_THAT(import.properties.parts, ElementsAre("Right", "Left"));
  EXPECT_EQ(import.score.notes(),
            (std::vector<Note>{{0, 100, 48, 70, false, 1}, {0, 100, 72, 80, false, 0}}));
  const MidiImport again = read(writeMidi(import.score, import.properties));
  EXPECT_EQ(again.score, import.score);
  EXPECT_EQ(again.properties, import.properties);
  EXPECT_EQ(again.tracks, 3);
  EXPECT_THAT(again.skipped, IsEmpty());
}

TEST(MidiCases, AFirstTrackWithNotesIsAPart) {
  const MidiImport import = read(midiFile(
      1, {track({0, 0x90, 72, 80, 9, 0x80, 72, 0}), track({0, 0x90, 48, 70, 9, 0x80, 48, 0})}));
  EXPECT_EQ(import.score.notes(),
            (std::vector<Note>{{0, 9, 48, 70, false, 1}, {0, 9, 72, 80, false, 0}}));
}

TEST(MidiCases, SeparateChannelsOfATrackAreSaidToBeJoined) {
  const MidiImport import = read(
      midiFile(0, {track({0, 0x90, 72, 80, 0, 0x91, 48, 70, 9, 0x80, 72, 0, 0, 0x81, 48, 0})}));
  EXPECT_THAT(skippedIn(import), ElementsAre(Pair("channels", 1)));
}

}  // namespace
}  // namespace cadenza
