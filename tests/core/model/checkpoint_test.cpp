// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/checkpoint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

class CheckpointFile : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "model.safetensors";
};

TEST_F(CheckpointFile, GivesBackRecipeInfoAndWeights) {
  for (const char* recipe : {"performance", "score"}) {
    Checkpoint checkpoint = test::tinyModel(recipe);
    checkpoint.recipe.events().pedal = PedalMode::Extend;
    checkpoint.info.licence = "CC BY — Ä";
    checkpoint.info.notesSeen = 12345678901;
    checkpoint.info.validationLoss = std::numeric_limits<double>::quiet_NaN();
    checkpoint.info.curve = {{10, 100, 0.5, 9.5, 9.25},
                             {20, 200, 1.0, 9.0, std::numeric_limits<double>::quiet_NaN()}};
    ASSERT_TRUE(saveCheckpoint(file_, checkpoint));
    const auto loaded = loadCheckpoint(file_);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->recipe, checkpoint.recipe);
    EXPECT_EQ(loaded->info.licence, checkpoint.info.licence);
    EXPECT_EQ(loaded->info.notesSeen, checkpoint.info.notesSeen);
    EXPECT_TRUE(std::isnan(loaded->info.validationLoss));
    ASSERT_EQ(loaded->info.curve.size(), 2u);
    EXPECT_EQ(loaded->info.curve[0].validation, 9.25);
    EXPECT_TRUE(std::isnan(loaded->info.curve[1].validation));
    for (const auto& [name, array] : checkpoint.weights) {
      EXPECT_EQ(loaded->weights.at(name).values, array.values) << name;
    }
    const auto header = loadCheckpointHeader(file_);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->info.name, checkpoint.info.name);
    EXPECT_TRUE(header->weights.empty());
    EXPECT_FALSE(loaded->checksum.empty());
    EXPECT_EQ(header->checksum, loaded->checksum);
  }
}

TEST_F(CheckpointFile, OfAClassicGivesBackItsRecipeAndChords) {
  for (const char* recipe : {"classic-a", "classic-b"}) {
    const Checkpoint checkpoint = test::tinyModel(recipe);
    ASSERT_TRUE(saveCheckpoint(file_, checkpoint));
    const auto loaded = loadCheckpoint(file_);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->recipe, checkpoint.recipe);
    EXPECT_EQ(loaded->chords, checkpoint.chords);
  }
}

TEST_F(CheckpointFile, IsRenamedWithoutTouchingItsWeights) {
  for (const char* recipe : {"score", "classic-a"}) {
    for (const Precision precision : {Precision::Single, Precision::Half}) {
      ASSERT_TRUE(saveCheckpoint(file_, test::tinyModel(recipe), precision));
      const auto before = loadCheckpoint(file_);
      ASSERT_TRUE(before);
      const auto size = std::filesystem::file_size(file_);
      ModelInfo info = before->info;
      info.name = "Née \"Évening\" waltz";
      const auto renamed = replaceModelInfo(file_, info);
      ASSERT_TRUE(renamed) << renamed.error().detail;
      const auto after = loadCheckpoint(file_);
      ASSERT_TRUE(after) << after.error().detail;
      EXPECT_EQ(after->info.name, info.name);
      EXPECT_EQ(after->recipe, before->recipe);
      EXPECT_EQ(after->chords, before->chords);
      EXPECT_EQ(after->checksum, before->checksum);
      EXPECT_LT(std::filesystem::file_size(file_), size + 100);
      for (const auto& [name, array] : before->weights) {
        EXPECT_EQ(after->weights.at(name).values, array.values) << name;
      }
    }
  }
}

TEST_F(CheckpointFile, ThatIsDamagedIsNotRenamed) {
  ASSERT_TRUE(saveCheckpoint(file_, test::tinyModel("score")));
  auto bytes = readFile(file_);
  ASSERT_TRUE(bytes);
  bytes->back() ^= std::byte{1};
  ASSERT_TRUE(writeFile(file_, *bytes));
  const auto renamed = replaceModelInfo(file_, ModelInfo{});
  ASSERT_FALSE(renamed);
  EXPECT_EQ(renamed.error().code, ErrorCode::DamagedFile);
  EXPECT_EQ(*readFile(file_), *bytes);
}

TEST(RecipeParameters, AreThoseOfTheAncestors) {
  Recipe chords = findRecipe("classic-a", NetworkSize::Small).value();
  std::get<ChordRecipe>(chords.kind).classes = 36'011;
  EXPECT_EQ(parameterCount(chords), 6'858'873);
  EXPECT_EQ(parameterCount(findRecipe("classic-b", NetworkSize::Small).value()), 84'354);
}

TEST_F(CheckpointFile, WithoutTheChordsOfItsRecipeIsRefused) {
  Checkpoint checkpoint = test::tinyModel("classic-a");
  checkpoint.chords = {};
  ASSERT_TRUE(saveCheckpoint(file_, checkpoint));
  const auto loaded = loadCheckpoint(file_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::DamagedFile);
}

TEST_F(CheckpointFile, OfAnotherRecipeThanItsArraysIsRefused) {
  Checkpoint checkpoint = test::tinyModel("performance");
  checkpoint.recipe = test::tinyModel("score").recipe;
  ASSERT_TRUE(saveCheckpoint(file_, checkpoint));
  const auto loaded = loadCheckpoint(file_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::DamagedFile);
}

TEST_F(CheckpointFile, CutShortIsNotEvenListed) {
  ASSERT_TRUE(saveCheckpoint(file_, test::tinyModel("score")));
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) - 1);
  const auto header = loadCheckpointHeader(file_);
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code, ErrorCode::DamagedFile);
}

