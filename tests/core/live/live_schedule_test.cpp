// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/live_schedule.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

constexpr Tick beat = ticksPerQuarter;

std::vector<Note> strokes(const Schedule& schedule) {
  std::vector<Note> notes;
  for (const TimedMessage& timed : schedule.messages) {
    if (timed.message.isNoteOn()) notes.push_back({timed.tick, 1, timed.message.data1});
  }
  return notes;
}

TEST(LiveSchedule, TheWrittenTakesThePlaceOfWhatFollowsButForLockedNotes) {
  Note locked{6 * beat, beat, 70, 80};
  locked.locked = true;
  const Score piece({{{0, beat, 60, 80}, {5 * beat, beat, 61, 80}, locked}, {}, {}, {}});
  const Composition written{{{{4 * beat, 4 * beat, 72, 80}}, {}, {}, {}}, {4 * beat, 8 * beat}};
  const auto notes = strokes(liveSchedule(piece, written, 0));
  ASSERT_EQ(notes.size(), 3u);
  EXPECT_EQ(notes[0].pitch, 60);
  EXPECT_EQ(notes[1].pitch, 72);
  EXPECT_EQ(notes[2].pitch, 70);
}

TEST(LiveSchedule, WhatSoundsIntoItsBeginningIsThere) {
  const Score piece({{{0, 10 * beat, 60, 80}, {0, beat, 62, 80}}, {}, {}, {}});
  const Composition written{{}, {20 * beat, 20 * beat}};
  const auto notes = strokes(liveSchedule(piece, written, 5 * beat));
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].pitch, 60);
}

TEST(LiveSchedule, ThePedalThatHoldsAtItsBeginningIsThere) {
  const Score piece({{}, {{0, 127}, {beat, 0}, {2 * beat, 127}}, {}, {}});
  const Composition written{{{}, {{9 * beat, 0}}, {}, {}}, {8 * beat, 20 * beat}};
  const Schedule schedule = liveSchedule(piece, written, 5 * beat);
  ASSERT_EQ(schedule.messages.size(), 3u);
  EXPECT_EQ(schedule.messages[0].tick, 2 * beat);
  EXPECT_EQ(schedule.messages[1].tick, 8 * beat);  // the piece's pedal ends with the piece
}

}  // namespace
}  // namespace cadenza
