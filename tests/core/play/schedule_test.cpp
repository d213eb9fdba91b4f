// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/schedule.h"

#include <gtest/gtest.h>

#include <bitset>
#include <tuple>
#include <vector>

#include "core/base/random.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::randomScore;

Score scoreOf(std::vector<Note> notes, std::vector<PedalChange> pedal = {}) {
  return Score({std::move(notes), std::move(pedal), {}, {}});
}

std::vector<MidiMessage> messagesOf(const Schedule& schedule) {
  std::vector<MidiMessage> messages;
  for (const TimedMessage& timed : schedule.messages) messages.push_back(timed.message);
  return messages;
}

TEST(Schedule, KeysAreStruckAndLetGoInTurn) {
  Random random(1);
  for (int round = 0; round < 2000; ++round) {
    const Schedule schedule = makeSchedule(randomScore(random));
    std::bitset<128> down;
    for (const TimedMessage& timed : schedule.messages) {
      if (timed.message.isPedal()) continue;
      ASSERT_NE(down[timed.message.data1], timed.message.isNoteOn()) << "round " << round;
      down.flip(timed.message.data1);
    }
    ASSERT_TRUE(down.none());
  }
}

TEST(Schedule, RunsForwardInTimeAndEndsWithTheScore) {
  Random random(2);
  for (int round = 0; round < 500; ++round) {
    const Score score = randomScore(random);
    const Schedule schedule = makeSchedule(score);
    EXPECT_EQ(schedule.end, score.end());
    for (std::size_t i = 0; i < schedule.messages.size(); ++i) {
      const TimedMessage& timed = schedule.messages[i];
      EXPECT_DOUBLE_EQ(timed.seconds, score.tempo().secondsAt(timed.tick));
      EXPECT_LE(timed.tick, schedule.end);
      EXPECT_LE(schedule.messages[i == 0 ? 0 : i - 1].tick, timed.tick);
    }
  }
}

TEST(Schedule, ClicksOnEachBeatWithTheBarAccented) {
  ScoreItems items;
  items.notes = {{0, 2880 + 960, 60, 80}};
  items.meter = {{0, 3, 4}};
  const Score score(std::move(items));
  std::vector<Tick> accents;
  std::vector<Tick> beats;
  for (const TimedMessage& timed : makeSchedule(score, {.clicks = ClickSound{}}).messages) {
    if (timed.message.channel() != Clicks::channel || !timed.message.isNoteOn()) continue;
    (timed.message.data1 == Clicks::accentKey ? accents : beats).push_back(timed.tick);
  }
  EXPECT_EQ(accents, (std::vector<Tick>{0, 2880}));
  EXPECT_EQ(beats, (std::vector<Tick>{960, 1920}));
}

TEST(Schedule, ClicksLeaveThePieceAsItIs) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    const Score score = randomScore(random);
    std::vector<MidiMessage> heard = messagesOf(makeSchedule(score, {.clicks = ClickSound{}}));
    std::erase_if(heard, [](const MidiMessage& m) { return m.channel() == Clicks::channel; });
    ASSERT_EQ(heard, messagesOf(makeSchedule(score)));
  }
}

TEST(Schedule, AtOneInstantKeysComeUpBeforeThePedalAndKeysGoDownAfterIt) {
  const Score score = scoreOf({{0, 480, 60, 80}, {480, 480, 60, 90}}, {{480, 127}});
  const std::vector<MidiMessage> expected = {MidiMessage::noteOn(60, 80), MidiMessage::noteOff(60),
                                             MidiMessage::pedal(127), MidiMessage::noteOn(60, 90),
                                             MidiMessage::noteOff(60)};
  EXPECT_EQ(messagesOf(makeSchedule(score)), expected);
}

TEST(Schedule, AKeyStruckAgainWhileDownIsLetGoFirst) {
  const Score score = scoreOf({{0, 960, 60, 80}, {480, 960, 60, 90}});
  const Schedule schedule = makeSchedule(score);
  ASSERT_EQ(schedule.messages.size(), 4u);
  EXPECT_EQ(schedule.messages[1].tick, 480);
  EXPECT_TRUE(schedule.messages[1].message.isNoteOff());
  EXPECT_EQ(schedule.messages[3].tick, 1440);
}

TEST(Schedule, NotesThatBeginTogetherOnOneKeyAreOneStroke) {
  const Score score = scoreOf({{0, 100, 60, 90}, {0, 960, 60, 40}});
  const Schedule schedule = makeSchedule(score);
  ASSERT_EQ(schedule.messages.size(), 2u);
  EXPECT_EQ(schedule.messages[0].message, MidiMessage::noteOn(60, 90));
  EXPECT_EQ(schedule.messages[1].tick, 960);
}

TEST(Schedule, AnEmptyScoreHasNothingToSay) {
  const Schedule schedule = makeSchedule(Score());
  EXPECT_TRUE(schedule.messages.empty());
  EXPECT_EQ(schedule.end, 0);
}

TEST(Schedule, WhereItRepedalsThePedalIsUpForAMoment) {
  const Score score = scoreOf({{0, 3840, 60, 80}}, {{0, 127}, {1920, 127, true}, {3840, 0}});
  std::vector<TimedMessage> pedal;
  for (const TimedMessage& timed : makeSchedule(score).messages) {
    if (timed.message.isPedal()) pedal.push_back(timed);
  }
  ASSERT_EQ(pedal.size(), 4u);
  EXPECT_EQ(pedal[1].message, MidiMessage::pedal(0));
  EXPECT_EQ(pedal[1].tick, 1920);
  EXPECT_EQ(pedal[2].message, MidiMessage::pedal(127));
  EXPECT_GT(pedal[2].seconds, pedal[1].seconds + 0.004);
  EXPECT_LT(pedal[2].seconds, pedal[1].seconds + 0.02);
}

TEST(Schedule, ARepedalEndsBeforeThePedalMovesAgain) {
  const Score score = scoreOf({}, {{0, 127}, {100, 127, true}, {101, 0}});
  std::vector<MidiMessage> pedal = messagesOf(makeSchedule(score));
  EXPECT_EQ(pedal, (std::vector<MidiMessage>{MidiMessage::pedal(127), MidiMessage::pedal(0),
                                             MidiMessage::pedal(127), MidiMessage::pedal(0)}));
}

}  // namespace
}  // namespace cadenza
