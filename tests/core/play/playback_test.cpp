// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/playback.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "tests/core/play/playback_fixture.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::beat;
using test::fourQuarters;
using test::itemsOf;
using test::PlaybackTest;
using test::randomScore;
using test::RecordingSink;
using test::scheduleOf;

TEST_F(PlaybackTest, HearsEveryMessageAtItsMoment) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    RecordingSink ear;
    ear.turnTo(random.uniform() * 1000);
    Playback walker(ear);
    auto schedule = std::make_shared<const Schedule>(makeSchedule(randomScore(random)));
    walker.setSchedule(schedule);
    walker.play();
    walker.advance();
    const double began = walker.playing() ? walker.track().stretches.front().when : 0;
    while (walker.playing()) {
      ear.turnTo(ear.now() + random.uniform() * 0.09);
      if (random.below(4) == 0) walker.setSchedule(std::make_shared<const Schedule>(*schedule));
      walker.advance();
    }
    std::vector<RecordingSink::Heard> expected;
    for (const TimedMessage& timed : schedule->messages) {
      expected.push_back({began + timed.seconds, timed.message});
    }
    // Behind the last message the pedal is lifted where the piece leaves it down.
    ASSERT_GE(ear.heard().size(), expected.size());
    ASSERT_LE(ear.heard().size(), expected.size() + 1);
    std::size_t inOrder = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_NEAR(ear.heard()[i].when, expected[i].when, 1e-9) << "round " << round;
      inOrder += ear.heard()[i].message == expected[i].message ? 1 : 0;
    }
    // Keys that come up with the end may come up in another order.
    std::size_t atEnd = 0;
    for (const TimedMessage& timed : schedule->messages) atEnd += timed.tick == schedule->end;
    ASSERT_GE(inOrder + atEnd, expected.size());
    ASSERT_EQ(ear.soundingNotes(), 0u);
    ASSERT_EQ(ear.pedal(), 0);
  }
}

TEST_F(PlaybackTest, StopsAtTheEndAndStartsAgainFromTheBeginning) {
  start(fourQuarters());
  runFor(3);
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(playback.position(), 4 * beat);
  playback.play();
  EXPECT_EQ(playback.position(), 0);
  runFor(3);
  EXPECT_EQ(sink.heardNoteOns().size(), 8u);
}

TEST_F(PlaybackTest, PositionFollowsTheEar) {
  start(fourQuarters());
  runFor(0.3);
  const double began = firstOnset();
  for (int step = 0; step < 20; ++step) {
    const double seconds = sink.now() - began;
    EXPECT_EQ(playback.position(), TempoMap().tickAt(seconds));
    runFor(0.05);
  }
}

TEST_F(PlaybackTest, PauseEndsEverythingAndKeepsThePosition) {
  ScoreItems items = fourQuarters();
  items.pedal.push_back({0, 127});
  start(items);
  runFor(0.8);
  ASSERT_GT(sink.soundingNotes(), 0u);
  ASSERT_EQ(sink.pedal(), 127);
  const Tick before = playback.position();
  playback.pause();
  EXPECT_EQ(playback.position(), before);
  EXPECT_EQ(sink.soundingNotes(), 0u);
  EXPECT_EQ(sink.pedal(), 0);
  EXPECT_TRUE(sink.nothingQueued());
}

TEST_F(PlaybackTest, GoesOnWithThePedalAsItStandsThere) {
  ScoreItems items = fourQuarters();
  items.pedal = {{0, 127}, {3 * beat, 0}};
  playback.setSchedule(scheduleOf(items));
  playback.seek(2 * beat);
  playback.play();
  runFor(0.1);
  EXPECT_EQ(sink.pedal(), 127);
  ASSERT_EQ(sink.heardNoteOns().size(), 1u);
  EXPECT_EQ(sink.heardNoteOns()[0].message.data1, 62);
}

TEST_F(PlaybackTest, SeekWhilePlayingEndsTheOldAndBeginsTheNew) {
  start(fourQuarters());
  runFor(0.2);
  ASSERT_TRUE(sink.sounds(60));
  playback.seek(3 * beat);
  EXPECT_EQ(sink.soundingNotes(), 0u);
  runFor(0.1);
  EXPECT_TRUE(sink.sounds(63));
  EXPECT_EQ(sink.soundingNotes(), 1u);
}

TEST_F(PlaybackTest, ALoopComesRoundToTheInstantForHours) {
  playback.setLoop(TickRange{beat, 3 * beat});
  start(fourQuarters());
  runFor(2000);
  const auto ons = sink.heardNoteOns();
  ASSERT_GT(ons.size(), 3000u);
  for (std::size_t i = 0; i < ons.size(); ++i) {
    const int expected = i == 0 ? 60 : i % 2 == 1 ? 61 : 62;
    ASSERT_EQ(ons[i].message.data1, expected);
    ASSERT_NEAR(ons[i].when, firstOnset() + 0.5 * static_cast<double>(i), 1e-6);
  }
  EXPECT_EQ(sink.contradictions(), 0);
  EXPECT_LE(sink.soundingNotes(), 1u);
}

