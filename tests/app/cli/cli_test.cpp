// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/safe_file.h"
#include "core/midi/midi_writer.h"
#include "tests/app/cli/command_runner.h"

namespace cadenza {
namespace {

using test::CommandRunner;
using test::Ran;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Score scale(int notes, int transposed = 0) {
  ScoreItems items;
  for (int i = 0; i < notes; ++i) {
    items.notes.push_back({480 * i, 480, static_cast<std::uint8_t>(40 + i % 40 + transposed), 80});
  }
  items.pedal = {{0, 127}, {960, 0}};
  items.tempo = {{0, 500'000}, {960, 400'000}, {1'920, 500'000}};
  items.meter = {{0, 3, 4}};
  return Score(std::move(items));
}

void addPiece(const CommandRunner& cli, const std::string& name, const Score& score) {
  std::filesystem::create_directories((cli / name).parent_path());
  ASSERT_TRUE(writeMidiFile(cli / name, score, "The title"));
}

TEST(Cli, InspectTellsWhatIsInAFile) {
  const CommandRunner cli;
  addPiece(cli, "a.mid", scale(10));
  const Ran ran = cli.run({"inspect", "a.mid", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, IsEmpty());
  const auto json = ran.json();
  EXPECT_EQ(json["notes"], 10);
  EXPECT_NEAR(json["seconds"].get<double>(), scale(10).seconds(), 1e-9);
  EXPECT_EQ(json["tracks"], 2);
  EXPECT_EQ(json["tempo_changes"], 3);
  EXPECT_EQ(json["time_signatures"], 1);
  EXPECT_EQ(json["pedal_changes"], 2);
  EXPECT_EQ(json["title"], "The title");
  EXPECT_TRUE(json["warnings"].empty());
}

TEST(Cli, InspectSpeaksToPeopleToo) {
  const CommandRunner cli;
  addPiece(cli, "a.mid", scale(10));
  const Ran ran = cli.run({"inspect", "a.mid"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, StartsWith("The title\n10 notes, "));
}

TEST(Cli, InspectWarnsOfADamagedFile) {
  const CommandRunner cli;
  auto bytes = writeMidi(scale(10));
  bytes.resize(bytes.size() - 20);
  ASSERT_TRUE(writeFile(cli / "cut.mid", bytes));
  const auto json = cli.run({"inspect", "--json", "cut.mid"}).json();
  EXPECT_GT(json["notes"], 5);
  EXPECT_FALSE(json["warnings"].empty());
}

TEST(Cli, ErrorsGoToStderrWithCodeOne) {
  const CommandRunner cli;
  ASSERT_TRUE(writeFile(cli / "text.mid", std::string("no music")));
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"inspect", "none.mid"},
                                                    {"inspect", "text.mid", "--json"},
                                                    {"inspect", "."},
                                                    {"corpus", "none"},
                                                    {"corpus", "text.mid"},
                                                    {"corpus", "."}}) {
    const Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, StartsWith("cadenza-cli: "));
    EXPECT_THAT(ran.err, HasSubstr(arguments[1]));
  }
}

TEST(Cli, WrongUsageHasCodeTwo) {
  const CommandRunner cli;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"sing"}, {"inspect"}, {"inspect", "a.mid", "--loud"}}) {
    const Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("--help"));
  }
}

TEST(Cli, HelpAndVersionAreNoErrors) {
  const CommandRunner cli;
  const Ran help = cli.run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("inspect"));
  const Ran version = cli.run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, StartsWith("cadenza-cli "));
}

