// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings whose numbers get out of hand, and trainings that can't write what they learned.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "core/base/safe_file.h"
#include "core/learn/corpus_record.h"
#include "core/learn/plausibility.h"
#include "core/learn/torch_learning.h"
#include "core/learn/trainer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

class DivergingTraining : public testing::Test {
 protected:
  DivergingTraining() {
    choose("score");
    observer_.log = [this](const std::string& line) { log_ += line + "\n"; };
    observer_.evaluated = [this](const TrainingEvaluation& evaluation) {
      evaluations_.push_back(evaluation);
    };
  }

  void choose(const std::string& recipe) {
    options_ = defaultOptions(*findRecipe(recipe, NetworkSize::Small));
    if (options_.recipe.isOurs()) options_.recipe.events().network = {2, 16, 12, 64, true, true};
    options_.out = folder_ / (recipe + ".safetensors");
    options_.streams = 8;
    options_.chunk = 32;
    options_.threads = 1;
    options_.arithmetic = ArithmeticChoice::Single;
    options_.epochs = 3;
    options_.minutes.reset();
    options_.validateEveryMinutes = 1000;
    evaluations_.clear();
    log_.clear();
  }

  Result<TrainingOutcome> train() {
    return TorchLearning().train(corpus(), options_, observer_, {});
  }
  [[nodiscard]] bool said(const std::string& words) const {
    return log_.find(words) != std::string::npos;
  }

  // The classics have one size, which takes its time.
  [[nodiscard]] const Corpus& corpus() const {
    return options_.recipe.isOurs() ? corpus_ : smallest_;
  }

  test::TemporaryFolder folder_;
  Corpus corpus_ = test::tinyCorpus();
  Corpus smallest_ = Corpus::fromScores({test::etude(60, 3), test::etude(60, 3)},
                                        {Split::Train, Split::Validation});
  TrainingOptions options_;
  TrainingObserver observer_;
  std::string log_;
  std::vector<TrainingEvaluation> evaluations_;
};

TEST_F(DivergingTraining, AtAnAbsurdLearningRateFailsAndKeepsNoModel) {
  for (const char* recipe : {"score", "performance", "classic-a", "classic-b"}) {
    for (const double rate : {1e4, 1e30}) {
      choose(recipe);
      options_.optimiser.learningRate = rate;
      options_.optimiser.schedule = OptimiserOptions::Schedule::Constant;
      const auto outcome = train();
      ASSERT_FALSE(outcome) << recipe << " " << rate;
      EXPECT_EQ(outcome.error().code, ErrorCode::Diverged) << outcome.error().detail;
      EXPECT_FALSE(fs::exists(options_.out)) << recipe << " " << rate;
      for (const TrainingEvaluation& evaluation : evaluations_) {
        EXPECT_TRUE(std::isfinite(evaluation.point.validation));
        EXPECT_FALSE(evaluation.best) << recipe << " " << evaluation.point.validation;
      }
    }
  }
}

TEST_F(DivergingTraining, LeavesTheModelThatWasThere) {
  ASSERT_TRUE(train());
  const auto before = readFile(options_.out).value();
  options_.optimiser.learningRate = 1e30;
  EXPECT_FALSE(train());
  EXPECT_EQ(readFile(options_.out).value(), before);
}

TEST_F(DivergingTraining, FromASensibleStartIsRolledBackAndSaysSo) {
  options_.optimiser.learningRate = 1e4;
  options_.optimiser.schedule = OptimiserOptions::Schedule::Constant;
  (void)train();
  EXPECT_TRUE(said("half the learning rate")) << log_;
}

TEST(Plausibility, IsJudgedByAGuess) {
  Evaluation evaluation;
  evaluation.heads.heads = {2, 1, 1};
  evaluation.guessLoss = 10;
  const Weights weights = test::tinyModel("score").weights;
  EXPECT_EQ(verdictOn(evaluation, weights), Verdict::Useful);
  evaluation.heads.heads[0] = 17;
  EXPECT_EQ(verdictOn(evaluation, weights), Verdict::Useful) << "as bad as a network may begin";
  evaluation.heads.heads[0] = 19;
  EXPECT_EQ(verdictOn(evaluation, weights), Verdict::Useless);
  evaluation.heads.heads[0] = 9.5e14;
  EXPECT_EQ(verdictOn(evaluation, weights), Verdict::Diverged);
  evaluation.heads.heads[0] = NAN;
  EXPECT_EQ(verdictOn(evaluation, weights), Verdict::Diverged);
  evaluation.heads.heads[0] = 2;
  Weights huge = weights;
  huge.begin()->second.values.front() = 1e5f;
  EXPECT_EQ(verdictOn(evaluation, huge), Verdict::Diverged);
}

TEST_F(DivergingTraining, AnUntrainedNetworkIsAboutAsGoodAsAGuess) {
  for (const char* recipe : {"score", "performance", "classic-a", "classic-b"}) {
    choose(recipe);
    options_.optimiser.learningRate = 1e-9;
    options_.epochs = 1;
    ASSERT_TRUE(train()) << recipe;
    const auto model = loadCheckpoint(options_.out).value();
    const auto scored = TorchLearning().evaluate(corpus(), model, {}, {});
    ASSERT_TRUE(scored) << scored.error().detail;
    EXPECT_GT(scored->loss(), 0.3 * scored->guessLoss) << recipe;
    EXPECT_LT(scored->loss(), 1.5 * scored->guessLoss) << recipe;
  }
}

