// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the commands read and write: pipes, links, names that do not fit, interrupts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/model/checkpoint.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::Ran;
using testing::AllOf;
using testing::HasSubstr;

class CliFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    ScoreItems items;
    for (int i = 0; i < 40; ++i) {
      items.notes.push_back({480 * i, 480, static_cast<std::uint8_t>(40 + i), 80});
    }
    ASSERT_TRUE(writeMidiFile(cli / "a.mid", Score(std::move(items))));
    ASSERT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel("score")));
  }
  [[nodiscard]] Ran compose(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"compose", "model.safetensors", "--bars", "1"});
    return cli.run(std::move(arguments));
  }
  [[nodiscard]] std::string contentOf(const std::string& name) const {
    const auto bytes = readFile(cli / name);
    return bytes ? std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()) : "";
  }

  test::CommandRunner cli;
};

TEST_F(CliFiles, ReadsFromAPipe) {
  for (const char* script :
       {"cat a.mid | \"$0\" inspect /dev/stdin --json", "\"$0\" inspect --json /dev/stdin < a.mid",
        "gzip -c a.mid | \"$0\" inspect /dev/stdin --json",
        "mkfifo p; cat a.mid > p & \"$0\" inspect p --json"}) {
    const Ran ran = cli.runInShell(script);
    ASSERT_EQ(ran.code, 0) << script << ran.err;
    EXPECT_EQ(ran.json()["notes"], 40) << script;
  }
}

TEST_F(CliFiles, AnEmptyPipeIsNoMidiFile) {
  const Ran ran = cli.runInShell(": | \"$0\" inspect /dev/stdin");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("/dev/stdin"));
}

TEST_F(CliFiles, TheFirstInterruptEndsACommandThatOnlyWaits) {
  ASSERT_EQ(::mkfifo((cli / "pipe").c_str(), 0600), 0);
  for (const std::vector<std::string>& waiting :
       {std::vector<std::string>{"inspect", "pipe"},
        {"compose", "model.safetensors", "--after", "pipe", "--out", "b.mid"}}) {
    EXPECT_EQ(cli.runSignalled("INT", waiting).code, 130);
    EXPECT_EQ(cli.runSignalled("TERM", waiting).code, 143);
  }
}

