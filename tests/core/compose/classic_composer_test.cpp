// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/compose/composer.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

std::shared_ptr<const Composer> composerOf(Checkpoint model) {
  return Composer::create(std::move(model)).value();
}

// A Classic A whose output layer hears nothing and wants what `bias` says.
Checkpoint wanting(std::size_t number, bool faithful) {
  Checkpoint model = test::tinyModel("classic-a");
  std::get<ChordRecipe>(model.recipe.kind).faithful = faithful;
  std::ranges::fill(model.weights.at("output.weight").values, 0.0f);
  std::ranges::fill(model.weights.at("output.bias").values, 0.0f);
  model.weights.at("output.bias").values[number] = 100;
  return model;
}

TEST(ClassicA, MergesEqualFramesAndWritesThemAtTheTempoFactor) {
  const Checkpoint model = wanting(1, false);
  ComposeRequest request;
  request.length = Seconds{4};
  const auto composition = composerOf(model)->compose(request);
  ASSERT_TRUE(composition);
  ASSERT_EQ(composition->material.notes.size(), 1u);
  EXPECT_EQ(composition->material.notes[0], (Note{0, 8 * ticksPerQuarter, 55, 100}));
  EXPECT_EQ(composition->events, 20u) << "five frames a second";
  request.tempoFactor = 1.6;
  EXPECT_EQ(composerOf(model)->compose(request)->events, 32u) << "written at eight";
}

TEST(ClassicA, RestsForFourSecondsAtMost) {
  const Checkpoint model =
      wanting(static_cast<std::size_t>(test::tinyVocabulary().silence()), false);
  ComposeRequest request;
  request.length = Seconds{10};
  const auto composition = composerOf(model)->compose(request);
  ASSERT_TRUE(composition);
  EXPECT_FALSE(composition->material.notes.empty());
}

TEST(ClassicA, GivesBothAttentionsOfItsLastWindow) {
  ComposeRequest request;
  request.length = Seconds{4};
  const auto composition = composerOf(test::tinyModel("classic-a"))->compose(request);
  ASSERT_TRUE(composition && composition->attention);
  const AttentionMaps& maps = *composition->attention;
  ASSERT_EQ(maps.frames.size(), 8u);
  for (const auto& shares : maps.shares) {
    ASSERT_EQ(shares.size(), 64u);
    for (std::size_t row = 0; row < 8; ++row) {
      EXPECT_NEAR(std::accumulate(&shares[8 * row], &shares[8 * row] + 8, 0.0f), 1, 1e-4);
    }
  }
  EXPECT_FALSE(composerOf(test::tinyModel("classic-b"))->compose(request)->attention);
}

TEST(ClassicA, GoesOnFromChordsThatItNeverMetUnlessItIsFaithful) {
  ComposeRequest request;
  request.length = Seconds{2};
  request.seed = Score({{{0, 960, 30, 80}, {0, 960, 33, 80}}, {}, {}, {}});
  EXPECT_TRUE(composerOf(wanting(1, false))->compose(request));
  const auto faithful = composerOf(wanting(1, true))->compose(request);
  ASSERT_FALSE(faithful);
  EXPECT_EQ(faithful.error().code, ErrorCode::UnsupportedFile);
  EXPECT_NE(faithful.error().detail.find("30,33"), std::string::npos);
}

TEST(ClassicA, NeverDrawsClassZeroUnlessItIsFaithful) {
  ComposeRequest request;
  request.length = Seconds{2};
  EXPECT_TRUE(composerOf(wanting(0, false))->compose(request));
  const auto faithful = composerOf(wanting(0, true))->compose(request);
  ASSERT_FALSE(faithful);
  EXPECT_EQ(faithful.error().code, ErrorCode::UnsupportedFile);
}

TEST(ClassicB, FeedsItsNotesBackOtherwiseWhenItIsFaithful) {
  ComposeRequest request;
  request.length = NoteCount{30};
  Checkpoint model = test::tinyModel("classic-b");
  const auto ours = composerOf(model)->compose(request);
  std::get<TripleRecipe>(model.recipe.kind).faithful = true;
  const auto faithful = composerOf(model)->compose(request);
  ASSERT_TRUE(ours && faithful);
  EXPECT_NE(ours->material, faithful->material);
}

TEST(ClassicB, MovesOnWhereItsStepsAreAllZero) {
  Checkpoint model = test::tinyModel("classic-b");
  model.weights.at("step.bias").values[0] = -100;
  ComposeRequest request;
  request.length = Seconds{0.1};
  const auto composition = composerOf(model)->compose(request);
  ASSERT_TRUE(composition);
  EXPECT_FALSE(composition->material.notes.empty());
}

TEST(Composer, RefusesATempoFactorThatItsRecipeCanNotKeep) {
  ComposeRequest request;
  request.tempoFactor = 1.5;
  EXPECT_TRUE(composerOf(test::tinyModel("classic-a"))->compose(request));
  for (const char* recipe : {"score", "classic-b"}) {
    const auto composition = composerOf(test::tinyModel(recipe))->compose(request);
    ASSERT_FALSE(composition);
    EXPECT_EQ(composition.error().code, ErrorCode::InvalidArgument);
  }
  request.tempoFactor = std::nan("");
  EXPECT_FALSE(composerOf(test::tinyModel("classic-a"))->compose(request));
}

TEST(Composer, NeedsTheChordsOfItsRecipe) {
  Checkpoint model = test::tinyModel("classic-a");
  model.chords = {};
  const auto composer = Composer::create(std::move(model));
  ASSERT_FALSE(composer);
  EXPECT_EQ(composer.error().code, ErrorCode::UnsupportedFile);
}

}  // namespace
}  // namespace cadenza
