// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "core/midi/midi_writer.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

using test::CommandRunner;
using test::Ran;

class CliLearn : public testing::Test {
 protected:
  CliLearn() {
    std::filesystem::create_directories(cli / "pieces");
    std::ofstream table(cli / "pieces/table.csv");
    table << "midi_filename,split\n";
    for (int tonic = 0; tonic < 6; ++tonic) {
      const std::string file = std::to_string(tonic) + ".mid";
      EXPECT_TRUE(writeMidiFile(cli / ("pieces/" + file), test::etude(50 + tonic, 4)));
      table << file << (tonic == 0 ? ",validation\n" : ",train\n");
    }
  }

  [[nodiscard]] Ran train(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {"train", "pieces", "--recipe", "score", "--out", "m.safetensors", "--device",
                      "cpu", "--threads", "1", "--streams", "2", "--chunk", "16"});
    return cli.run(arguments);
  }

  CommandRunner cli;
};

TEST_F(CliLearn, TrainsLogsAndEvaluates) {
  const Ran ran = train({"--epochs", "1", "--log", "log.jsonl", "--name", "Mine", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_EQ(json["name"], "Mine");
  EXPECT_EQ(json["outcome"], "finished");
  EXPECT_GT(json["notes_seen"], 0);
  EXPECT_GT(json["validation_loss"].get<double>(), 0);

  std::set<std::string> names;
  std::ifstream log(cli / "log.jsonl");
  for (std::string line; std::getline(log, line);) {
    const auto parsed = nlohmann::json::parse(line);
    for (const auto& item : parsed.items()) names.insert(item.key());
  }
  EXPECT_THAT(names,
              testing::IsSupersetOf({"step", "notes", "minutes", "loss/train", "loss/validation",
                                     "lr", "grad_norm", "notes_per_second", "entropy/action",
                                     "repeated_groups/written", "distance/pitch", "diagnoses"}))
      << "there is too little to learn from, so there is a diagnosis";

  const Ran scored =
      cli.run({"evaluate", "m.safetensors", "pieces", "--split", "validation", "--json"});
  ASSERT_EQ(scored.code, 0) << scored.err;
  const auto scores = scored.json();
  EXPECT_EQ(scores["notes"], test::etude(50, 4).notes().size());
  EXPECT_GT(scores["nats_per_event"], 0);
  EXPECT_NEAR(scores["heads"]["shift"].get<double>() + scores["heads"]["action"].get<double>() +
                  scores["heads"]["velocity"].get<double>(),
              scores["nats_per_note"].get<double>(), 1e-9);
}

TEST_F(CliLearn, TrainsEvaluatesAndComposesWithBothAncestors) {
  for (const char* recipe : {"classic-a", "classic-b"}) {
    const std::string file = std::string(recipe) + ".safetensors";
    const Ran ran = cli.run({"train", "pieces", "--recipe", recipe, "--frame-rate", "4", "--songs",
                             "2", "--epochs", "0.2", "--threads", "1", "--out", file, "--json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const Ran scored = cli.run({"evaluate", file, "pieces", "--json"});
    ASSERT_EQ(scored.code, 0) << scored.err;
    EXPECT_EQ(scored.json()["notes"], test::etude(50, 4).notes().size());
    EXPECT_TRUE(scored.json()["nats_per_note"].is_number());
    EXPECT_NE(scored.json()["nats_per_note"], scored.json()["loss"]);
    EXPECT_EQ(cli.run({"compose", file, "--out", "a.mid", "--seconds", "3"}).code, 0);
  }
  const Ran info = cli.run({"info", "classic-a.safetensors", "--json"});
  EXPECT_GT(info.json()["classes"], 2);
}

TEST_F(CliLearn, AnInterruptBeforeTheFirstStepWritesNothing) {
  // Scanned before, so that the interrupt meets the training.
  ASSERT_EQ(cli.run({"corpus", "pieces"}).code, 0);
  const Ran ran =
      cli.runInterrupted({"train", "pieces", "--recipe", "score", "--out", "m.safetensors",
                          "--device", "cpu", "--threads", "1", "--minutes", "60", "--json"});
  ASSERT_EQ(ran.code, 130) << ran.err;
  EXPECT_THAT(ran.err, testing::HasSubstr("nothing was written"));
  EXPECT_FALSE(std::filesystem::exists(cli / "m.safetensors"));
  EXPECT_FALSE(std::filesystem::exists(cli / "m.safetensors.training"));
}

TEST_F(CliLearn, AnInterruptLaterKeepsTheModel) {
  const Ran ran = cli.runInShell(
      "\"$0\" train pieces --recipe score --out m.safetensors --device cpu --threads 1"
      " --minutes 60 --log log.jsonl --json & child=$!;"
      " until grep -q grad_norm log.jsonl || ! kill -0 $child; do sleep 0.1; done 2>/dev/null;"
      " kill -INT $child; wait $child");
  ASSERT_EQ(ran.code, 130) << ran.err;
  EXPECT_EQ(ran.json()["outcome"], "stopped");
  EXPECT_EQ(cli.run({"compose", "m.safetensors", "--out", "a.mid", "--bars", "1"}).code, 0);
}

TEST_F(CliLearn, AModelIsReplacedOnlyWhereThatIsAskedFor) {
  std::ofstream(cli / "m.safetensors") << "precious";
  const Ran refused = train({"--epochs", "0.1"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, testing::HasSubstr("--overwrite"));
  EXPECT_EQ(std::filesystem::file_size(cli / "m.safetensors"), 8u);
  EXPECT_EQ(train({"--epochs", "0.1", "--overwrite"}).code, 0);
  EXPECT_GT(std::filesystem::file_size(cli / "m.safetensors"), 8u);
  EXPECT_EQ(train({"--resume", "--overwrite"}).code, 2);
}

TEST_F(CliLearn, ATrainingStateIsReplacedOnlyWhereThatIsAskedFor) {
  const auto state = cli / "m.safetensors.training";
  std::ofstream(state) << "precious";
  const Ran refused = train({"--epochs", "0.1"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, testing::HasSubstr("m.safetensors.training exists"));
  EXPECT_EQ(std::filesystem::file_size(state), 8u);
  EXPECT_FALSE(std::filesystem::exists(cli / "m.safetensors"));
  EXPECT_EQ(train({"--epochs", "0.1", "--overwrite"}).code, 0);
  EXPECT_GT(std::filesystem::file_size(state), 8u);
}

TEST_F(CliLearn, ALogIsReplacedOnlyOnceTheTrainingBegins) {
  std::ofstream(cli / "log.jsonl") << "precious";
  EXPECT_EQ(train({"--epochs", "0.1", "--log", "log.jsonl", "--from", "none.safetensors"}).code, 1);
  EXPECT_EQ(std::filesystem::file_size(cli / "log.jsonl"), 8u);
  ASSERT_EQ(train({"--epochs", "0.1", "--log", "log.jsonl"}).code, 0);
  std::ifstream log(cli / "log.jsonl");
  std::string line;
  ASSERT_TRUE(std::getline(log, line));
  EXPECT_TRUE(nlohmann::json::accept(line)) << line;
}

TEST_F(CliLearn, RefusesOutputsOfAnotherKind) {
  const Ran ran = cli.run({"train", "pieces", "--out", "keep.mid", "--epochs", "0.1"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, testing::HasSubstr(".safetensors"));
  EXPECT_EQ(train({"--epochs", "0.1", "--log", "pieces/0.mid"}).code, 1);
}

TEST_F(CliLearn, RatesAndTimesAreBounded) {
  for (const auto& [option, value] :
       {std::pair("--learning-rate", "1e30"), std::pair("--learning-rate", "0"),
        std::pair("--minutes", "1e9"), std::pair("--epochs", "0"),
        std::pair("--validate-every", "-3"), std::pair("--dropout", "1")}) {
    const Ran ran = train({std::string(option) + "=" + value});
    EXPECT_EQ(ran.code, 2) << option << value;
    EXPECT_THAT(ran.err, testing::HasSubstr("is out of range. Give a number from ")) << option;
  }
  EXPECT_THAT(train({"--learning-rate", "0,002"}).err, testing::HasSubstr("decimal point"));
}

TEST_F(CliLearn, RefusesWhatMakesNoSenseBeforeItLearns) {
  EXPECT_EQ(train({"--minutes", "-1"}).code, 2);
  EXPECT_EQ(train({"--device", "tpu"}).code, 2);
  EXPECT_EQ(train({"--minutes", "1", "--epochs", "1"}).code, 2);
  EXPECT_EQ(cli.run({"train", "pieces"}).code, 2);
  EXPECT_EQ(cli.run({"train", "pieces", "--out", "none/m.safetensors"}).code, 1);
  EXPECT_EQ(cli.run({"train", "none", "--out", "m.safetensors"}).code, 1);
  EXPECT_EQ(cli.run({"evaluate", "none.safetensors", "pieces"}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(cli / "m.safetensors"));
}

}  // namespace
}  // namespace cadenza
