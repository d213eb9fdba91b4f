// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the command line and those that it prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/model/checkpoint.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using test::Ran;
using testing::HasSubstr;

class CliNumbers : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel("score")));
  }
  [[nodiscard]] Ran compose(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"compose", "model.safetensors"});
    return cli.run(std::move(arguments));
  }
  // What is said about an option that is refused.
  [[nodiscard]] std::string refusal(const std::string& option, const std::string& value) const {
    const Ran ran = compose({"--out", "a.mid", option + "=" + value});
    EXPECT_EQ(ran.code, 2) << option << ' ' << value;
    EXPECT_THAT(ran.err, HasSubstr(option));
    return ran.err;
  }
  [[nodiscard]] auto jsonOf(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--out", "a.mid", "--json"});
    const Ran ran = compose(std::move(arguments));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json()["files"][0];
  }

  test::CommandRunner cli;
};

TEST_F(CliNumbers, LeadingZerosAreDecimal) {
  const auto plain = jsonOf({"--bars", "16", "--seed", "17"});
  const auto padded = jsonOf({"--bars", "016", "--seed", "0017"});
  EXPECT_EQ(padded["to_tick"], plain["to_tick"]);
  EXPECT_EQ(padded["seed"], 17);
  EXPECT_EQ(jsonOf({"--bars", "08", "--seed", "09"})["seed"], 9);
  EXPECT_THAT(refusal("--bars", "0x10"), HasSubstr("not a whole number"));
}

TEST_F(CliNumbers, SeedsAreOf64Bits) {
  EXPECT_EQ(jsonOf({"--bars", "1", "--seed", "18446744073709551615"})["seed"],
            18446744073709551615u);
  EXPECT_EQ(jsonOf({"--bars", "1", "--seed", "0"})["seed"], 0);
  for (const char* seed : {"18446744073709551616", "-1", "99999999999999999999999"}) {
    EXPECT_THAT(refusal("--seed", seed),
                HasSubstr("is out of range. Give a whole number from 0 to 18446744073709551615"));
  }
  EXPECT_THAT(refusal("--seed", "1.5"), HasSubstr("not a whole number"));
}

TEST_F(CliNumbers, ADecimalCommaIsCalledOne) {
  for (const char* option : {"--temperature", "--top-p", "--seconds", "--longest-rest"}) {
    EXPECT_THAT(refusal(option, "0,9"), HasSubstr("decimal point: 0.9")) << option;
  }
  EXPECT_THAT(refusal("--bars", "1,5"), HasSubstr("decimal point"));
  const Ran fill = compose({"--out", "a.mid", "--after", "b.mid", "--fill", "7,5s:12s"});
  EXPECT_EQ(fill.code, 2);
  EXPECT_THAT(fill.err, HasSubstr("decimal point: 7.5s:12s"));
}

TEST_F(CliNumbers, RangesAreSaidInWords) {
  EXPECT_THAT(refusal("--bars", "0"),
              HasSubstr("0 is out of range. Give a whole number from 1 to 4000."));
  EXPECT_THAT(refusal("--temperature", "9"),
              HasSubstr("9 is out of range. Give a number from 0.1 to 2."));
  for (const char* value : {"nan", "inf", "hot"}) {
    EXPECT_THAT(refusal("--temperature", value), HasSubstr("not a number")) << value;
  }
}

TEST_F(CliNumbers, VariationsAreNumberedBeforeAnExtensionOnly) {
  std::filesystem::create_directory(cli / "of.mine");
  struct Names {
    std::string first, second;
  };
  for (const auto& [first, second] :
       {Names{"of.mine/song", "of.mine/song-2"}, Names{"of.mine/song.mid", "of.mine/song-2.mid"},
        Names{".song", ".song-2"}, Names{".song.mid", ".song-2.mid"}}) {
    const Ran ran = compose({"--out", first, "--variations", "2", "--bars", "1"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(readMidiFile(cli / first)) << first;
    EXPECT_TRUE(readMidiFile(cli / second)) << second;
  }
}

TEST_F(CliNumbers, OneIsSingular) {
  ScoreItems items;
  items.notes = {{0, 480, 60, 80}};
  ASSERT_TRUE(writeMidiFile(cli / "one.mid", Score(items)));
  items.notes.push_back({480, 480, 62, 80});
  ASSERT_TRUE(writeMidiFile(cli / "two.mid", Score(items)));
  EXPECT_THAT(cli.run({"inspect", "one.mid"}).out, HasSubstr("1 note, "));
  EXPECT_THAT(cli.run({"inspect", "two.mid"}).out, HasSubstr("2 notes, "));
}

}  // namespace
}  // namespace cadenza
