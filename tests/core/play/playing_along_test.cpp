// SPDX-License-Identifier: GPL-3.0-or-later
// What goes along with playing: another speed, a count-in, hands, machines that follow a clock.
#include <gmock/gmock.h>

#include <cmath>

#include "tests/core/play/playback_fixture.h"

namespace cadenza {
namespace {

using test::beat;
using test::fourQuarters;
using test::itemsOf;
using test::PlaybackTest;
using test::scheduleOf;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

std::vector<double> momentsOf(const std::vector<test::RecordingSink::Heard>& heard) {
  std::vector<double> moments;
  for (const auto& one : heard) moments.push_back(one.when - heard.front().when);
  return moments;
}

std::vector<double> systemMoments(const test::RecordingSink& sink, const MidiMessage& message) {
  std::vector<double> moments;
  for (const auto& heard : sink.heard()) {
    if (heard.message == message) moments.push_back(heard.when);
  }
  return moments;
}

TEST_F(PlaybackTest, AtHalfTheSpeedEachNoteComesTwiceAsLate) {
  playback.setSpeed(0.5);
  start(fourQuarters());
  runFor(4.2);
  EXPECT_THAT(momentsOf(sink.heardNoteOns()),
              ElementsAre(0, DoubleNear(1, 1e-9), DoubleNear(2, 1e-9), DoubleNear(3, 1e-9)));
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, AChangedSpeedHoldsFromWhatIsNotSentYet) {
  start(fourQuarters());
  runFor(0.3);
  const Tick before = playback.position();
  playback.setSpeed(2);
  EXPECT_EQ(playback.position(), before);
  runFor(2);
  const auto moments = momentsOf(sink.heardNoteOns());
  ASSERT_EQ(moments.size(), 4u);
  EXPECT_NEAR(moments[2] - moments[1], 0.25, 1e-9);
  EXPECT_NEAR(moments[3] - moments[2], 0.25, 1e-9);
}

TEST_F(PlaybackTest, AnySpeedIsKeptBetweenAQuarterAndTwice) {
  playback.setSpeed(100);
  start(fourQuarters());
  runFor(2);
  EXPECT_NEAR(momentsOf(sink.heardNoteOns()).back(), 0.75, 1e-9);
}

TEST_F(PlaybackTest, TheSeamOfALoopIsExactAtAnySpeed) {
  playback.setSpeed(1.5);
  playback.setLoop(TickRange{beat, 3 * beat});
  start(fourQuarters());
  runFor(5);
  const auto moments = momentsOf(sink.heardNoteOns());
  for (std::size_t i = 0; i < moments.size(); ++i) {
    EXPECT_NEAR(moments[i], static_cast<double>(i) / 3, 1e-9);
  }
  EXPECT_GT(moments.size(), 10u);
}

TEST_F(PlaybackTest, ACountInClicksTheBarBeforeTheMusic) {
  const Score score(fourQuarters());
  playback.setSchedule(scheduleOf(fourQuarters()));
  playback.play(makeCountIn(score, 0, 1, {}));
  runFor(1);
  EXPECT_EQ(playback.position(), 0);
  EXPECT_TRUE(playback.playing());
  runFor(3);
  std::vector<double> clicks;
  double music = 0;
  for (const auto& heard : sink.heardNoteOns()) {
    if (heard.message.channel() == Clicks::channel)
      clicks.push_back(heard.when);
    else if (heard.message.data1 == 60)
      music = heard.when;
  }
  ASSERT_EQ(clicks.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(music - clicks[i], 0.5 * static_cast<double>(4 - i), 1e-9);
}

TEST_F(PlaybackTest, ACountInThatIsBrokenOffIsSilent) {
  playback.setSchedule(scheduleOf(fourQuarters()));
  playback.play(makeCountIn(Score(fourQuarters()), 0, 2, {}));
  runFor(0.7);
  playback.pause();
  EXPECT_TRUE(sink.nothingQueued());
  EXPECT_EQ(sink.soundingNotes(), 0u);
  EXPECT_EQ(playback.position(), 0);
}

TEST_F(PlaybackTest, HandsAreHeardAtOnceAndUntilTheyLetGo) {
  playback.input(MidiMessage::noteOn(60, 70));
  playback.input(MidiMessage::pedal(127));
  runFor(2);
  EXPECT_TRUE(sink.sounds(60, 1));
  EXPECT_EQ(sink.pedal(1), 127);
  playback.input(MidiMessage::noteOff(60));
  playback.input(MidiMessage::pedal(0));
  runFor(0.1);
  EXPECT_EQ(sink.soundingNotes(), 0u);
  EXPECT_EQ(sink.pedal(1), 0);
}

TEST_F(PlaybackTest, HandsThatAreNotHeardThroughAreLetGo) {
  playback.input(MidiMessage::noteOn(60, 70));
  playback.setThru(false);
  playback.input(MidiMessage::noteOn(64, 70));
  runFor(0.1);
  EXPECT_EQ(sink.soundingNotes(), 0u);
}

TEST_F(PlaybackTest, WhereTheEarIsLagsByTheLatencyOfTheSink) {
  sink.setLatency(0.1);
  start(fourQuarters());
  runFor(1);
  const double sinceStart = sink.now() - playback.track().stretches.front().when;
  EXPECT_NEAR(playback.position(), (sinceStart - 0.1) * 2 * beat, 2);
}

TEST_F(PlaybackTest, APlaceIsFoundAgainALittleLaterAcrossASeam) {
  playback.setLoop(TickRange{0, 2 * beat});
  start(fourQuarters());
  runFor(1.05);
  const double seam = playback.track().stretches.front().when + 1;
  const auto before = playback.track().placeAt(seam - 0.01);
  const auto after = playback.track().placeAt(seam + 0.01);
  ASSERT_TRUE(before && after);
  EXPECT_NEAR(before->tick, 2 * beat - 19, 2);
  EXPECT_NEAR(after->tick, 19, 2);
  EXPECT_EQ(after->round, before->round + 1);
}

TEST_F(PlaybackTest, AMachineThatFollowsHearsStartClockAndStop) {
  playback.setSchedule(scheduleOf(fourQuarters(), {.clock = true}));
  playback.play();
  runFor(1.2);
  playback.pause();
  runFor(0.1);
  EXPECT_EQ(systemMoments(sink, MidiMessage::start()).size(), 1u);
  EXPECT_EQ(systemMoments(sink, MidiMessage::stop()).size(), 1u);
  const auto ticks = systemMoments(sink, MidiMessage::clock());
  ASSERT_GT(ticks.size(), 50u);
  for (std::size_t i = 1; i < ticks.size(); ++i)
    EXPECT_NEAR(ticks[i] - ticks[i - 1], 0.5 / 24, 1e-9);
  EXPECT_NEAR(ticks.front(), systemMoments(sink, MidiMessage::start()).front(), 1e-9);
}

TEST_F(PlaybackTest, AMachineIsToldWhereTheMusicGoesOn) {
  playback.setSchedule(scheduleOf(fourQuarters(), {.clock = true}));
  playback.seek(2 * beat);
  playback.play();
  runFor(0.2);
  EXPECT_EQ(systemMoments(sink, MidiMessage::songPosition(8)).size(), 1u);
  EXPECT_EQ(systemMoments(sink, MidiMessage::resume()).size(), 1u);
  EXPECT_TRUE(systemMoments(sink, MidiMessage::start()).empty());
}

TEST(CountIn, LeadsIntoABarFromItsMiddleWithTheAccentWhereABarBegins) {
  ScoreItems items;
  items.meter = {{0, 3, 4}};
  const CountIn countIn = makeCountIn(Score(std::move(items)), 3 * beat + beat, 1, {});
  std::vector<int> keys;
  for (const TimedMessage& timed : countIn.clicks) {
    if (timed.message.isNoteOn()) keys.push_back(timed.message.data1);
  }
  EXPECT_THAT(keys, ElementsAre(Clicks::beatKey, Clicks::beatKey, Clicks::accentKey));
  EXPECT_NEAR(countIn.seconds, 1.5, 1e-9);
}

TEST(CountIn, CountsTheBeatsOfItsBar) {
  ScoreItems items;
  items.meter = {{0, 3, 4}};
  const CountIn countIn = makeCountIn(Score(std::move(items)), ticksPerQuarter, 1, {});
  ASSERT_NEAR(countIn.seconds, 1.5, 1e-9);
  EXPECT_EQ(countIn.beatAt(9), 2) << "not begun yet";
  EXPECT_EQ(countIn.beatAt(1.5), 2);
  EXPECT_EQ(countIn.beatAt(1.0), 3);
  EXPECT_EQ(countIn.beatAt(0.5), 1);
  EXPECT_EQ(countIn.beatAt(0.01), 1);
  EXPECT_EQ(countIn.beatAt(0), 0);
  EXPECT_EQ(CountIn{}.beatAt(1), 0);
}

TEST(CountIn, OfNoBarsIsNothing) {
  const CountIn countIn = makeCountIn(Score(), 0, 0, {});
  EXPECT_TRUE(countIn.clicks.empty());
  EXPECT_EQ(countIn.seconds, 0);
}

TEST(ClickSound, IsAsLoudAsItIsAskedFor) {
  const auto loudest = [](const ClickSound& sound) {
    int velocity = 0;
    for (const TimedMessage& timed : makeCountIn(Score(), 0, 1, sound).clicks) {
      velocity = std::max<int>(velocity, timed.message.isNoteOn() ? timed.message.data2 : 0);
    }
    return velocity;
  };
  EXPECT_EQ(loudest({1.0, true}), 127);
  EXPECT_EQ(loudest({0.5, true}), 64);
  EXPECT_LT(loudest({1.0, false}), 127);
  EXPECT_EQ(loudest({0.0, true}), 1);
}

TEST(Schedule, CanLeaveRoomBehindThePiece) {
  const auto schedule =
      scheduleOf(itemsOf({{0, beat, 60, 80}}), {.clicks = ClickSound{}, .until = 8 * beat});
  EXPECT_EQ(schedule->end, 8 * beat);
  EXPECT_EQ(std::count_if(schedule->messages.begin(), schedule->messages.end(),
                          [](const TimedMessage& timed) {
                            return timed.message.isNoteOn() &&
                                   timed.message.channel() == Clicks::channel;
                          }),
            8);
}

}  // namespace
}  // namespace cadenza