TEST_F(CliFiles, AModelIsNotWaitedFor) {
  ASSERT_EQ(::mkfifo((cli / "pipe").c_str(), 0600), 0);
  const Ran ran = cli.run({"info", "pipe"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("pipe"));
}

TEST_F(CliFiles, AnOutputOfAnotherKindIsRefused) {
  for (const char* out : {"song.wav", "song.safetensors", "song.mp3", "song.cadenza"}) {
    const Ran ran = compose({"--out", out});
    EXPECT_EQ(ran.code, 1) << out;
    EXPECT_THAT(ran.err, AllOf(HasSubstr(out), HasSubstr(".mid")));
    EXPECT_FALSE(fs::exists(cli / out));
  }
  const Ran packed = cli.run({"pack", "model.safetensors", "small.mid"});
  EXPECT_EQ(packed.code, 1);
  EXPECT_THAT(packed.err, HasSubstr(".safetensors"));
}

TEST_F(CliFiles, AnOutputThatIsTheInputIsRefusedByWhateverName) {
  fs::create_symlink("a.mid", cli / "link.mid");
  fs::create_hard_link(cli / "a.mid", cli / "hard.mid");
  const std::string before = contentOf("a.mid");
  for (const char* out : {"a.mid", "./a.mid", "link.mid", "hard.mid"}) {
    const Ran ran = compose({"--after", "a.mid", "--out", out});
    EXPECT_EQ(ran.code, 1) << out;
    EXPECT_THAT(ran.err, HasSubstr("same file"));
  }
  EXPECT_EQ(contentOf("a.mid"), before);
  EXPECT_THAT(cli.run({"pack", "model.safetensors", "model.safetensors"}).err,
              HasSubstr("same file"));
}

TEST_F(CliFiles, WritesThroughALinkAndToAPipe) {
  fs::create_symlink("there.mid", cli / "link.mid");
  ASSERT_EQ(compose({"--out", "link.mid"}).code, 0);
  EXPECT_TRUE(fs::is_symlink(cli / "link.mid"));
  EXPECT_TRUE(readMidiFile(cli / "there.mid"));
  const Ran piped =
      cli.runIntoPipe("\"$0\" compose model.safetensors --bars 1 --out /dev/stdout", "piped.mid");
  EXPECT_EQ(piped.code, 0) << piped.err;
  EXPECT_THAT(piped.err, HasSubstr("/dev/stdout"));
  const auto import = readMidiFile(cli / "piped.mid");
  ASSERT_TRUE(import) << import.error().detail;
  EXPECT_TRUE(import->warnings.empty());
}

TEST_F(CliFiles, SeveralVariationsNeedAFile) {
  const Ran ran = compose({"--out", "/dev/stdout", "--variations", "2"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("/dev/stdout"));
}

TEST_F(CliFiles, AReadOnlyOutputIsRefusedByItsName) {
  ASSERT_TRUE(writeFile(cli / "keep.mid", std::string("keep")));
  fs::permissions(cli / "keep.mid", fs::perms(0444));
  const Ran ran = compose({"--out", "keep.mid"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("keep.mid is read-only"));
  EXPECT_EQ(contentOf("keep.mid"), "keep");
}

TEST_F(CliFiles, ACorpusNamesWhatItPassedOver) {
  fs::create_directories(cli / "pieces/real");
  fs::copy(cli / "a.mid", cli / "pieces/a.mid");
  fs::create_directory_symlink(cli / "pieces/real", cli / "pieces/link");
  ASSERT_EQ(::mkfifo((cli / "pieces/pipe.mid").c_str(), 0600), 0);
  const auto json = cli.run({"corpus", "pieces", "--json"}).json();
  EXPECT_EQ(json["kept"], 1);
  ASSERT_EQ(json["not_scanned"].size(), 2u);
  EXPECT_EQ(json["not_scanned"][0]["file"], "link");
  EXPECT_EQ(json["not_scanned"][1]["file"], "pipe.mid");
  EXPECT_THAT(cli.run({"corpus", "pieces"}).out,
              AllOf(HasSubstr("not scanned link: "), HasSubstr("not scanned pipe.mid: ")));
}

TEST_F(CliFiles, ACacheThatCanNotBeWrittenMovesToTheTemporaryFolder) {
  fs::create_directories(cli / "pieces");
  fs::create_directories(cli / "tmp");
  fs::copy(cli / "a.mid", cli / "pieces/a.mid");
  const Ran ran =
      cli.runInShell("TMPDIR=$PWD/tmp XDG_CACHE_HOME=/dev/null \"$0\" corpus pieces --json");
  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string cache = ran.json()["cache"];
  EXPECT_THAT(cache, testing::StartsWith((cli / "tmp").string()));
  EXPECT_TRUE(fs::exists(cache));
}

#ifdef CADENZA_HAS_SOUND
TEST_F(CliFiles, RenderRefusesOtherKinds) {
  for (const char* out : {"x.mp3", "x.mid", "x.wave"}) {
    const Ran ran = cli.run({"render", "a.mid", out});
    EXPECT_EQ(ran.code, 1) << out;
    EXPECT_THAT(ran.err, AllOf(HasSubstr(out), HasSubstr(".flac")));
    EXPECT_FALSE(fs::exists(cli / out));
  }
  EXPECT_THAT(cli.run({"render", "a.mid", "x.ogg", "--format", "wav16"}).err, HasSubstr(".wav"));
  EXPECT_THAT(cli.run({"render", "a.mid", "a.mid", "--format", "wav16"}).err,
              HasSubstr("same file"));
}

TEST_F(CliFiles, RendersIntoAPipe) {
  const Ran ran = cli.runIntoPipe("\"$0\" render a.mid /dev/stdout --rate 8000", "a.wav");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("/dev/stdout"));
  EXPECT_EQ(contentOf("a.wav").substr(0, 4), "RIFF");
}

// Without a JACK server there is MIDI only where the machine has ALSA's sequencer.
TEST_F(CliFiles, PortsAreJsonAlsoWithoutMidi) {
  const Ran ran = cli.runInShell("JACK_DEFAULT_SERVER=none \"$0\" ports --json");
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_TRUE(json["outputs"].is_array());
  EXPECT_TRUE(json["inputs"].is_array());
  ASSERT_TRUE(json["systems"].is_string());
  ASSERT_TRUE(json.contains("problem"));
  if (json["systems"].get<std::string>().empty()) {
    ASSERT_TRUE(json["problem"].is_string());
    EXPECT_THAT(json["problem"].get<std::string>(), HasSubstr("MIDI"));
    EXPECT_TRUE(json["outputs"].empty() && json["inputs"].empty());
  } else {
    EXPECT_TRUE(json["problem"].is_null()) << json["problem"];
  }
}
#endif

}  // namespace
}  // namespace cadenza
