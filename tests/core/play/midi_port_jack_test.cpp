// SPDX-License-Identifier: GPL-3.0-or-later
// Ports, sink and input on a real JACK server with a dummy device.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>

#include "core/play/default_sink.h"
#include "core/play/midi_port_input.h"
#include "core/play/midi_port_sink.h"
#include "core/play/midi_port_wire.h"
#include "core/play/midi_ports.h"
#include "core/play/player.h"
#include "core/play/soundfont.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_midi.h"
#include "tests/support/jack_server.h"

namespace cadenza {
namespace {

using test::comesTrue;
using test::Instrument;
using test::JackInstrument;
using test::JackKeyboard;
using test::JackServer;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class MidiPortJackTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!server.runs()) GTEST_SKIP() << "no JACK server here";
    setup.output = SoundOutput::MidiPort;
    setup.midi.port = "Grand:in";
  }
  std::unique_ptr<MidiPortSink> open() {
    return std::make_unique<MidiPortSink>(setup.midi, makeMidiOutWire, 0.05);
  }
  static std::shared_ptr<const Schedule> scale() {
    std::vector<Note> notes;
    for (int i = 0; i < 24; ++i) {
      notes.push_back({i * 60, 50, static_cast<std::uint8_t>(48 + i), 80});
    }
    return std::make_shared<const Schedule>(
        makeSchedule(Score({notes, {{0, 127}, {700, 0}, {720, 127}}, {}, {}})));
  }

  // JACK joins two ports when it gets round to it; what is sent before is lost.
  static constexpr int probe = 1;
  static bool reaches(MidiPortSink& sink, const JackInstrument& instrument) {
    double next = 0;
    return comesTrue([&] {
      if (const double now = sink.now(); now >= next) {
        sink.send(MidiMessage::noteOn(probe, 1), now);
        sink.send(MidiMessage::noteOff(probe), now);
        next = now + 0.05;
      }
      return !instrument.heard().empty();
    });
  }

  static std::ptrdiff_t countIn(const Instrument& instrument, const MidiMessage& message) {
    return std::ranges::count(instrument.heard(), message);
  }

  JackServer server;
  SoundSetup setup;
};

TEST_F(MidiPortJackTest, PortsAreListedByNameWithoutOurOwn) {
  const JackInstrument grand("Grand");
  const JackKeyboard keys("Keys");
  const MidiPortInput ours({.port = {}, .virtualPort = true}, [](const MidiInput&) {});
  MidiPorts ports;
  ASSERT_TRUE(comesTrue([&] { return ports.list().systems.find("JACK") != std::string::npos; }));
  ASSERT_TRUE(comesTrue([&] { return ours.state().open; }));
  const MidiPortLists lists = ports.list();
  EXPECT_THAT(lists.outputs, Contains("Grand:in"));
  EXPECT_THAT(lists.inputs, Contains("Keys:out"));
  EXPECT_THAT(lists.outputs, Not(Contains(HasSubstr("Cadenza"))));
  EXPECT_THAT(lists.inputs, Not(Contains(HasSubstr("Cadenza"))));
  EXPECT_THAT(lists.problem, IsEmpty());
}

TEST_F(MidiPortJackTest, MessagesArriveInOrderAndNotBeforeTheirMoments) {
  const JackInstrument grand("Grand");
  const auto sink = open();
  ASSERT_TRUE(comesTrue([&] { return sink->audible(); })) << sink->description();
  ASSERT_TRUE(reaches(*sink, grand));
  const double begin = sink->now() + 0.05;
  for (int i = 0; i < 50; ++i) {
    sink->send(MidiMessage::noteOn(30 + i, 80), begin + 0.01 * i);
    sink->send(MidiMessage::noteOff(30 + i), begin + 0.01 * i + 0.005);
  }
  const auto arrived = [&] {
    const Instrument instrument = grand.instrument();
    return !instrument.heard().empty() && instrument.heard().back() == MidiMessage::noteOff(79);
  };
  ASSERT_TRUE(comesTrue(arrived));
  int next = 0;
  for (const auto& [at, message] : grand.heard()) {
    if (!message.isNoteOn() || message.data1 == probe) continue;
    EXPECT_EQ(message.data1, 30 + next);
    const double heard = std::chrono::duration<double>(at.time_since_epoch()).count();
    EXPECT_GE(heard, begin + 0.01 * next);
    ++next;
  }
  EXPECT_EQ(next, 50);
}

