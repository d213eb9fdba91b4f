// SPDX-License-Identifier: GPL-3.0-or-later
// Model files that somebody made to do harm, or that were damaged in a way that still looks right.
#include <gtest/gtest.h>

#include <iterator>

#include "core/model/checkpoint.h"
#include "tests/support/crafted_model.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;
using test::CraftedModel;

const char* const recipes[] = {"performance", "score", "classic-a", "classic-b"};

class CraftedModels : public testing::Test {
 protected:
  [[nodiscard]] CraftedModel crafted(const char* recipe = "score") {
    EXPECT_TRUE(saveCheckpoint(file_, test::tinyModel(recipe)));
    return CraftedModel::read(file_);
  }
  [[nodiscard]] CraftedModel ofFirstFormat(const char* recipe = "score") {
    CraftedModel model = crafted(recipe);
    model.makeFirstFormat();
    return model;
  }
  void expectLoads(const CraftedModel& model, const std::string& what) {
    model.write(file_);
    const auto loaded = loadCheckpoint(file_);
    EXPECT_TRUE(loaded) << what << ": " << loaded.error().detail;
  }
  void expectRefused(const CraftedModel& model, const std::string& what) {
    model.write(file_);
    expectRefused(what);
  }
  void expectRefused(const std::string& what) {
    const auto loaded = loadCheckpoint(file_);
    ASSERT_FALSE(loaded) << what;
    EXPECT_FALSE(loaded.error().detail.empty()) << what;
    EXPECT_TRUE(loaded.error().code == ErrorCode::DamagedFile ||
                loaded.error().code == ErrorCode::UnsupportedFile)
        << what << ": " << name(loaded.error().code);
  }

  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "model.safetensors";
};

TEST_F(CraftedModels, WithWeightsBeyondTheBoundAreNeitherWrittenNorRead) {
  for (const char* recipe : recipes) {
    const Checkpoint good = test::tinyModel(recipe);
    CraftedModel sound = ofFirstFormat(recipe);
    sound.metadata().erase("checksum");
    constexpr float huge[] = {3e38f, -3e38f, 1.001e4f};
    std::size_t turn = 0;
    for (const auto& [name, array] : good.weights) {
      const float value = huge[turn++ % std::size(huge)];
      CraftedModel model = sound;
      const auto begin = model.header[name]["data_offsets"][0].get<std::size_t>();
      std::memcpy(model.data.data() + begin, &value, sizeof value);
      expectRefused(model, std::string(recipe) + " " + name);
      Checkpoint beyond = good;
      beyond.weights[name].values.back() = value;
      const auto saved = saveCheckpoint(folder_ / "huge.safetensors", beyond);
      ASSERT_FALSE(saved);
      EXPECT_EQ(saved.error().code, ErrorCode::Diverged);
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "huge.safetensors"));
    Checkpoint largest = good;
    largest.weights.begin()->second.values.front() = largestWeight;
    ASSERT_TRUE(saveCheckpoint(file_, largest, Precision::Half));
    EXPECT_TRUE(loadCheckpoint(file_));
  }
}

TEST_F(CraftedModels, NestedTooDeeplyAreRefusedWhereverTheNestIs) {
  constexpr std::size_t depth = 131'300;
  const std::string nest = std::string(depth, '[') + std::string(depth, ']');
  const std::string open(2 * depth, '[');
  std::string objects;
  for (std::size_t i = 0; i < depth; ++i) objects += R"({"a":)";
  const CraftedModel nothing{{}, {}};
  for (const std::string& text :
       {nest, open, objects, R"({"x":)" + nest + "}",
        R"({"x":{"dtype":)" + nest + R"(,"shape":[2],"data_offsets":[0,8]}})",
        R"({"x":{"dtype":"F32","shape":)" + nest + R"(,"data_offsets":[0,8]}})",
        R"({"x":{"dtype":"F32","shape":[2],"data_offsets":)" + nest + "}}",
        R"({"__metadata__":)" + nest + "}", R"({"__metadata__":{"format":)" + nest + "}}"}) {
    nothing.writeWith(file_, text);
    expectRefused(text.substr(0, 60));
    EXPECT_FALSE(loadCheckpointHeader(file_));
    EXPECT_FALSE(replaceModelInfo(file_, {}));
  }
  for (const char* member : {"recipe", "info"}) {
    for (const std::string& text : {nest, open, objects, R"({"name":)" + nest + "}"}) {
      CraftedModel model = ofFirstFormat();
      model.metadata()[member] = text;
      expectRefused(model, std::string(member) + " " + text.substr(0, 20));
      EXPECT_FALSE(loadCheckpointHeader(file_));
    }
  }
}

