// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "core/base/random.h"
#include "core/play/playback.h"
#include "tests/support/instrument.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::Instrument;
using test::randomScore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

MidiMessage on(int pitch, int source = 0) {
  return MidiMessage::noteOn(pitch, 80).onChannel(source);
}
MidiMessage off(int pitch, int source = 0) { return MidiMessage::noteOff(pitch).onChannel(source); }

class MidiPortStreamTest : public ::testing::Test {
 protected:
  // What comes out for messages that are due one after the other.
  std::vector<MidiMessage> outOf(const std::vector<MidiMessage>& messages) {
    for (const MidiMessage& message : messages) stream.queue(message, 1);
    return advanced(1);
  }
  std::vector<MidiMessage> advanced(double now) {
    return out([&](const MidiPortStream::Emit& emit) { stream.advance(now, emit); });
  }
  template <class Act>
  std::vector<MidiMessage> out(Act act) {
    std::vector<MidiMessage> emitted;
    act([&](const MidiMessage& message) { emitted.push_back(message); });
    return emitted;
  }

  MidiOutSetup setup;
  MidiPortStream stream{setup};
};

TEST_F(MidiPortStreamTest, MessagesComeWhenTheyAreDueAndEqualMomentsKeepTheirOrder) {
  stream.queue(on(62), 2);
  stream.queue(on(60), 1);
  stream.queue(off(62), 2);
  EXPECT_EQ(stream.next(), 1);
  EXPECT_THAT(advanced(0.5), IsEmpty());
  EXPECT_THAT(advanced(1), ElementsAre(on(60)));
  EXPECT_THAT(advanced(9), ElementsAre(on(62), off(62)));
  EXPECT_EQ(stream.next(), std::nullopt);
}

TEST_F(MidiPortStreamTest, PieceAndHandsPlayOnTheChosenChannelClicksOnTheTenth) {
  setup.channel = 4;
  stream = MidiPortStream(setup);
  EXPECT_THAT(outOf({on(60, 0), on(64, 1), on(76, 2), off(76, 2)}),
              ElementsAre(on(60, 4), on(64, 4), on(76, 9), off(76, 9)));
}

TEST_F(MidiPortStreamTest, AKeyThatBothHoldGoesUpWhenBothHaveLetGo) {
  EXPECT_THAT(outOf({on(60, 0), on(60, 1), off(60, 0)}), ElementsAre(on(60), off(60), on(60)));
  EXPECT_THAT(outOf({off(60, 1), off(60, 1)}), ElementsAre(off(60)));
}

TEST_F(MidiPortStreamTest, ThePedalIsAsDeepAsTheDeeperOfBoth) {
  const auto pedal = [](int value, int source) {
    return MidiMessage::pedal(value).onChannel(source);
  };
  EXPECT_THAT(outOf({pedal(127, 0), pedal(64, 1), pedal(0, 0), pedal(0, 1)}),
              ElementsAre(pedal(127, 0), pedal(64, 0), pedal(0, 0)));
}

TEST_F(MidiPortStreamTest, ClockGoesAlongOnlyWhereItIsAskedFor) {
  const MidiMessage start{0xfa, 0, 0}, tick{0xf8, 0, 0}, place{0xf2, 3, 1}, stop{0xfc, 0, 0};
  EXPECT_THAT(outOf({place, start, tick, stop}), IsEmpty());
  setup.clock = true;
  stream = MidiPortStream(setup);
  EXPECT_THAT(outOf({place, start, tick}), ElementsAre(place, start, tick));
  const auto silenced = out([&](const auto& emit) { stream.silence(emit); });
  EXPECT_THAT(silenced, testing::Contains(stop)) << "followers would run on";
  EXPECT_THAT(out([&](const auto& emit) { stream.silence(emit); }),
              testing::Not(testing::Contains(stop)));
}

TEST_F(MidiPortStreamTest, SilenceEndsWhatSoundsAndForgetsWhatIsKept) {
  (void)outOf({on(60), on(64, 1), MidiMessage::pedal(127)});
  stream.queue(on(72), 2);
  EXPECT_THAT(out([&](const auto& emit) { stream.silence(emit); }),
              ElementsAre(off(60), off(64), MidiMessage::pedal(0), MidiMessage{0xb0, 123, 0}));
  EXPECT_THAT(advanced(9), IsEmpty());
  EXPECT_THAT(outOf({off(60)}), IsEmpty());
}

