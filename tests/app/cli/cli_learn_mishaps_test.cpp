// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "core/midi/midi_writer.h"
#include "core/model/checkpoint.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::CommandRunner;
using test::Ran;
using testing::HasSubstr;

class CliLearnMishaps : public testing::Test {
 protected:
  CliLearnMishaps() {
    fs::create_directories(cli / "pieces");
    std::ofstream table(cli / "pieces/table.csv");
    table << "midi_filename,split\n";
    for (int tonic = 0; tonic < 6; ++tonic) {
      const std::string file = std::to_string(tonic) + ".mid";
      EXPECT_TRUE(writeMidiFile(cli / ("pieces/" + file), test::etude(50 + tonic, 6)));
      table << file << (tonic == 0 ? ",validation\n" : ",train\n");
    }
  }

  [[nodiscard]] static std::vector<std::string> training(const std::string& out, int epochs) {
    return {
        "train",        "pieces", "--recipe",         "score", "--out",     out,
        "--device",     "cpu",    "--threads",        "1",     "--streams", "4",
        "--chunk",      "16",     "--validate-every", "1000",  "--epochs",  std::to_string(epochs),
        "--arithmetic", "single"};
  }

  [[nodiscard]] Weights weightsOf(const std::string& model) const {
    const auto checkpoint = loadCheckpoint(cli / model);
    EXPECT_TRUE(checkpoint) << checkpoint.error().detail;
    return checkpoint ? checkpoint->weights : Weights{};
  }

  // A model that stands where a training is to write.
  void trainFirst() {
    const Ran ran = cli.run(training("m.safetensors", 1));
    ASSERT_EQ(ran.code, 0) << ran.err;
  }

  CommandRunner cli;
};

TEST_F(CliLearnMishaps, KilledAndResumedItLearnsTheSame) {
  constexpr int kills = 4;  // trainer_test has twenty, without the cost of a process
  constexpr int epochs = 4;
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(cli.run(training("whole.safetensors", epochs)).code, 0);
  std::chrono::duration<double> patience = std::chrono::steady_clock::now() - begin;
  const Weights whole = weightsOf("whole.safetensors");
  Random random(5);
  int killed = 0;
  for (int round = 0; killed < kills; ++round) {
    const std::string out = "killed-" + std::to_string(round) + ".safetensors";
    const fs::path state = cli / (out + ".training");
    for (bool finished = false; !finished;) {
      auto command = training(out, epochs);
      const auto before = fs::exists(state) ? fs::last_write_time(state) : fs::file_time_type();
      command.push_back(fs::exists(state) ? "--resume" : "--overwrite");
      const Ran ran =
          cli.runKilledAfter((0.2 + random.uniform()) * patience.count(), std::move(command));
      finished = ran.code == 0;
      ASSERT_TRUE(finished || ran.code == 137) << ran.code << ran.err;
      killed += finished ? 0 : 1;
      // A machine that is slower than it was needs more time to get anywhere.
      const bool gotOn = fs::exists(state) && fs::last_write_time(state) != before;
      if (!finished && !gotOn) patience *= 1.2;
    }
    const Weights resumed = weightsOf(out);
    for (const auto& [name, array] : whole) {
      ASSERT_EQ(resumed.at(name).values, array.values) << name << " of " << out;
    }
  }
}