TEST_F(MidiPortJackTest, APieceIsPlayedToItsEndAndNothingHangs) {
  const JackInstrument grand("Grand");
  Player player([this] { return makeSink(setup); });
  ASSERT_TRUE(comesTrue([&] { return player.state().audible; }));
  player.setSchedule(scale());
  player.play();
  ASSERT_TRUE(comesTrue([&] { return !player.state().playing; }));
  ASSERT_TRUE(comesTrue([&] { return grand.instrument().isStill(); }));
  const Instrument heard = grand.instrument();
  EXPECT_EQ(std::ranges::count_if(heard.heard(), &MidiMessage::isNoteOn), 24);
  EXPECT_EQ(heard.struckTwice(), 0);
}

TEST_F(MidiPortJackTest, WhatIsSentAtTheVeryEndStillArrives) {
  const JackInstrument grand("Grand");
  for (int time = 0; time < 10; ++time) {
    {
      const auto sink = open();
      ASSERT_TRUE(comesTrue([&] { return sink->audible(); }));
      sink->send(MidiMessage::noteOn(60, 80), sink->now());
      sink->send(MidiMessage::pedal(127), sink->now());
      ASSERT_TRUE(comesTrue([&] { return grand.instrument().sounds(60); }));
    }
    EXPECT_TRUE(comesTrue([&] { return grand.instrument().isStill(); }));
  }
}

TEST_F(MidiPortJackTest, APortThatVanishesAndComesBackIsPlayedOnAgain) {
  setup.midi.program = 5;
  auto grand = std::make_unique<JackInstrument>("Grand");
  const auto sink = open();
  const MidiMessage program{0xc0, 5, 0};
  for (int time = 0; time < 5; ++time) {
    ASSERT_TRUE(comesTrue([&] { return sink->audible(); })) << sink->description();
    EXPECT_TRUE(comesTrue([&] { return countIn(grand->instrument(), program) == 1; }));
    // JACK may lose what is sent while it joins the ports.
    ASSERT_TRUE(comesTrue([&] {
      sink->send(MidiMessage::noteOn(60, 80), sink->now());
      return grand->instrument().sounds(60);
    }));
    grand.reset();
    ASSERT_TRUE(comesTrue([&] { return !sink->audible(); }));
    EXPECT_THAT(sink->description(), HasSubstr("Grand:in"));
    sink->send(MidiMessage::noteOff(60), sink->now());
    grand = std::make_unique<JackInstrument>(time == 2 ? "Upright" : "Grand");
    if (time != 2) continue;
    grand = std::make_unique<JackInstrument>("Grand");
  }
}

TEST_F(MidiPortJackTest, AServerThatEndsAndComesBackIsPlayedOnAgain) {
  auto grand = std::make_unique<JackInstrument>("Grand");
  Player player([this] { return makeSink(setup); });
  player.setSchedule(scale());
  player.setLoop(TickRange{0, 1440});
  player.play();
  ASSERT_TRUE(comesTrue([&] { return player.state().audible; }));
  server.end();
  ASSERT_TRUE(comesTrue([&] { return !player.state().audible; }));
  EXPECT_TRUE(player.state().playing);
  EXPECT_THAT(player.state().sink, HasSubstr("MIDI"));
  grand.reset();
  server.start();
  ASSERT_TRUE(server.runs());
  grand = std::make_unique<JackInstrument>("Grand");
  ASSERT_TRUE(comesTrue([&] { return player.state().audible; })) << player.state().sink;
  ASSERT_TRUE(comesTrue([&] { return grand->instrument().soundingNotes() > 0; }));
  player.pause();
  EXPECT_TRUE(comesTrue([&] { return grand->instrument().isStill(); }));
}