TEST_F(CraftedModels, WithArraysExchangedAreRefused) {
  CraftedModel model = crafted();
  std::swap(model.header["action.bias"]["data_offsets"],
            model.header["velocity.bias"]["data_offsets"]);
  expectRefused(model, "the header is covered");
  model.removeChecksums();
  expectRefused(model, "a file of format 2 needs its checksums");
}

TEST_F(CraftedModels, WithoutAChecksumTheyShouldHaveAreRefused) {
  for (const char* missing : {"checksum", "header_checksum"}) {
    CraftedModel model = crafted();
    model.metadata().erase(missing);
    expectRefused(model, missing);
    EXPECT_FALSE(loadCheckpointHeader(file_));
  }
  CraftedModel model = crafted();
  model.data[5] ^= std::byte{1};
  expectRefused(model, "a bit");
  model.removeChecksums();
  expectRefused(model, "a bit, no checksum");
  model = crafted();
  model.setInInfo("name", "Another");
  expectRefused(model, "another name");
  model = crafted();
  model.metadata()["more"] = "text";
  expectRefused(model, "one more text");
}

TEST_F(CraftedModels, OfTheFirstFormatLoadAndSaySo) {
  CraftedModel model = ofFirstFormat();
  expectLoads(model, "as it was written");
  EXPECT_EQ(loadCheckpoint(file_)->format, 1);
  ModelInfo info = loadCheckpoint(file_)->info;
  info.name = "renamed";
  ASSERT_TRUE(replaceModelInfo(file_, info));
  EXPECT_EQ(loadCheckpoint(file_)->info.name, "renamed");
  model.data[5] ^= std::byte{1};
  expectRefused(model, "its numbers were covered");
  EXPECT_EQ(loadCheckpoint([&] {
              EXPECT_TRUE(saveCheckpoint(file_, test::tinyModel("score")));
              return file_;
            }())
                ->format,
            modelFormat);
}

TEST_F(CraftedModels, WhoseRecipeIsNotOfExactIntegersAreRefused) {
  const Json wrong[] = {2.9, 2.0, 4294967298, 18446744073709551615u, -1, "2", true, nullptr};
  for (const char* member : {"layers", "hidden", "head", "attention"}) {
    for (const Json& value : wrong) {
      CraftedModel model = ofFirstFormat();
      model.setInRecipe(member, value);
      expectRefused(model, std::string(member) + " " + value.dump());
    }
  }
  for (const char* member : {"window", "classes"}) {
    for (const Json& value : wrong) {
      CraftedModel model = ofFirstFormat("classic-a");
      model.setInRecipe(member, value);
      expectRefused(model, std::string(member) + " " + value.dump());
    }
  }
  CraftedModel model = ofFirstFormat("classic-b");
  model.setInRecipe("window", 25.5);
  expectRefused(model, "window of classic-b");
  for (const char* member : {"steps", "notes_seen"}) {
    for (const Json& value : {Json(1.5), Json(-1), Json(1e300)}) {
      model = ofFirstFormat();
      model.setInInfo(member, value);
      expectRefused(model, std::string(member) + " " + value.dump());
    }
  }
  model = ofFirstFormat();
  model.setInInfo("curve", Json::array({Json::array({1.5, 2, 3, 4, 5})}));
  expectRefused(model, "a curve of half steps");
  model = ofFirstFormat();
  model.setInRecipe("layers", 0);
  expectRefused(model, "no layers");
  model.setInRecipe("hidden", 100'000'000);
  expectRefused(model, "too wide");
}

TEST_F(CraftedModels, BringNoControlCharacters) {
  Checkpoint model = test::tinyModel("score");
  model.info.name = "A\x1b[2J\x07nocturne\n";
  model.info.licence =
      "free\r\xc2\x9b"
      "0m";
  model.info.data = "\xff\x00";
  ASSERT_TRUE(saveCheckpoint(file_, model));
  for (const auto& loaded : {loadCheckpoint(file_), loadCheckpointHeader(file_)}) {
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->info.name, "A [2J nocturne ");
    EXPECT_EQ(loaded->info.licence, "free  0m");
  }
  CraftedModel crafted = CraftedModel::read(file_);
  crafted.metadata()["version"] = "\x1b[31m";
  crafted.write(file_);
  EXPECT_EQ(loadCheckpoint(file_).error().detail.find('\x1b'), std::string::npos);
  const CraftedModel foreign{
      {{"\x1b[31mred", {{"dtype", "BF16"}, {"shape", {1}}, {"data_offsets", {0, 2}}}}},
      {std::byte{0}, std::byte{0}}};
  foreign.write(file_);
  EXPECT_EQ(loadCheckpoint(file_).error().detail.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace cadenza