TEST_F(PlaybackTest, ALoopCutsWhatReachesOverItsEndAndLiftsThePedal) {
  playback.setLoop(TickRange{0, beat});
  start(itemsOf({{0, 4 * beat, 60, 80}}, {{beat / 2, 127}}));
  runFor(0.6);
  std::vector<MidiMessage> expected = {MidiMessage::noteOn(60, 80), MidiMessage::pedal(127),
                                       MidiMessage::noteOff(60), MidiMessage::pedal(0),
                                       MidiMessage::noteOn(60, 80)};
  ASSERT_EQ(sink.heard().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(sink.heard()[i].message, expected[i]);
  }
  EXPECT_DOUBLE_EQ(sink.heard()[2].when, sink.heard()[4].when);
}

TEST_F(PlaybackTest, ALoopMayReachBehindTheEndOfThePiece) {
  playback.setLoop(TickRange{0, 8 * beat});
  start(fourQuarters());
  runFor(4.2);
  const auto ons = sink.heardNoteOns();
  ASSERT_EQ(ons.size(), 5u);
  EXPECT_NEAR(ons[4].when - ons[0].when, 4.0, 1e-9);
}

TEST_F(PlaybackTest, ALoopSetBehindThePositionIsNotEntered) {
  start(fourQuarters());
  runFor(1.2);
  playback.setLoop(TickRange{0, beat});
  runFor(2);
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(sink.heardNoteOns().size(), 4u);
}

TEST_F(PlaybackTest, ALoopWhoseEndWasSentAlreadyIsStillKept) {
  start(fourQuarters());
  runFor(0.47);
  playback.setLoop(TickRange{0, beat});
  runFor(1.5);
  for (const auto& heard : sink.heardNoteOns()) EXPECT_EQ(heard.message.data1, 60);
}

TEST_F(PlaybackTest, TakingALoopAwayPlaysOnBehindIt) {
  playback.setLoop(TickRange{0, beat});
  start(fourQuarters());
  runFor(0.98);
  playback.setLoop(std::nullopt);
  runFor(0.2);
  EXPECT_TRUE(sink.sounds(61));
}

TEST_F(PlaybackTest, AnEditIsHeardAfterTheLookAhead) {
  start(fourQuarters());
  runFor(0.3);
  ScoreItems edited = fourQuarters();
  edited.notes.push_back({beat * 9 / 10, beat, 72, 80});  // due at 0.45 s
  playback.setSchedule(scheduleOf(edited));
  runFor(0.3);
  EXPECT_TRUE(sink.sounds(72));
  EXPECT_TRUE(sink.sounds(61));
}

TEST_F(PlaybackTest, ANoteThatIsErasedWhileItSoundsIsEnded) {
  start(itemsOf({{0, 8 * beat, 60, 80}, {0, 8 * beat, 64, 80}}));
  runFor(0.5);
  playback.setSchedule(scheduleOf(itemsOf({{0, 8 * beat, 64, 80}})));
  runFor(0.2);
  EXPECT_FALSE(sink.sounds(60));
  EXPECT_TRUE(sink.sounds(64));
}

TEST_F(PlaybackTest, ANewTempoGoesOnAtTheSameTick) {
  start(fourQuarters());
  runFor(0.6);
  const Tick before = playback.position();
  ScoreItems slow = fourQuarters();
  slow.tempo.push_back({0, 1'000'000});
  playback.setSchedule(scheduleOf(slow));
  EXPECT_EQ(playback.position(), before);
  runFor(0.1);
  const Tick middle = playback.position();
  runFor(0.1);
  EXPECT_NEAR(playback.position() - middle, beat / 10, 2);
}

TEST_F(PlaybackTest, AnEditBehindTheSentEndMakesThePieceGoOn) {
  start(itemsOf({{0, beat, 60, 80}}));
  runFor(0.49);
  playback.setSchedule(scheduleOf(fourQuarters()));
  runFor(0.2);
  EXPECT_TRUE(playback.playing());
  EXPECT_TRUE(sink.sounds(61));
}

TEST_F(PlaybackTest, AStarvedThreadPausesTheMusicRatherThanRushIt) {
  start(fourQuarters());
  runFor(0.3);
  sink.turnTo(sink.now() + 5);
  playback.advance();
  runFor(2);
  const auto ons = sink.heardNoteOns();
  ASSERT_EQ(ons.size(), 4u);
  EXPECT_GT(ons[1].when - ons[0].when, 4.5);
  EXPECT_NEAR(ons[2].when - ons[1].when, 0.5, 1e-9);
}

std::shared_ptr<const Schedule> heldAt(Tick hold, ScoreItems items = fourQuarters()) {
  Schedule schedule = makeSchedule(Score(std::move(items)));
  schedule.hold = hold;
  return std::make_shared<const Schedule>(std::move(schedule));
}

