// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "core/play/player.h"
#include "tests/support/comes_true.h"
#include "tests/support/fake_midi.h"

namespace cadenza {
namespace {

using test::comesTrue;
using test::FakeMidi;
using ::testing::HasSubstr;

class MidiPortSinkTest : public ::testing::Test {
 protected:
  std::unique_ptr<MidiPortSink> open() {
    return std::make_unique<MidiPortSink>(
        setup, [this] { return midi.makeOut(); }, 0.002);
  }
  [[nodiscard]] std::size_t count(const MidiMessage& message) const {
    const auto heard = midi.instrument().heard();
    return static_cast<std::size_t>(std::ranges::count(heard, message));
  }

  FakeMidi midi;
  MidiOutSetup setup = [] {
    MidiOutSetup piano;
    piano.port = "Piano";
    return piano;
  }();
};

TEST_F(MidiPortSinkTest, SendsInTheOrderOfTheMoments) {
  midi.plugIn("Piano");
  const auto sink = open();
  ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
  EXPECT_THAT(sink->description(), HasSubstr("Piano"));
  EXPECT_THAT(sink->description(), HasSubstr("priority"));
  const double now = sink->now();
  sink->send(MidiMessage::noteOff(60), now + 0.02);
  sink->send(MidiMessage::noteOn(60, 80), now + 0.01);
  sink->send(MidiMessage::noteOn(62, 80), now - 1);
  ASSERT_TRUE(comesTrue([&] { return count(MidiMessage::noteOff(60)) == 1; }));
  const auto heard = midi.instrument().heard();
  const std::vector<MidiMessage> notes(heard.end() - 3, heard.end());
  EXPECT_THAT(notes, ::testing::ElementsAre(MidiMessage::noteOn(62, 80),
                                            MidiMessage::noteOn(60, 80), MidiMessage::noteOff(60)));
  EXPECT_GE(sink->now(), now + 0.02) << "not before its moment";
}

TEST_F(MidiPortSinkTest, TheEndLeavesNothingSounding) {
  midi.plugIn("Piano");
  {
    const auto sink = open();
    ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
    sink->send(MidiMessage::pedal(127), sink->now());
    sink->send(MidiMessage::noteOn(60, 80), sink->now());
    sink->send(MidiMessage::noteOn(72, 80), sink->now() + 60);
    ASSERT_TRUE(comesTrue([&] { return midi.instrument().sounds(60); }));
  }
  EXPECT_TRUE(midi.instrument().isStill());
  EXPECT_EQ(count(MidiMessage::noteOff(60)), 1u) << "real ones, not only all notes off";
  EXPECT_EQ(count(MidiMessage::noteOn(72, 80)), 0u);
}

TEST_F(MidiPortSinkTest, WaitsForAPortThatIsNotThere) {
  const auto sink = open();
  ASSERT_TRUE(
      comesTrue([&] { return sink->description().find("not connected") != std::string::npos; }));
  EXPECT_FALSE(sink->audible());
  EXPECT_FALSE(sink->provisional()) << "it looks after its port itself";
  midi.plugIn("Piano");
  EXPECT_TRUE(comesTrue([&] { return sink->audible(); }));
}

TEST_F(MidiPortSinkTest, APortThatComesBackIsOpenedAgain) {
  setup.program = 5;
  midi.plugIn("Piano");
  const auto sink = open();
  ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
  sink->send(MidiMessage::noteOn(60, 80), sink->now());
  ASSERT_TRUE(comesTrue([&] { return midi.instrument().sounds(60); }));
  midi.pullOut("Piano");
  ASSERT_TRUE(comesTrue([&] { return !sink->audible(); }));
  EXPECT_THAT(sink->description(), HasSubstr("Piano"));
  EXPECT_TRUE(midi.instrument().sounds(60)) << "nobody could tell it";
  midi.plugIn("Piano");
  ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
  EXPECT_TRUE(comesTrue([&] { return midi.instrument().isStill(); }));
  EXPECT_EQ(count({0xc0, 5, 0}), 2u);
  EXPECT_EQ(count(MidiMessage::noteOff(60)), 1u);
}

TEST_F(MidiPortSinkTest, ARenamedPortIsNotTakenForIt) {
  midi.plugIn("Piano");
  const auto sink = open();
  ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
  midi.pullOut("Piano");
  midi.plugIn("Piano of somebody else");
  ASSERT_TRUE(comesTrue([&] { return !sink->audible(); }));
  EXPECT_EQ(midi.openings(), 1);
}

TEST_F(MidiPortSinkTest, ABusyPortIsTriedAgain) {
  midi.plugIn("Piano");
  midi.setBusy(true);
  const auto sink = open();
  ASSERT_TRUE(comesTrue([&] { return sink->description().find("busy") != std::string::npos; }));
  midi.setBusy(false);
  EXPECT_TRUE(comesTrue([&] { return sink->audible(); }));
}

TEST_F(MidiPortSinkTest, PlugsThatComeAndGoFiftyFiveTimesLeaveNothingHanging) {
  midi.plugIn("Piano");
  {
    const auto sink = open();
    for (int time = 0; time < 55; ++time) {
      ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
      sink->send(MidiMessage::noteOn(40 + time, 80), sink->now());
      sink->send(MidiMessage::pedal(time + 1), sink->now());
      ASSERT_TRUE(comesTrue([&] { return midi.instrument().sounds(40 + time); }));
      midi.pullOut("Piano");
      ASSERT_TRUE(comesTrue([&] { return !sink->audible(); }));
      if (time % 2 == 0) sink->silence();
      midi.plugIn("Piano");
    }
    ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
    EXPECT_EQ(midi.instrument().soundingNotes(), 0u);
  }
  EXPECT_TRUE(midi.instrument().isStill());
}

TEST_F(MidiPortSinkTest, AWireThatFailsEndsNothingButItself) {
  const MidiPortSink sink(setup, []() -> std::unique_ptr<MidiOutWire> {
    throw std::runtime_error("the kernel said no");
  });
  EXPECT_TRUE(comesTrue([&] { return sink.description().find("said no") != std::string::npos; }));
  EXPECT_FALSE(sink.audible());
}

TEST_F(MidiPortSinkTest, APlayerPlaysToTheEndOnItWithPlugsComingAndGoing) {
  midi.plugIn("Piano");
  {
    Player player([this] { return open(); });
    std::vector<Note> notes;
    for (int i = 0; i < 60; ++i) {
      notes.push_back({i * 120, 100, static_cast<std::uint8_t>(40 + i), 80});
    }
    player.setSchedule(
        std::make_shared<const Schedule>(makeSchedule(Score({notes, {{0, 127}}, {}, {}}))));
    player.play();
    for (int time = 0; time < 5; ++time) {
      const Tick from = player.state().position;
      ASSERT_TRUE(comesTrue([&] { return player.state().position > from + 120; }));
      midi.pullOut("Piano");
      ASSERT_TRUE(comesTrue([&] { return !player.state().audible; }));
      midi.plugIn("Piano");
      ASSERT_TRUE(comesTrue([&] { return player.state().audible; }));
    }
    ASSERT_TRUE(comesTrue([&] { return !player.state().playing; }));
    ASSERT_TRUE(comesTrue([&] { return midi.instrument().isStill(); }));
  }
  EXPECT_TRUE(midi.instrument().isStill());
  EXPECT_EQ(midi.instrument().struckTwice(), 0);
}

}  // namespace
}  // namespace cadenza
