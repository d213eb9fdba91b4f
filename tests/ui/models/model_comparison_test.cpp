// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_comparison.h"

#include "core/score/excerpt.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class ModelComparisonTest : public ::testing::Test {
 protected:
  ModelComparisonTest() {
    QObject::connect(&comparison, &ModelComparison::ended, [this] { ++ends; });
    for (const char* recipe : {"score", "performance", "classic-a", "classic-b"}) {
      const auto file = folder / (std::string(recipe) + ".safetensors");
      EXPECT_TRUE(saveCheckpoint(file, test::tinyModel(recipe)));
      models.push_back(file);
    }
    request.length = Bars{2};
    request.randomSeed = 5;
  }
  void composeByAll() {
    const int before = ends;
    comparison.compose(request);
    ASSERT_TRUE(waitUntil([&] { return ends > before; }));
  }
  [[nodiscard]] std::vector<Score> scores() const {
    std::vector<Score> scores;
    for (const auto& piece : comparison.pieces()) scores.push_back(piece.score.value_or(Score()));
    return scores;
  }

  test::TemporaryFolder folder;
  std::vector<std::filesystem::path> models;
  ComposeRequest request;
  int ends = 0;
  ModelComparison comparison{loadComposer};
};

TEST_F(ModelComparisonTest, EachModelComposesTheSameRequest) {
  comparison.setModels(models);
  composeByAll();
  ASSERT_EQ(comparison.pieces().size(), 4u);
  for (const auto& piece : comparison.pieces()) {
    ASSERT_TRUE(piece.score) << piece.model;
    EXPECT_EQ(piece.from, 0);
    EXPECT_LE(piece.score->end(), 8 * ticksPerQuarter);
  }
}

TEST_F(ModelComparisonTest, TheSameSeedGivesTheSameNotes) {
  comparison.setModels(models);
  composeByAll();
  const auto first = scores();
  composeByAll();
  EXPECT_EQ(scores(), first);
  request.randomSeed = 6;
  composeByAll();
  EXPECT_NE(scores(), first);
}

TEST_F(ModelComparisonTest, GoesOnFromASeed) {
  request.seed = test::etude(60, 2);
  comparison.setModels({models[0]});
  composeByAll();
  const auto& piece = comparison.pieces().front();
  ASSERT_TRUE(piece.score);
  EXPECT_EQ(piece.from, 8 * ticksPerQuarter);
  const auto seed = piece.score->notesStartingIn({0, piece.from});
  EXPECT_EQ(seed.size(), request.seed.notes().size());
}

TEST_F(ModelComparisonTest, AModelThatIsGoneDoesNotKeepTheOthersFromIt) {
  std::filesystem::remove(models[1]);
  comparison.setModels(models);
  composeByAll();
  EXPECT_TRUE(comparison.pieces()[0].score);
  ASSERT_TRUE(comparison.pieces()[1].problem);
  EXPECT_EQ(comparison.pieces()[1].problem->code, ErrorCode::NotFound);
  EXPECT_TRUE(comparison.pieces()[2].score);
}

TEST_F(ModelComparisonTest, ANewWishTakesThePlaceOfTheOld) {
  comparison.setModels(models);
  request.length = Bars{200};
  comparison.compose(request);
  request.length = Bars{2};
  comparison.compose(request);
  ASSERT_TRUE(waitUntil([this] { return ends == 1; }));
  for (const auto& piece : comparison.pieces()) {
    ASSERT_TRUE(piece.score);
    EXPECT_LE(piece.score->end(), 8 * ticksPerQuarter);
  }
}

TEST_F(ModelComparisonTest, StopsAndCanBeTakenAwayWhileItComposes) {
  comparison.setModels(models);
  request.length = Bars{2000};
  comparison.compose(request);
  comparison.stop();
  ASSERT_TRUE(waitUntil([this] { return !comparison.isComposing(); }));
  auto other = std::make_unique<ModelComparison>(loadComposer);
  other->setModels(models);
  other->compose(request);
  other.reset();
}

TEST(SeedFromSelection, BeginsWithItsBarAndHoldsTheSelectionAlone) {
  const Score piece = test::etude(60, 8);
  std::vector<Note> selection;
  for (const Note& note : piece.notes()) {
    if (note.onset >= 9 * ticksPerQuarter && note.onset < 12 * ticksPerQuarter &&
        note.pitch >= 60) {
      selection.push_back(note);
    }
  }
  const Score seed = excerpt(piece, selection);
  ASSERT_EQ(seed.notes().size(), selection.size());
  EXPECT_EQ(seed.notes().front().onset, ticksPerQuarter);
  EXPECT_EQ(seed.notes().front().pitch, selection.front().pitch);
  EXPECT_TRUE(excerpt(piece, std::span<const Note>{}).notes().empty());
}

}  // namespace
}  // namespace cadenza::ui
