// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/recording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/score/pedal_edits.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr Tick beat = ticksPerQuarter;

PlayedInput at(Tick tick, MidiMessage message, int round = 1) {
  return {message, static_cast<double>(tick) / (2 * beat), PlayedPlace{tick, round, 0}};
}
PlayedInput down(Tick tick, int pitch, int round = 1) {
  return at(tick, MidiMessage::noteOn(pitch, 70), round);
}
PlayedInput up(Tick tick, int pitch, int round = 1) {
  return at(tick, MidiMessage::noteOff(pitch), round);
}
PlayedInput withoutMusic(double seconds, MidiMessage message) {
  return {message, seconds, std::nullopt};
}

Score after(const Score& score, const ScoreEdit& edit) {
  Score changed = score;
  changed.apply(edit);
  return changed;
}

TEST(Recording, WhatIsPlayedStandsWhereItWasHeard) {
  const std::vector<PlayedInput> inputs{down(100, 60), down(200, 64), up(700, 60), up(900, 64)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, {0, 2000, 1, {}}, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{100, 600, 60, 70}, Note{200, 700, 64, 70}));
  EXPECT_THAT(edit.removed.notes, IsEmpty());
}

TEST(Recording, KeysThatAreDownAtTheEndAreLetGoThere) {
  const std::vector<PlayedInput> inputs{down(100, 60)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, {0, 2000, 1, {}}, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{100, 1900, 60, 70}));
}

TEST(Recording, ANoteStruckALittleEarlyBeginsWithTheMusicAndTheRestOfTheCountInIsLeftOut) {
  PlayedInput noodled = down(0, 50);
  noodled.place->early = 1;
  PlayedInput early = down(0, 60);
  early.place->early = 0.1;
  const std::vector<PlayedInput> inputs{noodled, early, up(10, 50), up(900, 60)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, {0, 2000, 1, {}}, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{0, 900, 60, 70}));
}

TEST(Recording, NothingPlayedChangesNothingInEitherMode) {
  const Score score({{{0, beat, 60, 80}}, {{0, 127}}, {}, {}});
  for (const auto mode : {RecordingMode::Overdub, RecordingMode::Replace}) {
    EXPECT_TRUE(recordingEdit(score, {}, {0, 2000, 1, {}}, mode).empty());
  }
}

TEST(Recording, ReplaceTakesAwayWhatWasGoneOverButNotWhatIsLocked) {
  Note locked{beat, beat, 72, 80};
  locked.locked = true;
  const Score score({{{0, beat, 60, 80}, locked, {4 * beat, beat, 62, 80}}, {}, {}, {}});
  const std::vector<PlayedInput> inputs{down(100, 65), up(500, 65)};
  const RecordingRange range{0, 3 * beat, 1, {}};
  EXPECT_THAT(after(score, recordingEdit(score, inputs, range, RecordingMode::Replace)).notes(),
              ElementsAre(Note{100, 400, 65, 70}, locked, Note{4 * beat, beat, 62, 80}));
  EXPECT_EQ(
      after(score, recordingEdit(score, inputs, range, RecordingMode::Overdub)).notes().size(), 4u);
}

TEST(Recording, OnlyWhatBeginsInThePunchIsKept) {
  const RecordingRange range{0, 4 * beat, 1, TickRange{beat, 2 * beat}};
  const std::vector<PlayedInput> inputs{down(100, 60),        up(beat + 50, 60),
                                        down(beat + 100, 62), up(3 * beat, 62),
                                        down(3 * beat, 64),   up(3 * beat + 200, 64)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, range, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{beat + 100, beat - 100, 62, 70}));
}

TEST(Recording, RoundsOfALoopJoinWhenOverdubbed) {
  const RecordingRange range{0, 500, 2, TickRange{0, 2 * beat}};
  const std::vector<PlayedInput> inputs{down(100, 60, 1), up(300, 60, 1), down(1800, 62, 1),
                                        up(10, 62, 2), down(200, 64, 2)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, range, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes,
              ElementsAre(Note{100, 200, 60, 70}, Note{200, 300, 64, 70}, Note{1800, 120, 62, 70}));
}

TEST(Recording, AKeyHeldOverTheSeamIsLetGoThereAlsoWhereTheNextRoundIsSilent) {
  const RecordingRange range{0, 300, 2, TickRange{0, 2 * beat}};
  const std::vector<PlayedInput> inputs{down(100, 60, 1)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, range, RecordingMode::Overdub);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{100, 2 * beat - 100, 60, 70}));
}

TEST(Recording, ALaterRoundTakesThePlaceOfAnEarlierOneAsFarAsItCame) {
  const RecordingRange range{0, 500, 2, TickRange{0, 2 * beat}};
  const std::vector<PlayedInput> inputs{down(100, 60, 1), up(300, 60, 1), down(1800, 62, 1),
                                        down(200, 64, 2), up(400, 64, 2)};
  const ScoreEdit edit = recordingEdit(Score(), inputs, range, RecordingMode::Replace);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{200, 200, 64, 70}, Note{1800, 120, 62, 70}));
}