TEST_F(PlaybackTest, TheMusicWaitsAtAHoldAndWhatSoundsIsHeld) {
  playback.setSchedule(heldAt(2 * beat));
  playback.play();
  runFor(0.8);
  EXPECT_EQ(playback.waits(), 0);
  runFor(60);
  EXPECT_TRUE(playback.playing());
  EXPECT_EQ(playback.position(), 2 * beat);
  EXPECT_TRUE(sink.sounds(61));
  EXPECT_FALSE(sink.sounds(62));
  EXPECT_EQ(sink.soundingNotes(), 1u);
  EXPECT_EQ(playback.waits(), 1);
  EXPECT_EQ(playback.starvations(), 0);
}

TEST_F(PlaybackTest, AfterAHoldTheMusicGoesOnWithoutLosingANote) {
  playback.setSchedule(heldAt(2 * beat));
  playback.play();
  runFor(5);
  playback.setSchedule(scheduleOf(fourQuarters()));
  runFor(0.1);
  EXPECT_FALSE(sink.sounds(61));
  EXPECT_TRUE(sink.sounds(62));
  runFor(3);
  EXPECT_EQ(sink.heardNoteOns().size(), 4u);
  EXPECT_EQ(sink.contradictions(), 0);
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, AHoldThatMovesOnInTimeIsNotHeard) {
  playback.setSchedule(heldAt(beat));
  playback.play();
  for (Tick hold = beat; hold <= 4 * beat; hold += beat / 8) {
    playback.setSchedule(heldAt(hold + beat));
    runFor(0.5 / 8);
  }
  EXPECT_EQ(playback.waits(), 0);
  const auto ons = sink.heardNoteOns();
  ASSERT_EQ(ons.size(), 4u);
  EXPECT_NEAR(ons[3].when - ons[0].when, 1.5, 1e-9);
}

TEST_F(PlaybackTest, AHoldBehindWhatIsHeardHoldsAtOnceAndRepeatsNothing) {
  playback.setSchedule(scheduleOf(fourQuarters()));
  playback.play();
  runFor(0.7);
  playback.setSchedule(heldAt(beat / 2));
  runFor(5);
  EXPECT_GT(playback.position(), beat);
  playback.setSchedule(scheduleOf(fourQuarters()));
  runFor(4);
  EXPECT_EQ(sink.heardNoteOns().size(), 4u);
  EXPECT_EQ(sink.contradictions(), 0);
}

TEST_F(PlaybackTest, AnAuditionedNoteSoundsAtOnceAndEndsByItself) {
  playback.audition(64, 90);
  sink.turnTo(sink.now() + 0.001);
  EXPECT_TRUE(sink.sounds(64, 1));
  runFor(0.4);
  EXPECT_TRUE(sink.sounds(64, 1));
  runFor(0.2);
  EXPECT_EQ(sink.soundingNotes(), 0u);
  EXPECT_FALSE(playback.advance().has_value());
}

TEST_F(PlaybackTest, AuditioningDoesNotDisturbThePiece) {
  start(fourQuarters());
  runFor(0.1);
  playback.audition(60, 90);
  runFor(0.3);
  EXPECT_TRUE(sink.sounds(60, 0));
  EXPECT_TRUE(sink.sounds(60, 1));
  runFor(0.3);
  EXPECT_FALSE(sink.sounds(60, 1));
  EXPECT_TRUE(sink.sounds(61, 0));
  EXPECT_EQ(sink.contradictions(), 0);
}

TEST_F(PlaybackTest, PanicEndsAuditionsAndThePiece) {
  start(fourQuarters());
  runFor(0.2);
  playback.audition(70, 90);
  runFor(0.01);
  ASSERT_EQ(sink.soundingNotes(), 2u);
  playback.panic();
  EXPECT_EQ(sink.soundingNotes(), 0u);
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, AnotherSinkGoesOnWhereTheFirstStopped) {
  start(fourQuarters());
  runFor(0.6);
  RecordingSink other;
  other.turnTo(77);
  playback.moveTo(other);
  EXPECT_EQ(sink.soundingNotes(), 0u);
  for (int look = 0; look < 10; ++look) {
    playback.advance();
    other.turnTo(other.now() + 0.05);
  }
  EXPECT_TRUE(other.sounds(62));
}

TEST_F(PlaybackTest, HasNothingToDoUntilItPlays) {
  playback.setSchedule(scheduleOf(fourQuarters()));
  EXPECT_FALSE(playback.advance().has_value());
  playback.play();
  EXPECT_TRUE(playback.advance().has_value());
}

TEST_F(PlaybackTest, AnEmptyPieceEndsWithoutASound) {
  playback.play();
  runFor(0.2);
  EXPECT_FALSE(playback.playing());
  EXPECT_TRUE(sink.heard().empty());
}

}  // namespace
}  // namespace cadenza
