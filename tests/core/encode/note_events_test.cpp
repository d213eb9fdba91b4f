// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/note_events.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

ScoreItems decode(const EncodedScore& encoded, Grid grid, const Score& score) {
  NoteDecoder decoder(grid, score.tempo(), encoded.origin);
  for (const Event& event : encoded.events) decoder.push(event);
  decoder.finish();
  ScoreItems items = decoder.items();
  std::sort(items.notes.begin(), items.notes.end());
  return items;
}

// Notes on the Score grid, one at a time a key, with velocities that are middles of their classes.
Score scoreOnGrid(Random& random) {
  ScoreItems items;
  for (int key = lowestPianoPitch; key <= highestPianoPitch; key += 3) {
    Tick tick = 0;
    for (int i = 0; i < 4; ++i) {
      tick += static_cast<Tick>(random.below(40)) * 40;
      const Tick duration = 40 * (1 + static_cast<Tick>(random.below(30)));
      items.notes.push_back(
          {tick, duration, static_cast<std::uint8_t>(key),
           static_cast<std::uint8_t>(classVelocity(1 + static_cast<int>(random.below(31))))});
      tick += duration;
    }
  }
  return Score(std::move(items));
}

TEST(ShiftClasses, AreExactUpToAHundredAndRiseToTheLongest) {
  for (const Grid grid : {Grid::Performance, Grid::Score}) {
    for (int shift = 0; shift < shiftCount; ++shift) {
      EXPECT_EQ(shiftClass(grid, shiftUnits(grid, shift)), shift);
      if (shift < exactShifts) {
        EXPECT_EQ(shiftUnits(grid, shift), shift);
      }
      if (shift > 0) {
        EXPECT_GT(shiftUnits(grid, shift), shiftUnits(grid, shift - 1));
      }
    }
    EXPECT_EQ(shiftUnits(grid, shiftCount - 1), longestShift);
    EXPECT_EQ(shiftClass(grid, 10 * longestShift), shiftCount - 1);
  }
}

TEST(ShiftClasses, OfTheScoreGridKeepToTheBeatWhenLong) {
  for (int shift = exactShifts; shift < shiftCount; ++shift) {
    EXPECT_EQ(shiftUnits(Grid::Score, shift) % 24, 0);
  }
}

TEST(NoteEvents, GiveBackWhatLiesOnTheScoreGrid) {
  Random random(3);
  for (int i = 0; i < 50; ++i) {
    const Score score = scoreOnGrid(random);
    const EncodedScore encoded = encodeNoteEvents(score, {Grid::Score, PedalMode::Model});
    EXPECT_EQ(decode(encoded, Grid::Score, score).notes, score.notes());
  }
}

TEST(NoteEvents, KeepPerformedTimesWithinOneUnit) {
  Random random(4);
  for (int i = 0; i < 50; ++i) {
    const Score score = scoreOnGrid(random);
    const auto items = decode(encodeNoteEvents(score, {}), Grid::Performance, score);
    ASSERT_EQ(items.notes.size(), score.notes().size());
    const auto byKey = [](const Note& a, const Note& b) {
      return a.pitch != b.pitch ? a.pitch < b.pitch : a.onset < b.onset;
    };
    auto before = score.notes();
    auto after = items.notes;
    std::sort(before.begin(), before.end(), byKey);
    std::sort(after.begin(), after.end(), byKey);
    for (std::size_t n = 0; n < before.size(); ++n) {
      ASSERT_EQ(before[n].pitch, after[n].pitch);
      EXPECT_NEAR(score.tempo().secondsAt(before[n].onset), score.tempo().secondsAt(after[n].onset),
                  0.011);
      EXPECT_NEAR(score.tempo().secondsAt(before[n].end()), score.tempo().secondsAt(after[n].end()),
                  0.021);
    }
  }
}

TEST(NoteEvents, AreAllPossibleWhenTheyCome) {
  Random random(5);
  for (int i = 0; i < 300; ++i) {
    const Score score = test::randomScore(random);
    for (const Grid grid : {Grid::Performance, Grid::Score}) {
      for (const PedalMode pedal : {PedalMode::Model, PedalMode::Extend}) {
        const auto encoded = encodeNoteEvents(score, {grid, pedal});
        KeyboardState keyboard(pedal);
        keyboard.apply(encoded.events.front());
        for (std::size_t n = 1; n < encoded.events.size(); ++n) {
          const Event& event = encoded.events[n];
          ASSERT_TRUE(keyboard.allows(event.shift, event.action))
              << "event " << n << " of score " << i;
          keyboard.apply(event);
        }
        EXPECT_TRUE(keyboard.keys().none());
        EXPECT_FALSE(keyboard.pedal());
      }
    }
  }
}

