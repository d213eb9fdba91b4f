// SPDX-License-Identifier: GPL-3.0-or-later
// The program plays on a real JACK server with a dummy device.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "core/midi/midi_writer.h"
#include "core/project/project_file.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/child_process.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_midi.h"
#include "tests/support/jack_server.h"

namespace cadenza {
namespace {

using test::ChildProcess;
using test::comesTrue;
using test::CommandRunner;
using test::JackInstrument;
using test::JackServer;
using ::testing::HasSubstr;

Score twoBars() {
  std::vector<Note> notes;
  for (int i = 0; i < 8; ++i) {
    notes.push_back({i * ticksPerQuarter, 900, static_cast<std::uint8_t>(60 + i), 80});
  }
  return Score({notes, {{0, 127}}, {{0, 200'000}}, {}});
}

class CliPlayTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(writeMidiFile(cli / "a.mid", twoBars()));
    if (!server.runs()) GTEST_SKIP() << "no JACK server here";
  }
  [[nodiscard]] bool portIsListed() const {
    return comesTrue([&] { return cli.run({"ports"}).out.find("Grand:in") != std::string::npos; });
  }
  static std::ptrdiff_t notesIn(const JackInstrument& grand) {
    const auto instrument = grand.instrument();
    return std::ranges::count_if(instrument.heard(), &MidiMessage::isNoteOn);
  }

  JackServer server;
  CommandRunner cli;
};

TEST_F(CliPlayTest, PortsAreListedAndAPieceIsPlayedOnOneToItsEnd) {
  const JackInstrument grand("Grand");
  ASSERT_TRUE(portIsListed());
  EXPECT_THAT(cli.run({"ports", "--json"}).json()["outputs"], ::testing::Contains("Grand:in"));
  const auto ran = cli.run({"play", "a.mid", "--port", "grand", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("Grand:in"));
  EXPECT_TRUE(ran.json()["finished"]);
  EXPECT_EQ(notesIn(grand), 8);
  EXPECT_TRUE(comesTrue([&] { return grand.instrument().isStill(); }));
}

TEST_F(CliPlayTest, APieceOfOurOwnIsPlayedFromABarOnAndFaster) {
  Project project;
  project.score = twoBars();
  ASSERT_TRUE(writeProjectFile(cli / "a.cadenza", project));
  const JackInstrument grand("Grand");
  ASSERT_TRUE(portIsListed());
  const auto ran =
      cli.run({"play", "a.cadenza", "--port", "Grand:in", "--from", "2", "--speed", "2"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(notesIn(grand), 4);
  EXPECT_EQ(cli.run({"play", "a.mid", "--port", "Grand:in", "--from", "3"}).code, 1);
}

TEST_F(CliPlayTest, EndedInTheMiddleOfANoteItLeavesNothingSounding) {
  const JackInstrument grand("Grand");
  ASSERT_TRUE(portIsListed());
  for (int time = 0; time < 3; ++time) {
    ChildProcess playing({CADENZA_CLI, "play", (cli / "a.mid").string(), "--port", "Grand:in"});
    ASSERT_TRUE(comesTrue([&] { return grand.instrument().soundingNotes() > 0; }));
    playing.end();
    EXPECT_TRUE(comesTrue([&] { return grand.instrument().isStill(); }));
  }
}

TEST_F(CliPlayTest, APortThatIsNotThereIsNamedWithThoseThatAre) {
  const JackInstrument grand("Grand");
  ASSERT_TRUE(portIsListed());
  const auto ran = cli.run({"play", "a.mid", "--port", "Organ"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("Organ"));
  EXPECT_THAT(ran.err, HasSubstr("Grand:in"));
}

TEST_F(CliPlayTest, WrongUsageIsToldApart) {
  EXPECT_EQ(cli.run({"play"}).code, 2);
  EXPECT_EQ(cli.run({"play", "a.mid", "--speed", "9"}).code, 2);
  EXPECT_EQ(cli.run({"play", "a.mid", "--port", "x", "--soundfont", "y.sf2"}).code, 2);
  EXPECT_EQ(cli.run({"play", "none.mid"}).code, 1);
}

}  // namespace
}  // namespace cadenza
