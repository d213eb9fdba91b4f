// SPDX-License-Identifier: GPL-3.0-or-later
// Networks whose outputs are no numbers: whatever reads them says so.
#include <gtest/gtest.h>

#include <cmath>

#include "core/compose/composer.h"
#include "core/compose/insight.h"
#include "tests/support/tiny_corpus.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

const char* const recipes[] = {"performance", "score", "classic-a", "classic-b"};

// A model with all numbers of `array` of that magnitude, by turns above and below zero.
Checkpoint withHuge(const std::string& recipe, const std::string& array, float magnitude) {
  Checkpoint model = test::tinyModel(recipe);
  std::vector<float>& values = model.weights.at(array).values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 2 ? magnitude : -magnitude;
  return model;
}

Result<Composition> composed(const Checkpoint& model, const Score& seed = {}) {
  const auto composer = Composer::create(model);
  if (!composer) return composer.error();
  ComposeRequest request;
  request.seed = seed;
  request.length = NoteCount{20};
  return (*composer)->compose(request);
}

void expectUsable(const Result<Composition>& made, const std::string& what) {
  if (!made) {
    EXPECT_EQ(made.error().code, ErrorCode::DamagedFile) << what << made.error().detail;
    EXPECT_NE(made.error().detail.find("not finite"), std::string::npos) << what;
    return;
  }
  for (const Note& note : made->material.notes) {
    EXPECT_GT(note.duration, 0) << what;
    EXPECT_GE(note.onset, 0) << what;
  }
}

TEST(UnusableModel, ComposesFiniteMusicOrSaysWhyNot) {
  for (const char* recipe : recipes) {
    int refused = 0;
    for (const auto& [array, shape] : expectedShapes(test::tinyModel(recipe).recipe)) {
      for (const float magnitude : {3e38f, 1e20f, largestWeight}) {
        const Checkpoint model = withHuge(recipe, array, magnitude);
        const auto made = composed(model);
        expectUsable(made, std::string(recipe) + " " + array);
        expectUsable(composed(model, test::etude(60, 2)), std::string(recipe) + " " + array);
        refused += made ? 0 : 1;
        EXPECT_TRUE(made || magnitude > largestWeight) << recipe << " " << array;
      }
    }
    EXPECT_GT(refused, 0) << recipe << ": nothing of this was tried";
  }
}

TEST(UnusableModel, WithAllWeightsAtTheBoundStillComposes) {
  for (const char* recipe : recipes) {
    Checkpoint model = test::tinyModel(recipe);
    Random random(3);
    for (auto& [name, array] : model.weights) {
      for (float& value : array.values) value = random.below(2) ? largestWeight : -largestWeight;
    }
    const auto made = composed(model);
    EXPECT_TRUE(made) << recipe << ": " << made.error().detail;
  }
}

TEST(UnusableModel, FailsForAllVariationsTogether) {
  for (const char* recipe : recipes) {
    const bool isOurs = test::tinyModel(recipe).recipe.isOurs();
    const std::string array = isOurs                               ? "action.out.weight"
                              : std::string(recipe) == "classic-a" ? "output.weight"
                                                                   : "pitch.weight";
    const auto composer = Composer::create(withHuge(recipe, array, 3e38f)).value();
    ComposeRequest request;
    request.length = NoteCount{20};
    const auto made = composer->composeVariations(request, 3);
    ASSERT_FALSE(made) << recipe;
    EXPECT_EQ(made.error().code, ErrorCode::DamagedFile);
    const auto stream = composer->begin(request);
    ASSERT_TRUE(stream);
    Result<bool> more = true;
    for (int step = 0; step < 20 && more; ++step) more = (*stream)->advance();
    EXPECT_FALSE(more) << recipe << ": as live music is made";
  }
}

TEST(UnusableModel, TellsNothingOfAPiece) {
  for (const char* recipe : recipes) {
    int refused = 0;
    for (const auto& [array, shape] : expectedShapes(test::tinyModel(recipe).recipe)) {
      const auto insight = ModelInsight::create(withHuge(recipe, array, 3e38f)).value();
      const auto read = insight->read(test::etude(60, 2));
      if (!read) {
        ++refused;
        EXPECT_EQ(read.error().code, ErrorCode::DamagedFile);
        continue;
      }
      for (const NoteInsight& note : read->notes) {
        EXPECT_TRUE(std::isfinite(note.surprise.total())) << recipe << " " << array;
      }
      const auto next = insight->expect(*read, 2000);
      if (!next) continue;
      for (const float chance : next->keys) {
        EXPECT_TRUE(std::isfinite(chance)) << recipe << " " << array;
      }
    }
    EXPECT_GT(refused, 0) << recipe;
  }
}

}  // namespace
}  // namespace cadenza
