// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take.h"

#include <gtest/gtest.h>

#include <array>

#include "core/score/edits.h"

namespace cadenza {
namespace {

constexpr Tick bar = 4 * ticksPerQuarter;
constexpr TickRange range{2 * bar, 4 * bar};
constexpr std::array everyKind{Heard::Nothing, Heard::Before, Heard::Around};

Score piece() {
  return Score({{{0, bar, 60, 80}, {2 * bar, bar, 64, 80}, {5 * bar, bar, 67, 80}},
                {{0, 127}, {bar, 0}},
                {{0, 500'000}},
                {{0, 4, 4}}});
}

Take takeThatHeard(Heard heard) {
  Take take;
  take.range = range;
  take.heard = heardFingerprint(piece(), range, heard);
  return take;
}

ScoreEdit replacing(const Note& note, const Note& other) {
  return {{{note}, {}, {}, {}}, {{other}, {}, {}, {}}};
}

Score with(const Score& score, const ScoreEdit& edit) {
  Score changed = score;
  changed.apply(changed.completed(edit));
  return changed;
}

TEST(TakeHeard, TheSamePieceIsHeardTheSameWay) {
  for (const Heard heard : everyKind) {
    EXPECT_FALSE(hasChangedSince(piece(), takeThatHeard(heard)));
  }
}

TEST(TakeHeard, WhatGivesWayInsideTheRangeIsNotHeard) {
  const Score changed = with(piece(), replacing(piece().notes()[1], {3 * bar, 10, 50, 1}));
  for (const Heard heard : everyKind) {
    EXPECT_FALSE(hasChangedSince(changed, takeThatHeard(heard)));
  }
}

TEST(TakeHeard, ALockedNoteInsideIsHeard) {
  const Score changed = with(piece(), insertNotes({{3 * bar, 960, 50, 80, true}}));
  EXPECT_FALSE(hasChangedSince(changed, takeThatHeard(Heard::Nothing)));
  EXPECT_TRUE(hasChangedSince(changed, takeThatHeard(Heard::Before)));
  EXPECT_TRUE(hasChangedSince(changed, takeThatHeard(Heard::Around)));
}

TEST(TakeHeard, OnlyAFilledGapHearsWhatFollows) {
  const Score changed = with(piece(), insertNotes({{4 * bar, 960, 50, 80}}));
  EXPECT_FALSE(hasChangedSince(changed, takeThatHeard(Heard::Before)));
  EXPECT_TRUE(hasChangedSince(changed, takeThatHeard(Heard::Around)));
}

TEST(TakeHeard, EveryPropertyOfANoteBeforeCounts) {
  const Note first = piece().notes()[0];
  for (const Note& other : {Note{1, bar, 60, 80}, Note{0, bar + 1, 60, 80}, Note{0, bar, 61, 80},
                            Note{0, bar, 60, 81}}) {
    const Score changed = with(piece(), replacing(first, other));
    EXPECT_TRUE(hasChangedSince(changed, takeThatHeard(Heard::Before)));
    EXPECT_FALSE(hasChangedSince(changed, takeThatHeard(Heard::Nothing)));
  }
  EXPECT_FALSE(
      hasChangedSince(with(piece(), lockNotes({&first, 1}, true)), takeThatHeard(Heard::Before)));
}

TEST(TakeHeard, PedalTempoAndMeterCount) {
  ScoreItems pedal = piece().items();
  pedal.pedal.push_back({bar + 1, 127});
  EXPECT_TRUE(hasChangedSince(Score(pedal), takeThatHeard(Heard::Before)));
  ScoreItems meter = piece().items();
  meter.meter.push_back({2 * bar, 3, 4});
  for (const Heard heard : everyKind) {
    EXPECT_TRUE(hasChangedSince(with(piece(), setTempo(piece(), 90)), takeThatHeard(heard)));
    EXPECT_TRUE(hasChangedSince(Score(meter), takeThatHeard(heard)));
  }
}

TEST(TakeHeard, ATakeThatDoesNotSayIsNotDoubted) {
  Take take = takeThatHeard(Heard::Before);
  for (const char* text : {"", "something else", "later:0123456789abcdef"}) {
    take.heard = text;
    EXPECT_FALSE(hasChangedSince(Score(), take));
  }
}

}  // namespace
}  // namespace cadenza