TEST_F(CliLearnMishaps, AFolderWithoutMusicIsRefused) {
  fs::create_directories(cli / "empty");
  const Ran ran = cli.run({"train", "empty", "--out", "m.safetensors", "--epochs", "1"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_FALSE(ran.err.empty());
  EXPECT_FALSE(fs::exists(cli / "m.safetensors"));
}

TEST_F(CliLearnMishaps, OneFileOfTenNotesIsRefused) {
  fs::create_directories(cli / "small");
  const Score ten({{{0, 960, 60, 80},
                    {960, 960, 62, 80},
                    {1920, 960, 64, 80},
                    {2880, 960, 65, 80},
                    {3840, 960, 67, 80},
                    {4800, 960, 69, 80},
                    {5760, 960, 71, 80},
                    {6720, 960, 72, 80},
                    {7680, 960, 74, 80},
                    {8640, 960, 76, 80}},
                   {},
                   {},
                   {}});
  ASSERT_TRUE(writeMidiFile(cli / "small/ten.mid", ten));
  const Ran ran = cli.run({"train", "small", "--out", "m.safetensors", "--epochs", "1"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_FALSE(ran.err.empty());
  EXPECT_FALSE(fs::exists(cli / "m.safetensors"));
}

TEST_F(CliLearnMishaps, ADamagedModelIsRefusedAndLeftAsItIs) {
  trainFirst();
  for (const char* file : {"m.safetensors", "m.safetensors.training"}) {
    auto bytes = readFile(cli / file).value();
    bytes[bytes.size() / 2] ^= std::byte{0x20};
    ASSERT_TRUE(writeFile(cli / file, bytes));
  }
  const auto before = readFile(cli / "m.safetensors").value();
  EXPECT_THAT(cli.run({"evaluate", "m.safetensors", "pieces"}).err, HasSubstr("damaged"));
  auto resume = training("m.safetensors", 2);
  resume.push_back("--resume");
  const Ran ran = cli.run(resume);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("damaged"));
  EXPECT_EQ(readFile(cli / "m.safetensors").value(), before);
}

TEST_F(CliLearnMishaps, ATrainingOfAnotherRecipeIsNotResumed) {
  trainFirst();
  const Weights before = weightsOf("m.safetensors");
  auto resume = training("m.safetensors", 2);
  resume[3] = "performance";
  resume.push_back("--resume");
  const Ran ran = cli.run(resume);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("another recipe"));
  EXPECT_EQ(weightsOf("m.safetensors").begin()->second.values, before.begin()->second.values);
}

TEST_F(CliLearnMishaps, AnAbsurdLearningRateIsAnErrorAndLeavesNoModel) {
  for (const char* rate : {"1e4", "1e30"}) {
    auto command = training("m.safetensors", 2);
    command.insert(command.end(), {"--learning-rate", rate});
    const Ran ran = cli.run(command);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_FALSE(fs::exists(cli / "m.safetensors")) << rate;
  }
}

TEST_F(CliLearnMishaps, ResumedWithOtherPiecesItNamesThem) {
  trainFirst();
  ASSERT_TRUE(writeMidiFile(cli / "pieces/added.mid", test::etude(70, 6)));
  fs::remove(cli / "pieces/5.mid");
  auto resume = training("m.safetensors", 2);
  resume.push_back("--resume");
  const Ran ran = cli.run(resume);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("added: added.mid"));
  EXPECT_THAT(ran.err, HasSubstr("removed: 5.mid"));
  EXPECT_THAT(ran.err, HasSubstr("--from"));
}

TEST_F(CliLearnMishaps, AFolderInTheModelsPlaceIsAnErrorNotALoss) {
  fs::create_directories(cli / "m.safetensors/precious");
  const Ran ran = cli.run(training("m.safetensors", 1));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("m.safetensors"));
  EXPECT_TRUE(fs::exists(cli / "m.safetensors/precious"));
}

TEST_F(CliLearnMishaps, AFullDiskLeavesTheModelThatWasThere) {
  trainFirst();
  const auto before = readFile(cli / "m.safetensors").value();
  auto again = training("m.safetensors", 2);
  again.push_back("--overwrite");
  const Ran ran = cli.runOnFullDisk(512, again);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("m.safetensors"));
  EXPECT_EQ(readFile(cli / "m.safetensors").value(), before);
  for (const auto& entry : fs::directory_iterator(cli / ".")) {
    EXPECT_THAT(entry.path().filename().string(), testing::Not(HasSubstr("tmp")));
  }
}

}  // namespace
}  // namespace cadenza
