// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/midi/midi_writer.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

using test::Ran;
using testing::HasSubstr;
using testing::IsEmpty;

// Real pieces with a table of splits, and composed ones: a transposed copy and one of its own.
class CliCompare : public testing::Test {
 protected:
  CliCompare() {
    for (const char* folder : {"real", "composed", "empty"}) {
      std::filesystem::create_directories(cli / folder);
    }
    std::ofstream table(cli / "real/table.csv");
    table << "midi_filename,split\n";
    for (int i = 0; i < 6; ++i) {
      const std::string file = std::to_string(i) + ".mid";
      write("real/" + file, test::etude(48 + i));
      table << file << (i < 2 ? ",validation\n" : ",train\n");
    }
    write("composed/copy.mid", test::etude(70));
    write("composed/own.mid", leaps());
  }

  void write(const std::string& file, const Score& score) const {
    ASSERT_TRUE(writeMidiFile(cli / file, score));
  }

  static Score leaps() {
    ScoreItems items;
    for (int i = 0; i < 80; ++i) {
      items.notes.push_back(
          {i * ticksPerQuarter, ticksPerQuarter, static_cast<std::uint8_t>(30 + i * i % 61), 64});
    }
    return Score(std::move(items));
  }

  test::CommandRunner cli;
};

TEST_F(CliCompare, APieceIsWhollyLikeItself) {
  const Ran ran = cli.run({"compare", "composed", "composed", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_EQ(json["composed"]["pieces"], 2);
  EXPECT_EQ(json["composed"]["clips"], 2);
  EXPECT_EQ(json["features"].size(), 9u);
  EXPECT_NEAR(json["mean_overlap"].get<double>(), 1, 1e-9);
  EXPECT_EQ(json["copying"]["share"], 1.0);
  EXPECT_TRUE(json["copying"]["held_out"].is_null());
  EXPECT_TRUE(json["mean_real_overlap"].is_null());
}

TEST_F(CliCompare, ASplitIsComparedWithAndTheTrainPiecesAreTheTrainingSet) {
  const Ran ran = cli.run({"compare", "composed", "real", "--split", "validation", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_EQ(json["reference"]["split"], "validation");
  EXPECT_EQ(json["reference"]["pieces"], 2);
  EXPECT_EQ(json["training"]["split"], "train");
  EXPECT_EQ(json["training"]["pieces"], 4);
  EXPECT_EQ(json["copying"]["most_copied"]["file"], "copy.mid");
  EXPECT_EQ(json["copying"]["most_copied"]["share"], 1.0);
  EXPECT_LT(json["copying"]["share"].get<double>(), 0.8);
  EXPECT_EQ(json["copying"]["held_out"]["share"], 1.0);
  EXPECT_GT(json["mean_real_overlap"].get<double>(), json["mean_overlap"].get<double>());
}

TEST_F(CliCompare, TheTrainingSetMayLieElsewhere) {
  const Ran ran = cli.run({"compare", "real", "composed", "--composed-split", "train", "--training",
                           "real", "--training-split", "validation", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_EQ(json["composed"]["pieces"], 4);
  EXPECT_EQ(json["reference"]["pieces"], 2);
  EXPECT_EQ(json["training"]["pieces"], 2);
  EXPECT_EQ(json["copying"]["share"], 1.0);
  EXPECT_EQ(json["copying"]["held_out"]["phrases"].get<int>(),
            static_cast<int>(test::etude(70).notes().size() + leaps().notes().size()) - 14);
}

TEST_F(CliCompare, PeopleReadATable) {
  const Ran ran = cli.run({"compare", "composed", "real", "--split", "validation"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  for (const char* text : {"2 pieces, 2 clips", "notes a second", "overlap", "mean",
                           "held out 100.0 %", "Most in copy.mid: 100.0 %"}) {
    EXPECT_THAT(ran.out, HasSubstr(text));
  }
}

TEST_F(CliCompare, ClipsMayBeShorter) {
  const auto json = cli.run({"compare", "composed", "real", "--clip", "10", "--json"}).json();
  EXPECT_EQ(json["clip_seconds"], 10.0);
  EXPECT_EQ(json["composed"]["clips"], 3 + 4);
}

TEST_F(CliCompare, SaysWhatIsMissing) {
  const auto complaint = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    const Ran ran = cli.run(arguments);
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    return ran.err;
  };
  EXPECT_THAT(complaint({"composed", "none"}), HasSubstr("There is no folder none"));
  EXPECT_THAT(complaint({"empty", "real"}), HasSubstr("no MIDI files"));
  EXPECT_THAT(complaint({"composed", "real", "--clip", "300"}), HasSubstr("No piece in"));
  EXPECT_THAT(complaint({"composed", "real", "--split", "test"}), HasSubstr("(test)"));
  EXPECT_EQ(cli.run({"compare", "composed"}).code, 2);
  EXPECT_EQ(cli.run({"compare", "composed", "real", "--split", "half"}).code, 2);
  EXPECT_EQ(cli.run({"compare", "composed", "real", "--clip", "0"}).code, 2);
}

}  // namespace
}  // namespace cadenza