TEST(Recording, PedalThatIsPlayedTakesThePlaceOfTheOldAndLeavesTheRestAsItWas) {
  const Score score(
      {{{0, 8 * beat, 60, 80}}, {{0, 127}, {beat, 0}, {2 * beat, 127}, {6 * beat, 0}}, {}, {}});
  const std::vector<PlayedInput> inputs{down(500, 65), at(600, MidiMessage::pedal(90)), up(900, 65),
                                        at(3 * beat, MidiMessage::pedal(0))};
  const ScoreEdit edit =
      recordingEdit(score, inputs, {400, 4 * beat, 1, {}}, RecordingMode::Overdub);
  const std::vector<PedalChange> pedal = after(score, edit).pedal();
  EXPECT_THAT(pedal, ElementsAre(PedalChange{0, 127}, PedalChange{400, 0}, PedalChange{600, 90},
                                 PedalChange{3 * beat, 0}, PedalChange{4 * beat, 127},
                                 PedalChange{6 * beat, 0}));
}

TEST(Recording, WhateverIsPlayedEndsAndCanBeUndone) {
  Random random(7);
  for (int round = 0; round < 2000; ++round) {
    const Score score = test::randomScore(random);
    std::vector<PlayedInput> inputs;
    Tick tick = 0;
    int loopRound = 1;
    for (std::uint64_t i = random.below(40); i > 0; --i) {
      tick += static_cast<Tick>(random.below(600));
      if (random.below(12) == 0) {
        ++loopRound;
        tick = static_cast<Tick>(random.below(500));
      }
      const auto pitch = static_cast<int>(60 + random.below(5));
      const MidiMessage messages[] = {MidiMessage::noteOn(pitch, 80), MidiMessage::noteOff(pitch),
                                      MidiMessage::pedal(static_cast<int>(random.below(128)))};
      inputs.push_back(at(tick, messages[random.below(3)], loopRound));
    }
    RecordingRange range{0, tick + 100, loopRound, {}};
    if (loopRound > 1 || random.below(2) == 0) {
      range.punch = TickRange{static_cast<Tick>(random.below(500)), 6000};
    }
    const auto mode = random.below(2) == 0 ? RecordingMode::Overdub : RecordingMode::Replace;
    const ScoreEdit edit = recordingEdit(score, inputs, range, mode);
    const Score recorded = after(score, edit);
    for (const Note& note : edit.added.notes) {
      ASSERT_GE(note.duration, 1);
      if (range.punch) {
        ASSERT_TRUE(range.punch->contains(note.onset));
        ASSERT_LE(note.end(), range.punch->end);
      }
    }
    for (const Note& note : edit.removed.notes) ASSERT_FALSE(note.locked);
    ASSERT_EQ(after(recorded, edit.inverse()), score);
    ASSERT_TRUE(edit.empty() ||
                pedalAt(recorded.pedal(), maxTick) == pedalAt(score.pedal(), maxTick));
  }
}

TEST(JustPlayed, BeginsAtThePlayheadInTheTempoOfThePiece) {
  const std::vector<PlayedInput> inputs{withoutMusic(100, MidiMessage::noteOn(60, 70)),
                                        withoutMusic(100.5, MidiMessage::noteOff(60)),
                                        withoutMusic(101, MidiMessage::noteOn(62, 70)),
                                        withoutMusic(101.5, MidiMessage::noteOff(62))};
  const ScoreEdit edit = justPlayedEdit(Score(), inputs, 4 * beat);
  EXPECT_THAT(edit.added.notes,
              ElementsAre(Note{4 * beat, beat, 60, 70}, Note{6 * beat, beat, 62, 70}));
}

TEST(JustPlayed, LongPausesShrink) {
  const std::vector<PlayedInput> inputs{withoutMusic(0, MidiMessage::noteOn(60, 70)),
                                        withoutMusic(0.5, MidiMessage::noteOff(60)),
                                        withoutMusic(100.5, MidiMessage::noteOn(62, 70)),
                                        withoutMusic(101, MidiMessage::noteOff(62))};
  const ScoreEdit edit = justPlayedEdit(Score(), inputs, 0);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{0, beat, 60, 70}, Note{5 * beat, beat, 62, 70}));
}

TEST(JustPlayed, WhatWasPlayedToTheMusicStandsWhereItWasHeard) {
  const std::vector<PlayedInput> inputs{withoutMusic(0, MidiMessage::noteOn(50, 70)),
                                        withoutMusic(1, MidiMessage::noteOff(50)), down(300, 60, 4),
                                        up(800, 60, 4)};
  const ScoreEdit edit = justPlayedEdit(Score(), inputs, 9999);
  EXPECT_THAT(edit.added.notes, ElementsAre(Note{300, 500, 60, 70}));
}

TEST(JustPlayed, NothingButPedalIsNothing) {
  const std::vector<PlayedInput> inputs{withoutMusic(0, MidiMessage::pedal(127)),
                                        withoutMusic(1, MidiMessage::pedal(0))};
  EXPECT_TRUE(justPlayedEdit(Score(), inputs, 0).empty());
}

TEST(InputHistory, KeepsFiveMinutesAndGoesOnCounting) {
  InputHistory history;
  for (int second = 0; second < 1000; ++second)
    history.add(withoutMusic(second, MidiMessage::noteOn(60, 70)));
  EXPECT_EQ(history.count(), 1000u);
  EXPECT_EQ(history.since(0).size(), 301u);
  EXPECT_EQ(history.since(998).size(), 2u);
  EXPECT_EQ(history.since(998).front().seconds, 998);
  EXPECT_TRUE(history.since(5000).empty());
}

}  // namespace
}  // namespace cadenza