TEST_F(CheckpointFile, ThatIsNoneIsRefusedWithAReason) {
  EXPECT_EQ(loadCheckpoint(file_).error().code, ErrorCode::NotFound);
  ASSERT_TRUE(writeFile(file_, std::string("MThd, not a model at all")));
  EXPECT_EQ(loadCheckpoint(file_).error().code, ErrorCode::UnsupportedFile);
  ASSERT_TRUE(writeSafetensors(file_, {{{"format", "pt"}}, {}}));
  EXPECT_EQ(loadCheckpoint(file_).error().code, ErrorCode::UnsupportedFile);
  ASSERT_TRUE(writeSafetensors(file_, {{{"format", "cadenza-model"}, {"version", "9"}}, {}}));
  const auto newer = loadCheckpoint(file_);
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().detail.find("newer"), std::string::npos);
  // A later format may reckon its checksums otherwise: it is named all the same.
  ASSERT_TRUE(saveCheckpoint(file_, test::tinyModel("score")));
  auto bytes = *readFile(file_);
  const std::string_view version = "\"version\":\"2\"";
  const auto found = std::search(bytes.begin(), bytes.end(), version.begin(), version.end(),
                                 [](std::byte a, char b) { return std::to_integer<char>(a) == b; });
  ASSERT_NE(found, bytes.end());
  found[std::ssize(version) - 2] = std::byte{'3'};
  ASSERT_TRUE(writeFile(file_, bytes));
  for (const auto& error : {loadCheckpoint(file_).error(), loadCheckpointHeader(file_).error()}) {
    EXPECT_EQ(error.code, ErrorCode::UnsupportedFile);
    EXPECT_NE(error.detail.find("newer Cadenza (format 3)"), std::string::npos) << error.detail;
  }
  ASSERT_TRUE(writeSafetensors(
      file_, {{{"format", "cadenza-model"}, {"version", "1"}, {"recipe", "{\"name\":3}"}}, {}}));
  EXPECT_FALSE(loadCheckpoint(file_));
}

TEST(Recipes, OfGrowingSizeHaveAboutTheParametersThatTheyPromise) {
  const auto parameters = [](NetworkSize size) {
    std::int64_t sum = 0;
    for (const auto& [name, shape] : expectedShapes(*findRecipe("performance", size))) {
      std::int64_t count = 1;
      for (const auto length : shape) count *= length;
      sum += count;
    }
    return static_cast<double>(sum);
  };
  EXPECT_NEAR(parameters(NetworkSize::Small), 1.5e6, 0.5e6);
  EXPECT_NEAR(parameters(NetworkSize::Medium), 4e6, 1e6);
  EXPECT_NEAR(parameters(NetworkSize::Large), 16e6, 2e6);
  EXPECT_FALSE(findRecipe("waltz", NetworkSize::Small));
}

// The parameters of the arrays whose names begin with `prefix`.
std::int64_t parametersOf(const Recipe& recipe, const std::string& prefix) {
  std::int64_t sum = 0;
  for (const auto& [name, shape] : expectedShapes(recipe)) {
    std::int64_t count = name.starts_with(prefix) ? 1 : 0;
    for (const auto length : shape) count *= length;
    sum += count;
  }
  return sum;
}

TEST(Recipes, ClassicAHasTheParametersOfTheOriginal) {
  Recipe recipe = *findRecipe("classic-a", NetworkSize::Small);
  std::get<ChordRecipe>(recipe.kind).classes = 36'011;
  EXPECT_EQ(parametersOf(recipe, "embedding"), 3'601'100);
  EXPECT_EQ(parametersOf(recipe, "gru.0"), 176'640);
  EXPECT_EQ(parametersOf(recipe, "attention.0"), 65'537);
  EXPECT_EQ(parametersOf(recipe, "gru.1"), 296'448);
  EXPECT_EQ(parametersOf(recipe, "attention.1"), 65'537);
  EXPECT_EQ(parametersOf(recipe, "gru.2"), 296'448);
  EXPECT_EQ(parametersOf(recipe, "dense"), 16'448);
  EXPECT_EQ(parametersOf(recipe, "output"), 2'340'715);
  EXPECT_EQ(parametersOf(recipe, ""), 6'858'873);
}

TEST(Recipes, ClassicBHasTheParametersOfTheOriginalWithOneBias) {
  const Recipe recipe = *findRecipe("classic-b", NetworkSize::Small);
  EXPECT_EQ(parametersOf(recipe, "lstm"), 67'584);
  EXPECT_EQ(parametersOf(recipe, "pitch"), 16'512);
  EXPECT_EQ(parametersOf(recipe, "step"), 129);
  EXPECT_EQ(parametersOf(recipe, "duration"), 129);
  EXPECT_EQ(parametersOf(recipe, ""), 84'354) << "torch's second bias would add 512";
}

}  // namespace
}  // namespace cadenza