TEST(NoteEvents, ExtendNotesUntilThePedalIsLifted) {
  const Score score({{{0, 480, 60, 80}, {960, 480, 64, 80}}, {{240, 127}, {1920, 0}}, {}, {}});
  const auto encoded = encodeNoteEvents(score, {Grid::Score, PedalMode::Extend});
  const auto notes = decode(encoded, Grid::Score, score).notes;
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes[0].end(), 1920);
  EXPECT_EQ(notes[1].end(), 1920);
  EXPECT_TRUE(std::none_of(encoded.events.begin(), encoded.events.end(), [](const Event& event) {
    return event.action == action::pedalDown || event.action == action::pedalUp;
  }));
}

TEST(NoteEvents, ReleaseAKeyThatIsStruckAgain) {
  const Score score({{{0, 1920, 60, 80}, {960, 960, 60, 80}}, {}, {}, {}});
  const auto notes =
      decode(encodeNoteEvents(score, {Grid::Score, PedalMode::Model}), Grid::Score, score).notes;
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes[0].end(), 960);
}

TEST(NoteEvents, KeepPedalChanges) {
  const Score score({{{0, 960, 60, 80}}, {{0, 127}, {480, 0}, {520, 100}, {960, 0}}, {}, {}});
  const auto pedal =
      decode(encodeNoteEvents(score, {Grid::Score, PedalMode::Model}), Grid::Score, score).pedal;
  EXPECT_EQ(pedal, (std::vector<PedalChange>{{0, 127}, {480, 0}, {520, 127}, {960, 0}}));
}

TEST(NoteEvents, DropNotesThatTransposingPushesOffThePiano) {
  const Score score({{{0, 960, 108, 80}, {0, 960, 60, 80}}, {}, {}, {}});
  const auto encoded = encodeNoteEvents(score, {Grid::Score, PedalMode::Model, 1});
  const auto notes = decode(encoded, Grid::Score, score).notes;
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].pitch, 61);
}

TEST(NoteEvents, OfAnUpbeatBeginWithItsBar) {
  const Score score({{{3 * 3840 + 2880, 960, 60, 80}}, {}, {}, {}});
  const auto encoded = encodeNoteEvents(score, {Grid::Score, PedalMode::Model});
  EXPECT_EQ(encoded.origin, 3 * 3840);
  EXPECT_EQ(encoded.events[1].shift, 72);
}

TEST(NoteEvents, OfNothingAreTheStartAlone) {
  EXPECT_EQ(encodeNoteEvents(Score(), {}).events, std::vector<Event>{Event{}});
}

TEST(KeyboardState, ForbidsWhatAPianistCannotDo) {
  KeyboardState keyboard;
  keyboard.apply({0, action::start, 0});
  EXPECT_FALSE(keyboard.allows(1, action::noteOff + 40));
  EXPECT_FALSE(keyboard.allows(1, action::pedalUp));
  EXPECT_TRUE(keyboard.allows(1, action::end));
  keyboard.apply({1, action::noteOn + 40, 16});
  EXPECT_FALSE(keyboard.allows(1, action::noteOn + 40));
  EXPECT_FALSE(keyboard.allows(1, action::end));
  EXPECT_FALSE(keyboard.allows(0, action::noteOff + 40)) << "a note lasts at least one unit";
  EXPECT_FALSE(keyboard.allows(0, action::noteOn + 39)) << "pitches rise within an instant";
  EXPECT_TRUE(keyboard.allows(0, action::noteOn + 41));
  EXPECT_TRUE(keyboard.allows(1, action::noteOff + 40));
  EXPECT_FALSE(KeyboardState(PedalMode::Extend).allows(1, action::pedalDown));
}

TEST(BarClock, CountsUnitsInBars) {
  const BarClock clock(Grid::Score, MeterMap({{0, 3, 4}}));
  EXPECT_EQ(clock.placeAt(0).sinceStart, 1);
  EXPECT_EQ(clock.placeAt(0).untilEnd, 72);
  EXPECT_EQ(clock.placeAt(71).sinceStart, 72);
  EXPECT_EQ(clock.placeAt(71).untilEnd, 1);
  EXPECT_EQ(clock.placeAt(72).sinceStart, 1);
  EXPECT_EQ(BarClock(Grid::Performance, {}).placeAt(5).sinceStart, 0);
}

}  // namespace
}  // namespace cadenza