TEST_F(MidiPortStreamTest, BankAndProgramAreSentWhenAPortOpens) {
  setup.channel = 1;
  setup.bank = 300;
  setup.program = 4;
  stream = MidiPortStream(setup);
  EXPECT_THAT(
      out([&](const auto& emit) { stream.begin(emit); }),
      ElementsAre(MidiMessage{0xb1, 64, 0}, MidiMessage{0xb1, 123, 0}, MidiMessage{0xb1, 0, 2},
                  MidiMessage{0xb1, 32, 44}, MidiMessage{0xc1, 4, 0}));
}

TEST_F(MidiPortStreamTest, NotesOfAPortThatWentAwayAreEndedWhenItComesBack) {
  (void)outOf({on(60), MidiMessage::pedal(100)});
  stream.lose();
  EXPECT_THAT(outOf({off(60), on(62)}), ElementsAre(on(62))) << "heard by nobody";
  const auto again = out([&](const auto& emit) { stream.begin(emit); });
  EXPECT_THAT(again, testing::Contains(off(60)));
  EXPECT_EQ(again.back(), MidiMessage::pedal(100)) << "the piece still holds it";
}

TEST_F(MidiPortStreamTest, MessagesThatAreNoneAreDropped) {
  EXPECT_THAT(outOf({{0x10, 1, 2}, {0x93, 60, 80}, {0, 0, 0}}), IsEmpty());
}

// A sink on a stream with a clock that the test turns, and a port that comes and goes.
class StreamSink : public NoteSink {
 public:
  explicit StreamSink(const MidiOutSetup& setup) : stream_(setup) { plugIn(); }

  double now() override { return now_; }
  void send(const MidiMessage& message, double when) override { stream_.queue(message, when); }
  void silence() override { stream_.silence(emit_); }
  std::string description() const override { return "stream"; }
  bool audible() const override { return connected_; }

  void turnTo(double now) {
    now_ = now;
    stream_.advance(now, emit_);
  }
  void plugIn() {
    connected_ = true;
    stream_.begin(emit_);
  }
  void pullOut() {
    connected_ = false;
    stream_.lose();
  }
  [[nodiscard]] bool nothingKept() const { return !stream_.next(); }

  Instrument instrument;

 private:
  MidiPortStream stream_;
  MidiPortStream::Emit emit_ = [this](const MidiMessage& message) {
    if (connected_) instrument.hear(message);
  };
  double now_ = 0;
  bool connected_ = false;
};

class PortScript {
 public:
  explicit PortScript(std::uint64_t seed) : random_(seed), sink_(anySetup()) {}

  void run(int steps) {
    for (int step = 0; step < steps; ++step) {
      act();
      playback_.advance();
      sink_.turnTo(sink_.now() + random_.uniform() * 0.2);
      playback_.advance();
    }
    if (!sink_.audible()) sink_.plugIn();
    random_.below(2) == 0 ? playback_.pause() : playback_.panic();
    while (playback_.advance()) sink_.turnTo(sink_.now() + 0.05);
    sink_.silence();
    EXPECT_TRUE(sink_.nothingKept());
    EXPECT_TRUE(sink_.instrument.isStill());
    EXPECT_EQ(sink_.instrument.struckTwice(), 0);
  }

 private:
  MidiOutSetup anySetup() {
    MidiOutSetup setup;
    setup.channel = static_cast<int>(random_.below(16));
    setup.clock = random_.below(2) == 0;
    if (random_.below(2) == 0) setup.program = 3;
    return setup;
  }

  std::shared_ptr<const Schedule> anySchedule() {
    ScheduleOptions options;
    if (random_.below(2) == 0) options.clicks = ClickSound{};
    options.clock = random_.below(2) == 0;
    return std::make_shared<const Schedule>(makeSchedule(randomScore(random_), options));
  }

  void act() {
    const int pitch = static_cast<int>(random_.below(128));
    switch (random_.below(10)) {
      case 0:
      case 1:
        return playback_.play();
      case 2:
        return playback_.pause();
      case 3:
        return playback_.seek(static_cast<Tick>(random_.below(12 * ticksPerQuarter)));
      case 4:
        return playback_.setLoop(TickRange{0, static_cast<Tick>(random_.below(9000))});
      case 5:
        return playback_.setSchedule(anySchedule());
      case 6:
        return playback_.audition(pitch, 80);
      case 7:
        return playback_.input(random_.below(3) == 0 ? MidiMessage::pedal(pitch)
                                                     : MidiMessage::noteOn(pitch, pitch));
      case 8:
        return sink_.audible() ? sink_.pullOut() : sink_.plugIn();
      default:
        return;
    }
  }

  Random random_;
  StreamSink sink_;
  Playback playback_{sink_};
};

TEST(MidiPortStreamScripts, NothingHangsWhateverHandsAndPlugsDo) {
  for (std::uint64_t seed = 0; seed < 3000 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    PortScript(seed).run(40);
  }
}

}  // namespace
}  // namespace cadenza