TEST(Cli, CorpusReportsAFolder) {
  const CommandRunner cli;
  addPiece(cli, "pieces/a.mid", scale(40));
  addPiece(cli, "pieces/b.mid", scale(40, 7));
  addPiece(cli, "pieces/copy.mid", scale(40));
  addPiece(cli, "pieces/short.mid", scale(5));
  ASSERT_TRUE(writeFile(cli / "pieces/text.mid", std::string("no music")));
  for (const int filesRead : {5, 0}) {
    const Ran ran = cli.run({"corpus", "pieces", "--json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto json = ran.json();
    EXPECT_EQ(json["files"], 5);
    EXPECT_EQ(json["kept"], 2);
    EXPECT_EQ(json["read"], filesRead);
    EXPECT_EQ(json["notes"], 80);
    EXPECT_NEAR(json["hours"].get<double>(), 2 * scale(40).seconds() / 3600, 1e-9);
    EXPECT_GE(json["elapsed_seconds"].get<double>(), 0.0);
    ASSERT_EQ(json["skipped"].size(), 2u);
    EXPECT_EQ(json["skipped"][0]["file"], "short.mid");
    EXPECT_THAT(json["skipped"][1]["reason"].get<std::string>(), HasSubstr("no MIDI file"));
    EXPECT_EQ(json["duplicates"][0]["original"], "a.mid");
  }
  EXPECT_THAT(cli.run({"corpus", "pieces"}).out, StartsWith("2 of 5 files kept"));
}

TEST(Cli, AnInterruptStopsAScan) {
  const CommandRunner cli;
  addPiece(cli, "pieces/a.mid", scale(5'000));
  for (int i = 0; i < 300; ++i) {
    std::filesystem::copy(cli / "pieces/a.mid", cli / ("pieces/" + std::to_string(i) + ".mid"));
  }
  const Ran ran = cli.runInterrupted({"corpus", "pieces"});
  EXPECT_EQ(ran.code, 130);
  EXPECT_THAT(ran.err, HasSubstr("stopped"));
}

TEST(Cli, NamesSendNoControlSequencesToTheTerminal) {
  const CommandRunner cli;
  const std::string name = "\x1b]0;title\a\x1b[31mred.mid";
  addPiece(cli, "pieces/a.mid", scale(40));
  ASSERT_TRUE(writeFile(cli / ("pieces/" + name), std::string("no music")));
  const Ran corpus = cli.run({"corpus", "pieces"});
  EXPECT_EQ(corpus.code, 0) << corpus.err;
  const Ran missing = cli.run({"inspect", name});
  EXPECT_EQ(missing.code, 1);
  const Ran unknown = cli.run({"inspect", "a.mid", name});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(missing.err, HasSubstr("red.mid"));
  EXPECT_THAT(corpus.out, HasSubstr("red.mid"));
  EXPECT_THAT(corpus.out, HasSubstr("\n")) << "its lines stay";
  for (const std::string& text : {corpus.out, corpus.err, missing.err, unknown.err}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b"))) << text;
    EXPECT_THAT(text, Not(HasSubstr("\a"))) << text;
  }
}

TEST(Cli, NamesThatAreNoUtf8DoNotBreakJson) {
  const CommandRunner cli;
  addPiece(cli, "pieces/a.mid", scale(40));
  ASSERT_TRUE(writeFile(cli / "pieces/\xff.mid", std::string("no music")));
  const Ran ran = cli.run({"corpus", "pieces", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json()["skipped"][0]["file"], "\ufffd.mid");
}

TEST(Cli, JsonHoldsNoControlCharacters) {
  const CommandRunner cli;
  const std::string name = "a\x7f\u0085\u009b\u00a0\x1b.mid";
  addPiece(cli, "pieces/b.mid", scale(40));
  ASSERT_TRUE(writeFile(cli / ("pieces/" + name), std::string("no music")));
  const Ran ran = cli.run({"corpus", "pieces", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json()["skipped"][0]["file"], name);
  EXPECT_THAT(ran.out, HasSubstr("a\\u007f\\u0085\\u009b\u00a0\\u001b.mid"));
}

#ifdef CADENZA_HAS_SOUND
TEST(Cli, RenderWritesAWavFileOfTheRightLength) {
  const CommandRunner cli;
  addPiece(cli, "a.mid", scale(10));
  const Ran ran = cli.run({"render", "a.mid", "a.wav", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_GE(json["seconds"].get<double>(), scale(10).seconds());
  EXPECT_GT(json["peak"].get<double>(), 0.01);
  EXPECT_EQ(json["clipped_samples"], 0);
  const double bytes = static_cast<double>(std::filesystem::file_size(cli / "a.wav"));
  EXPECT_NEAR(bytes, 44 + 4 * 44'100 * json["seconds"].get<double>(), 64 * 4 + 44);
}

TEST(Cli, RenderWritesTheFormatThatIsAskedFor) {
  const CommandRunner cli;
  addPiece(cli, "a.mid", scale(10));
  const auto beginning = [&](const std::string& name) {
    const auto bytes = readFile(cli / name);
    EXPECT_TRUE(bytes);
    return std::string(reinterpret_cast<const char*>(bytes->data()), 4);
  };
  ASSERT_EQ(cli.run({"render", "a.mid", "a.flac", "--rate", "48000", "--normalise"}).code, 0);
  EXPECT_EQ(beginning("a.flac"), "fLaC");
  ASSERT_EQ(cli.run({"render", "a.mid", "a.ogg", "--quality", "0.3"}).code, 0);
  EXPECT_EQ(beginning("a.ogg"), "OggS");
  ASSERT_EQ(cli.run({"render", "a.mid", "b.bin", "--format", "wav24", "--gain", "0.5"}).code, 0);
  EXPECT_EQ(beginning("b.bin"), "RIFF");
  EXPECT_EQ(cli.run({"render", "a.mid", "a.mp3", "--format", "mp3"}).code, 2);
  EXPECT_EQ(cli.run({"render", "a.mid", "a.wav", "--rate", "1"}).code, 2);
}

TEST(Cli, RenderRefusesASoundfontThatIsNoneAndLeavesNoFile) {
  const CommandRunner cli;
  addPiece(cli, "a.mid", scale(10));
  EXPECT_EQ(cli.run({"render", "a.mid", "a.wav", "--soundfont", "none.sf2"}).code, 1);
  ASSERT_TRUE(writeFile(cli / "text.sf2", std::string("no piano")));
  EXPECT_EQ(cli.run({"render", "a.mid", "a.wav", "--soundfont", "text.sf2"}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(cli / "a.wav"));
}
#endif

}  // namespace
}  // namespace cadenza