TEST_F(MidiPortJackTest, PianoAndPortsOfOneProgramOutliveTheirServer) {
  const auto font = findSoundfont();
  if (!font) GTEST_SKIP() << "no soundfont on this machine";
  auto keys = std::make_unique<JackKeyboard>("Keys");
  SoundSetup piano;
  piano.synth.driver = "jack";
  Player onPiano([&] { return makeSink(piano); });
  const auto onPort = std::make_unique<MidiPortSink>(MidiOutSetup{}, makeMidiOutWire, 0.5);
  const MidiPortInput input(
      {.port = "Keys:out"}, [](const MidiInput&) {}, makeMidiInWire, 0.5);
  const auto all = [&] {
    return onPiano.state().audible && onPort->audible() && input.state().open;
  };
  ASSERT_TRUE(comesTrue(all));
  for (int time = 0; time < 2; ++time) {
    server.end();
    ASSERT_TRUE(comesTrue([&] { return !onPort->audible() && !input.state().open; }));
    keys.reset();
    server.start();
    ASSERT_TRUE(server.runs());
    ASSERT_TRUE(comesTrue([&] { return onPiano.state().audible; })) << onPiano.state().sink;
    keys = std::make_unique<JackKeyboard>("Keys");
    ASSERT_TRUE(comesTrue(all));
  }
}

TEST_F(MidiPortJackTest, HandsAreHeardAndAPlayerPlaysWhatTheyDo) {
  auto keys = std::make_unique<JackKeyboard>("Keys");
  const JackInstrument grand("Grand");
  Player player([this] { return makeSink(setup); });
  const MidiPortInput input(
      {.port = "Keys:out"}, [&](const MidiInput& heard) { player.input(heard); }, makeMidiInWire,
      0.05);
  ASSERT_TRUE(comesTrue([&] { return input.state().open && player.state().audible; }));
  // JACK joins ports a period after it was asked to, so that the first stroke may be lost.
  ASSERT_TRUE(comesTrue([&] {
    keys->play(MidiMessage::noteOn(60, 80));
    keys->play(MidiMessage::pedal(127));
    return grand.instrument().sounds(60) && grand.instrument().deepestPedal() == 127;
  }));
  keys.reset();
  ASSERT_TRUE(comesTrue([&] { return !input.state().open; }));
  EXPECT_TRUE(comesTrue([&] { return grand.instrument().isStill(); }));
  keys = std::make_unique<JackKeyboard>("Keys");
  ASSERT_TRUE(comesTrue([&] { return input.state().open; }));
  EXPECT_TRUE(comesTrue([&] {
    keys->play(MidiMessage::noteOn(64, 80));
    return grand.instrument().sounds(64);
  }));
}

TEST_F(MidiPortJackTest, PortsOfOurOwnAreThereForOthers) {
  setup.midi.port.clear();
  const auto sink = open();
  const MidiPortInput input({.port = {}, .virtualPort = true}, [](const MidiInput&) {});
  ASSERT_TRUE(comesTrue([&] { return sink->audible() && input.state().open; }));
  EXPECT_THAT(sink->description(), HasSubstr("Cadenza"));
  RtMidiIn others(RtMidi::UNIX_JACK, "Others");
  std::vector<std::string> names;
  for (unsigned i = 0; i < others.getPortCount(); ++i) names.push_back(others.getPortName(i));
  EXPECT_THAT(names, Contains("Cadenza MIDI out:out"));
}

TEST(MidiPorts, WhereNothingSpeaksMidiThatIsSaid) {
  ::setenv("JACK_DEFAULT_SERVER", "cadenza-test-no-such-server", 1);
  MidiPorts ports;
  const MidiPortLists lists = ports.list();
  if (!lists.systems.empty()) GTEST_SKIP() << "this machine has ALSA's sequencer";
  EXPECT_THAT(lists.problem, HasSubstr("MIDI"));
  MidiOutSetup setup;
  setup.port = "Grand:in";
  MidiPortSink sink(setup, makeMidiOutWire, 0.01);
  EXPECT_TRUE(comesTrue([&] { return sink.description().find("Nothing") != std::string::npos; }));
  EXPECT_FALSE(sink.audible());
  ::unsetenv("JACK_DEFAULT_SERVER");
}

}  // namespace
}  // namespace cadenza
