// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/score/key.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using test::CommandRunner;
using test::Ran;
using testing::HasSubstr;

class CliCompose : public testing::Test {
 protected:
  CliCompose() { EXPECT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel("score"))); }

  // Composes with the tiny model; fails the test where that fails.
  [[nodiscard]] Ran compose(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"compose", "model.safetensors"});
    Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran;
  }
  [[nodiscard]] Score scoreIn(const std::string& file) const {
    auto import = readMidiFile(cli / file);
    EXPECT_TRUE(import);
    return import ? std::move(import->score) : Score();
  }

  CommandRunner cli;
};

TEST_F(CliCompose, WritesTheBarsAskedFor) {
  const auto json = compose({"--out", "a.mid", "--bars", "4", "--seed", "5", "--json"}).json();
  ASSERT_EQ(json["files"].size(), 1u);
  EXPECT_EQ(json["files"][0]["out"], "a.mid");
  EXPECT_EQ(json["files"][0]["seed"], 5);
  EXPECT_EQ(json["files"][0]["to_tick"], 4 * 4 * ticksPerQuarter);
  const Score score = scoreIn("a.mid");
  EXPECT_EQ(json["files"][0]["notes"], score.notes().size());
  for (const Note& note : score.notes()) EXPECT_LE(note.end(), 4 * 4 * ticksPerQuarter);
}

TEST_F(CliCompose, TheSameSeedGivesTheSameFileAndAnotherDoesNot) {
  (void)compose({"--out", "a.mid", "--note-count", "50", "--seed", "5"});
  (void)compose({"--out", "b.mid", "--note-count", "50", "--seed", "5"});
  (void)compose({"--out", "c.mid", "--note-count", "50", "--seed", "6"});
  EXPECT_EQ(scoreIn("a.mid"), scoreIn("b.mid"));
  EXPECT_NE(scoreIn("a.mid"), scoreIn("c.mid"));
}

TEST_F(CliCompose, VariationsHaveFollowingSeedsAndNames) {
  (void)compose({"--out", "a.mid", "--bars", "2", "--seed", "5", "--variations", "3"});
  (void)compose({"--out", "b.mid", "--bars", "2", "--seed", "7"});
  EXPECT_TRUE(std::filesystem::exists(cli / "a-2.mid"));
  EXPECT_EQ(scoreIn("a-3.mid"), scoreIn("b.mid"));
}