TEST_F(DivergingTraining, AModelOfHugeWeightsIsNotScored) {
  for (const char* recipe : {"score", "classic-a", "classic-b"}) {
    Checkpoint model = test::tinyModel(recipe);
    for (auto& [name, array] : model.weights) {
      for (float& value : array.values) value = 3e38f;
    }
    const auto scored = TorchLearning().evaluate(corpus_, model, {}, {});
    ASSERT_FALSE(scored) << recipe;
    EXPECT_EQ(scored.error().code, ErrorCode::DamagedFile) << scored.error().detail;
  }
}

TEST_F(DivergingTraining, ChecksAtItsStartWhetherItCanWrite) {
  const auto refused = [&](const fs::path& out) {
    options_.out = out;
    bool began = false;
    observer_.began = [&](const TrainingGround&) { began = true; };
    const auto outcome = train();
    EXPECT_FALSE(outcome);
    EXPECT_FALSE(began);
    return outcome ? Error{} : outcome.error();
  };
  EXPECT_EQ(refused(folder_ / "nowhere/model.safetensors").code, ErrorCode::NotFound);
  fs::create_directories(folder_ / "folder.safetensors");
  EXPECT_EQ(refused(folder_ / "folder.safetensors").code, ErrorCode::InvalidArgument);
  fs::create_directories(folder_ / "state.safetensors.training");
  EXPECT_EQ(refused(folder_ / "state.safetensors").code, ErrorCode::InvalidArgument);
  EXPECT_FALSE(fs::exists(folder_ / "state.safetensors")) << "what was tried is removed";
  const std::string longName(255 - std::string(".safetensors").size(), 'm');
  EXPECT_NE(refused(folder_ / (longName + ".safetensors")).detail.find(".training"),
            std::string::npos)
      << "the state's name is longer than names may be";
}

// Removes the model's folder at the first validation; puts it back when `validations` were made.
class VanishingFolder : public DivergingTraining {
 protected:
  VanishingFolder() {
    fs::create_directories(folder_ / "models");
    options_.out = folder_ / "models/model.safetensors";
    options_.epochs = 6;
    options_.fallbackFolders = {folder_ / "models/no", folder_ / "elsewhere"};
    observer_.progress = [this](const TrainingProgress& progress) {
      if (progress.step != 1) return;
      fs::remove_all(folder_ / "models");
      EXPECT_TRUE(writeFile(folder_ / "models", std::string("a file")));
    };
  }
};

TEST_F(VanishingFolder, ThatComesBackGetsTheBestModel) {
  observer_.evaluated = [this](const TrainingEvaluation&) {
    std::error_code ignored;
    fs::remove(folder_ / "models", ignored);
    fs::create_directories(folder_ / "models");
  };
  const auto outcome = train();
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(said("could not be saved")) << log_;
  EXPECT_TRUE(said("the next validation tries again"));
  EXPECT_FALSE(outcome->problem);
  EXPECT_EQ(outcome->file, options_.out);
  EXPECT_TRUE(loadCheckpoint(options_.out));
}

TEST_F(VanishingFolder, ThatStaysAwayLeavesTheModelInTheFallbackFolder) {
  const auto outcome = train();
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Finished);
  ASSERT_TRUE(outcome->problem);
  ASSERT_TRUE(outcome->unsaved);
  EXPECT_EQ(outcome->file, folder_ / "elsewhere/model.safetensors");
  EXPECT_TRUE(said("elsewhere/model.safetensors"));
  const auto model = loadCheckpoint(outcome->file);
  ASSERT_TRUE(model) << model.error().detail;
  EXPECT_EQ(model->info.validationLoss, outcome->model.validationLoss);
  EXPECT_TRUE(fs::exists(folder_ / "elsewhere/model.safetensors.training"));
}

TEST_F(VanishingFolder, WithoutAFallbackGivesTheModelToItsCaller) {
  options_.fallbackFolders.clear();
  const auto outcome = train();
  ASSERT_TRUE(outcome) << outcome.error().detail;
  ASSERT_TRUE(outcome->problem);
  EXPECT_TRUE(outcome->file.empty());
  ASSERT_TRUE(outcome->unsaved);
  EXPECT_TRUE(saveCheckpoint(folder_ / "chosen.safetensors", *outcome->unsaved));
}

TEST_F(DivergingTraining, OfAChangedCorpusIsNotResumedAndSaysWhatChanged) {
  options_.epochs = 1;
  ASSERT_TRUE(train());
  std::vector<Score> scores;
  std::vector<Split> splits;
  for (int i = 0; i < 12; ++i) {
    scores.push_back(test::etude(i == 3 ? 80 : 48 + i));
    splits.push_back(i % 6 == 5 ? Split::Validation : Split::Train);
  }
  const Corpus changed = Corpus::fromScores(scores, splits);
  options_.resume = true;
  options_.epochs = 2;
  const auto outcome = TorchLearning().train(changed, options_, observer_, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::InvalidArgument);
  const std::string& detail = outcome.error().detail;
  EXPECT_NE(detail.find("changed"), std::string::npos) << detail;
  EXPECT_NE(detail.find(changed.pieces()[3].file), std::string::npos) << detail;
  EXPECT_NE(detail.find("--from"), std::string::npos) << detail;
}

}  // namespace
}  // namespace cadenza
