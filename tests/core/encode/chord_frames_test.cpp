// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/chord_frames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using testing::ElementsAre;

Chord chordOf(std::initializer_list<std::size_t> pitches) {
  Chord chord;
  for (const std::size_t pitch : pitches) chord.set(pitch);
  return chord;
}

std::vector<std::string> names(const std::vector<Chord>& frames) {
  std::vector<std::string> texts;
  for (const Chord& chord : frames) texts.push_back(name(chord));
  return texts;
}

// Seconds at 120 quarters a minute.
Note noteAt(double onset, double end, std::uint8_t pitch) {
  const auto tick = [](double seconds) {
    return static_cast<Tick>(std::lround(seconds * 2 * ticksPerQuarter));
  };
  return {tick(onset), tick(end) - tick(onset), pitch, 80};
}

Score scoreOf(std::vector<Note> notes) { return Score({std::move(notes), {}, {}, {}}); }

TEST(ChordFrames, HoldWhatSoundsFromTheFirstToTheLastSound) {
  const Score score = scoreOf({noteAt(1.0, 1.4, 60), noteAt(1.2, 1.6, 64), noteAt(2.0, 2.2, 62)});
  EXPECT_THAT(names(chordFrames(score, 5)), ElementsAre("60", "60,64", "64", "e", "e", "62"));
}

TEST(ChordFrames, RoundBothEndsDownSoThatShortNotesVanish) {
  const Score score =
      scoreOf({noteAt(0.19, 0.21, 60), noteAt(0.41, 0.59, 62), noteAt(0.7, 1.1, 64)});
  EXPECT_THAT(names(chordFrames(score, 5)), ElementsAre("60", "e", "e", "64", "64"));
  EXPECT_TRUE(chordFrames(scoreOf({noteAt(0.41, 0.59, 62)}), 5).empty());
  EXPECT_TRUE(chordFrames(Score(), 5).empty());
}

TEST(ChordFrames, BeforeAMomentAreFilledUpWithSilence) {
  const Score score = scoreOf({noteAt(0, 0.2, 60), noteAt(0.2, 0.6, 64)});
  EXPECT_THAT(names(chordFramesBefore(score, 0.6, 5, 5)), ElementsAre("e", "e", "60", "64", "64"));
  EXPECT_THAT(names(chordFramesBefore(score, 0.6, 5, 2)), ElementsAre("64", "64"));
}

TEST(ChordFrames, ComeBackFromTheNotesThatAreWrittenOfThem) {
  Random random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<Chord> frames(2 + random.below(40));
    for (Chord& chord : frames) {
      for (auto i = random.below(4); i > 0; --i) chord.set(50 + random.below(6));
    }
    frames.front().set(50);
    frames.back().set(50);
    const double rate = 1 + 19 * random.uniform();
    const TempoMap tempo({{0, static_cast<std::uint32_t>(200'000 + random.below(600'000))},
                          {3000, static_cast<std::uint32_t>(200'000 + random.below(600'000))}});
    ChordWriter writer(tempo, 0, rate, 100);
    for (const Chord& chord : frames) writer.push(chord);
    const Score score({writer.notes(), {}, tempo.changes(), {}});
    EXPECT_EQ(names(chordFrames(score, rate)), names(frames)) << "round " << round;
  }
}

TEST(ChordWriter, HoldsAPitchOverNeighbouringFrames) {
  ChordWriter writer({}, 960, 5, 100);
  for (const auto& chord : {chordOf({60}), chordOf({60, 64}), chordOf({64})}) writer.push(chord);
  EXPECT_THAT(writer.notes(), ElementsAre(Note{960, 768, 60, 100}, Note{960 + 384, 768, 64, 100}));
}

TEST(Chord, NamesAreReadBackAndNonsenseIsNot) {
  for (const auto& chord : {chordOf({}), chordOf({0}), chordOf({60, 64, 67}), chordOf({127})}) {
    EXPECT_EQ(parseChord(name(chord)), chord);
  }
  for (const char* wrong : {"", "60,", ",60", "64,60", "60,60", "128", "-1", "60 64", "x", "ee"}) {
    EXPECT_FALSE(parseChord(wrong)) << wrong;
  }
}

TEST(ChordVocabulary, NumbersChordsAsTheyCameAndSilenceLast) {
  ChordVocabulary vocabulary;
  EXPECT_EQ(vocabulary.classes(), 2);
  vocabulary.learn(std::vector{chordOf({64}), chordOf({}), chordOf({60, 67}), chordOf({64})});
  EXPECT_EQ(vocabulary.classes(), 4) << "class 0, two chords, silence";
  EXPECT_EQ(vocabulary.find(chordOf({64})), 1);
  EXPECT_EQ(vocabulary.find(chordOf({60, 67})), 2);
  EXPECT_EQ(vocabulary.find(chordOf({})), 3);
  EXPECT_FALSE(vocabulary.find(chordOf({60})));
  EXPECT_EQ(vocabulary.chord(2), chordOf({60, 67}));
  EXPECT_TRUE(vocabulary.chord(3).none());
  EXPECT_EQ(vocabulary.text(), "64 60,67 e");
}

TEST(ChordVocabulary, FindsTheNearestOfTheChordsItKnows) {
  ChordVocabulary vocabulary;
  vocabulary.learn(std::vector{chordOf({60, 64, 67}), chordOf({60, 63, 67}), chordOf({48}),
                               chordOf({60, 64, 67, 72})});
  const auto nearest = [&](std::initializer_list<std::size_t> pitches) {
    return name(vocabulary.chord(vocabulary.nearest(chordOf(pitches))));
  };
  EXPECT_EQ(nearest({60, 64, 67}), "60,64,67");
  EXPECT_EQ(nearest({60, 65, 67}), "60,64,67") << "both thirds are one pitch away, E is nearer";
  EXPECT_EQ(nearest({60, 64, 67, 76}), "60,64,67,72");
  EXPECT_EQ(nearest({49}), "48") << "a pitch moved is nearer than silence";
  EXPECT_EQ(nearest({}), "e");
}

TEST(ChordVocabulary, IsReadBackAndBrokenTextsAreNot) {
  ChordVocabulary vocabulary;
  vocabulary.learn(std::vector{chordOf({64}), chordOf({60, 67})});
  const auto read = ChordVocabulary::parse(vocabulary.text());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, vocabulary);
  EXPECT_EQ(read->find(chordOf({60, 67})), 2);
  EXPECT_EQ(ChordVocabulary::parse("e")->classes(), 2);
  for (const char* wrong : {"", "64", "64 60,67", "64 64 e", "64 x e", "e e", "64  e", "64 e "}) {
    EXPECT_FALSE(ChordVocabulary::parse(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace cadenza