TEST_F(CliCompose, GoesOnAfterAFileAndKeepsIt) {
  const Score seed({{{0, 960, 60, 80}, {960, 960, 64, 90}}, {}, {{0, 400'000}}, {{0, 3, 4}}});
  const PieceProperties properties{"Title", "Composer", "2026", Key{2, Scale::Minor}, {}};
  ASSERT_TRUE(writeMidiFile(cli / "seed.mid", seed, properties));
  (void)compose({"--out", "a.mid", "--after", "seed.mid", "--bars", "2", "--seed", "1"});
  EXPECT_EQ(readMidiFile(cli / "a.mid")->properties, properties);
  const Score score = scoreIn("a.mid");
  EXPECT_EQ(score.tempo(), seed.tempo());
  EXPECT_EQ(score.meter(), seed.meter());
  EXPECT_TRUE(std::ranges::includes(score.notes(), seed.notes()));
  for (const Note& note : score.notesStartingIn({1'920, maxTick})) {
    EXPECT_GE(note.onset, 2'880) << "new music begins with a new bar";
  }
}

TEST_F(CliCompose, GoesOnAfterNotesGivenByName) {
  (void)compose({"--out", "a.mid", "--notes", "C4 E4+G4", "--bars", "1", "--seed", "1"});
  const Score score = scoreIn("a.mid");
  const std::vector<Note> given = {{0, 960, 60, 80}, {960, 960, 64, 80}, {960, 960, 67, 80}};
  EXPECT_TRUE(std::ranges::includes(score.notes(), given));
}

TEST_F(CliCompose, KeepsToTheKey) {
  (void)compose({"--out", "a.mid", "--note-count", "100", "--key", "Eb major", "--seed", "1"});
  const Key key{3, Scale::Major};
  const Score score = scoreIn("a.mid");
  EXPECT_GT(score.notes().size(), 0u);
  EXPECT_EQ(readMidiFile(cli / "a.mid")->properties.key, key);
  for (const Note& note : score.notes()) EXPECT_TRUE(key.contains(note.pitch));
}

// Two notes a bar, six bars of four quarters.
Score ladder() {
  ScoreItems items;
  for (int i = 0; i < 12; ++i) {
    items.notes.push_back({i * 1'920, 960, static_cast<std::uint8_t>(50 + i), 80});
  }
  return Score(std::move(items));
}

TEST_F(CliCompose, FillsAStretchAndLeavesTheRest) {
  const Score piece = ladder();
  ASSERT_TRUE(writeMidiFile(cli / "piece.mid", piece));
  for (const char* stretch : {"3:4", "4s:8s"}) {
    const auto json = compose({"--out", "a.mid", "--after", "piece.mid", "--fill", stretch,
                               "--density", "7", "--seed", "1", "--json"})
                          .json();
    EXPECT_EQ(json["files"][0]["from_tick"], 2 * 3'840) << stretch;
    EXPECT_EQ(json["files"][0]["to_tick"], 4 * 3'840) << stretch;
    const Score score = scoreIn("a.mid");
    for (const TickRange rest : {TickRange{0, 7'680}, TickRange{15'360, maxTick}}) {
      EXPECT_TRUE(std::ranges::equal(score.notesStartingIn(rest), piece.notesStartingIn(rest)));
    }
    const auto filled = score.notesStartingIn({7'680, 15'360});
    EXPECT_FALSE(std::ranges::equal(filled, piece.notesStartingIn({7'680, 15'360})));
    for (const Note& note : filled) EXPECT_LE(note.end(), 15'360);
  }
}

TEST_F(CliCompose, VariesAShareOfAStretch) {
  const Score piece = ladder();
  ASSERT_TRUE(writeMidiFile(cli / "piece.mid", piece));
  (void)compose({"--out", "a.mid", "--after", "piece.mid", "--vary", "1:6", "--strength", "0.25",
                 "--seed", "1"});
  const Score score = scoreIn("a.mid");
  const auto stays = [&](const Note& note) { return std::ranges::count(score.notes(), note) > 0; };
  EXPECT_GE(std::ranges::count_if(piece.notes(), stays), 9) << "three of twelve may go";
}

TEST_F(CliCompose, KeepsToRangePolyphonyAndVelocity) {
  (void)compose({"--out", "a.mid", "--note-count", "100", "--range", "C4:B4", "--polyphony", "1",
                 "--velocity", "60:70", "--seed", "1"});
  const Score score = scoreIn("a.mid");
  EXPECT_GT(score.notes().size(), 50u);
  Tick until = 0;
  for (const Note& note : score.notes()) {
    EXPECT_TRUE(note.pitch >= 60 && note.pitch <= 71) << int{note.pitch};
    EXPECT_TRUE(note.velocity >= 60 && note.velocity <= 70) << int{note.velocity};
    EXPECT_GE(note.onset, until);
    until = note.end();
  }
}

TEST_F(CliCompose, SaysWhereThereIsNothingToFillOrVary) {
  ASSERT_TRUE(writeMidiFile(cli / "piece.mid", ladder()));
  const auto complaint = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"compose", "model.safetensors", "--out", "a.mid", "--after", "piece.mid"});
    const Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 1);
    return ran.err;
  };
  EXPECT_THAT(complaint({"--fill", "9:12"}), HasSubstr("has ended before"));
  EXPECT_THAT(complaint({"--vary", "0.6s:0.9s"}), HasSubstr("no note"));
  EXPECT_THAT(complaint({"--range", "C4:C4", "--key", "D major"}), HasSubstr("no note of the key"));
}

TEST_F(CliCompose, RefusesOptionsThatMakeNoSense) {
  using Arguments = std::vector<std::string>;
  for (const Arguments& wrong :
       {Arguments{"--key", "H funky"}, Arguments{"--notes", "C4 X9"}, Arguments{"--bars", "0"},
        Arguments{"--temperature", "9"}, Arguments{"--top-p", "0"},
        Arguments{"--bars", "2", "--seconds", "3"}, Arguments{"--variations", "0"},
        Arguments{"--seed", "x"}, Arguments{"--fill", "3:4"},
        Arguments{"--fill", "4:3", "--after", "a.mid"}, Arguments{"--range", "C6:C2"},
        Arguments{"--polyphony", "0"}, Arguments{"--density", "8"}, Arguments{"--strength", "1"},
        Arguments{"--velocity", "0:9"}, Arguments{"--longest-rest", "0"}}) {
    Arguments arguments = {"compose", "model.safetensors", "--out", "a.mid"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 2) << wrong[0];
    EXPECT_THAT(ran.err, HasSubstr(wrong[0]));
  }
  EXPECT_FALSE(std::filesystem::exists(cli / "a.mid"));
}

TEST_F(CliCompose, TheStarterComposesWhereNoModelIsNamed) {
  const Ran starter = cli.run({"compose", "--out", "a.mid", "--bars", "2", "--seed", "1"});
  ASSERT_EQ(starter.code, 0) << starter.err;
  EXPECT_FALSE(scoreIn("a.mid").notes().empty());
}

TEST_F(CliCompose, TellsWhenTheModelIsMissingOrNone) {
  ASSERT_TRUE(writeFile(cli / "text.safetensors", std::string("no model")));
  const Ran text = cli.run({"compose", "text.safetensors", "--out", "a.mid"});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.err, HasSubstr("text.safetensors"));
  EXPECT_EQ(cli.run({"compose", "none.safetensors", "--out", "a.mid"}).code, 1);
}

TEST_F(CliCompose, TakesTheStarterWhereNoModelIsNamed) {
  std::filesystem::create_directories(cli / "resources/models");
  std::filesystem::copy(cli / "model.safetensors", cli / "resources/models/starter.safetensors");
  const Ran ran = cli.run({"compose", "--out", "a.mid", "--bars", "1", "--seed", "1", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json()["model"], "tiny score");
}

TEST_F(CliCompose, WorksWithBothAncestors) {
  for (const char* recipe : {"classic-a", "classic-b"}) {
    ASSERT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel(recipe)));
    (void)compose({"--out", "a.mid", "--seconds", "5", "--seed", "3"});
    EXPECT_FALSE(scoreIn("a.mid").notes().empty()) << recipe;
  }
}

TEST_F(CliCompose, WritesTheAttentionOfClassicA) {
  const Ran ours = cli.run({"compose", "model.safetensors", "--out", "a.mid", "--bars", "1",
                            "--attention", "attention.json"});
  EXPECT_EQ(ours.code, 1) << "only Classic A has it";
  ASSERT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel("classic-a")));
  (void)compose({"--out", "a.mid", "--seconds", "3", "--tempo-factor", "1.6", "--attention",
                 "attention.json"});
  std::ifstream file(cli / "attention.json");
  const auto json = nlohmann::json::parse(file);
  EXPECT_EQ(json["frames"].size(), 8u);
  ASSERT_EQ(json["maps"].size(), 2u);
  EXPECT_EQ(json["maps"][1].size(), 8u);
  EXPECT_EQ(json["maps"][1][7].size(), 8u);
}

TEST_F(CliCompose, AnInterruptStopsItAndNothingIsWritten) {
  const Ran ran = cli.runInterrupted(
      {"compose", "model.safetensors", "--out", "a.mid", "--note-count", "50000"});
  EXPECT_EQ(ran.code, 130);
  EXPECT_THAT(ran.err, HasSubstr("Stopped"));
  EXPECT_FALSE(std::filesystem::exists(cli / "a.mid"));
}

}  // namespace
}  // namespace cadenza
