// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stdexcept>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "core/learn/checkpoints.h"
#include "core/learn/torch_learning.h"
#include "tests/support/campaign.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

class Training : public testing::Test {
 protected:
  Training() {
    options_.recipe = *findRecipe("score", NetworkSize::Small);
    options_.recipe.events().network = {2, 16, 12, 64, true, true};
    options_.out = folder_ / "model.safetensors";
    options_.streams = 4;
    options_.chunk = 32;
    options_.threads = 1;
    options_.arithmetic = ArithmeticChoice::Single;  // Auto chooses by timing
    options_.epochs = 6;
    options_.optimiser.learningRate = 1e-2;
    options_.dropout = 0.1;
    options_.validateEveryMinutes = 1000;
    observer_.log = [this](const std::string& line) { log_.push_back(line); };
    observer_.evaluated = [this](const TrainingEvaluation& evaluation) {
      evaluations_.push_back(evaluation);
    };
  }

  Result<TrainingOutcome> train(std::stop_token stop = {}) {
    return TorchLearning().train(corpus_, options_, observer_, std::move(stop), &control_);
  }

  test::TemporaryFolder folder_;
  Corpus corpus_ = test::tinyCorpus();
  TrainingOptions options_;
  TrainingObserver observer_;
  TrainingControl control_;
  std::vector<std::string> log_;
  std::vector<TrainingEvaluation> evaluations_;
};

TEST_F(Training, LearnsWhatRepeats) {
  options_.dropout = 0;
  options_.epochs = 12;
  const auto outcome = train();
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Finished);
  ASSERT_GE(evaluations_.size(), 12u) << "at least one validation an epoch";
  const auto model = loadCheckpoint(options_.out);
  ASSERT_TRUE(model) << model.error().detail;
  EXPECT_LT(model->info.validationLoss, 0.7 * evaluations_.front().point.validation);
  for (const auto& evaluation : evaluations_) {
    EXPECT_LE(model->info.validationLoss, evaluation.point.validation) << "the best one is kept";
  }

  const auto scored = TorchLearning().evaluate(corpus_, *model, {}, {});
  ASSERT_TRUE(scored);
  EXPECT_EQ(scored->notes, 2u * 160);
  EXPECT_NEAR(scored->loss(), model->info.validationLoss, 1e-3);
}

TEST_F(Training, GoesOnToTheBitWhereItWasStopped) {
  ASSERT_TRUE(train());
  const auto whole = loadCheckpoint(options_.out).value();

  for (const int stopAt : {1, 17, 40}) {
    options_.out = folder_ / ("stopped-" + std::to_string(stopAt) + ".safetensors");
    std::stop_source stop;
    observer_.progress = [&](const TrainingProgress& progress) {
      if (progress.step == stopAt) stop.request_stop();
    };
    options_.resume = false;
    const auto stopped = train(stop.get_token());
    ASSERT_TRUE(stopped) << stopped.error().detail;
    EXPECT_EQ(stopped->kind, TrainingOutcome::Kind::Stopped);
    ASSERT_TRUE(loadCheckpoint(options_.out)) << "the model is kept";
    options_.resume = true;
    observer_.progress = {};
    const auto resumed = train();
    ASSERT_TRUE(resumed) << resumed.error().detail;
    const auto model = loadCheckpoint(options_.out).value();
    for (const auto& [name, array] : whole.weights) {
      EXPECT_EQ(model.weights.at(name).values, array.values) << name << " after " << stopAt;
    }
  }
}

TEST_F(Training, TeachesAModelFurtherThatLacksWhatHasBeenAddedSince) {
  options_.recipe.events().network = {2, 16, 12, 0, false, false};
  options_.gaps = false;
  ASSERT_TRUE(train());
  const double before = loadCheckpoint(options_.out)->info.validationLoss;
  options_.from = options_.out;
  options_.out = folder_ / "further.safetensors";
  options_.recipe.events().network = {2, 16, 12, 64, true, true};
  options_.gaps = true;
  options_.epochs = 1;
  options_.optimiser.learningRate = 1e-3;
  evaluations_.clear();
  const auto outcome = train();
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(loadCheckpoint(options_.out)->recipe, options_.recipe);
  EXPECT_LT(evaluations_.front().point.validation, before * 1.1) << "it begins where that ended";
}

TEST_F(Training, RefusesToTeachAModelOfAnotherShapeOrRecipeFurther) {
  options_.epochs = 1;
  ASSERT_TRUE(train());
  options_.from = options_.out;
  options_.out = folder_ / "further.safetensors";
  options_.recipe.events().network.hidden = 20;
  const auto wider = train();
  ASSERT_FALSE(wider);
  EXPECT_EQ(wider.error().code, ErrorCode::InvalidArgument);
  options_.recipe.name = "performance";
  options_.recipe.events() = {Grid::Performance, PedalMode::Model, {2, 16, 12, 64, true, true}};
  const auto other = train();
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::InvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(options_.out));
}

// What a kill leaves behind is what was written last: nothing is said to the training before.
TEST_F(Training, KilledTwentyTimesAtRandomMomentsItLearnsTheSame) {
  const int kills = test::campaign(20, 50);
  options_.portraits = false;
  ASSERT_TRUE(train());
  const auto whole = loadCheckpoint(options_.out).value();
  Random random(3);
  int killed = 0;
  for (int round = 0; killed < kills; ++round) {
    options_.out = folder_ / ("killed-" + std::to_string(round) + ".safetensors");
    for (bool finished = false; !finished;) {
      options_.resume = std::filesystem::exists(trainingStateFile(options_.out));
      auto stepsLeft = 1 + random.below(40);
      observer_.progress = [&](const TrainingProgress&) {
        if (--stepsLeft == 0) throw std::runtime_error("killed");
      };
      finished = static_cast<bool>(train());
      killed += finished ? 0 : 1;
    }
    const auto model = loadCheckpoint(options_.out).value();
    for (const auto& [name, array] : whole.weights) {
      ASSERT_EQ(model.weights.at(name).values, array.values) << name << " in round " << round;
    }
  }
}

TEST_F(Training, StoppedLateKeepsTheBestModel) {
  std::stop_source stop;
  observer_.evaluated = [&](const TrainingEvaluation& evaluation) {
    evaluations_.push_back(evaluation);
    if (evaluations_.size() == 3) stop.request_stop();
  };
  const auto outcome = train(stop.get_token());
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Stopped);
  double best = 1e9;
  for (const auto& evaluation : evaluations_) best = std::min(best, evaluation.point.validation);
  EXPECT_DOUBLE_EQ(loadCheckpoint(options_.out)->info.validationLoss, best);
}

TEST_F(Training, StopsEarlyWhenNothingIsGained) {
  options_.optimiser.learningRate = 0;
  options_.patience = 2;
  options_.epochs = 50;
  const auto outcome = train();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::StoppedEarly);
  EXPECT_LE(evaluations_.size(), 4u);
}

TEST_F(Training, ThatDivergesSaysSoAndLeavesNoModelOfNonsense) {
  options_.optimiser.learningRate = 1e30;
  options_.optimiser.weightDecay = 0;
  const auto outcome = train();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Diverged);
  bool wentBack = false;
  for (const auto& line : log_)
    wentBack = wentBack || line.find("half the learning rate") != std::string::npos;
  EXPECT_TRUE(wentBack);
  if (std::filesystem::exists(options_.out)) {
    EXPECT_TRUE(loadCheckpoint(options_.out)) << "what was kept is whole";
  }
}

TEST_F(Training, PausedLearnsNothingUntilItGoesOnAndKeepsItsState) {
  std::int64_t stepsWhilePaused = 0;
  observer_.progress = [&](const TrainingProgress& progress) {
    if (progress.step == 5) control_.pause();
    if (control_.isPaused()) stepsWhilePaused = progress.step;
  };
  bool stateThere = false;
  observer_.log = [&](const std::string& line) {
    log_.push_back(line);
    if (!line.starts_with("Paused")) return;
    stateThere = std::filesystem::exists(trainingStateFile(options_.out));
    control_.resume();
  };
  const auto outcome = train();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Finished);
  EXPECT_EQ(stepsWhilePaused, 5);
  EXPECT_TRUE(stateThere) << "a crash while it is paused loses nothing";
  EXPECT_EQ(std::count(log_.begin(), log_.end(), "Paused at step 5."), 1);
}

TEST_F(Training, PausedCanBeStopped) {
  std::stop_source stop;
  observer_.progress = [&](const TrainingProgress& progress) {
    if (progress.step == 3) control_.pause();
  };
  observer_.log = [&](const std::string& line) {
    if (line.starts_with("Paused")) stop.request_stop();
  };
  const auto outcome = train(stop.get_token());
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Stopped);
  EXPECT_TRUE(std::filesystem::exists(options_.out));
}

TEST_F(Training, StoppedBeforeAValidationItReplacesNothing) {
  for (const int stopAt : {0, 3}) {
    std::stop_source stop;
    if (stopAt == 0) stop.request_stop();
    observer_.progress = [&](const TrainingProgress& progress) {
      if (progress.step == stopAt) control_.pause();
    };
    observer_.log = [&](const std::string& line) {
      if (!line.starts_with("Paused")) return;
      stop.request_stop();
      control_.resume();
    };
    for (const auto& file : {options_.out, trainingStateFile(options_.out)}) {
      ASSERT_TRUE(writeFile(file, std::string("precious")));
    }
    const auto outcome = train(stop.get_token());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Cancelled);
    for (const auto& file : {options_.out, trainingStateFile(options_.out)}) {
      EXPECT_EQ(std::filesystem::file_size(file), 8u) << file << " after " << stopAt;
    }
  }
}

TEST_F(Training, TheTimeThatIsSetMeanwhileTakesThePlaceOfMinutesAndEpochs) {
  options_.epochs = 1'000'000;
  observer_.progress = [&](const TrainingProgress& progress) {
    if (progress.step == 20) control_.setMinutes(progress.minutes);
  };
  const auto outcome = train();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Finished);
  ASSERT_FALSE(evaluations_.empty());
  EXPECT_EQ(evaluations_.back().point.step, 20) << "what was learned last is validated";
}

TEST_F(Training, KeepsAModelOfEachValidationThatComposes) {
  options_.checkpoints = folder_ / "checkpoints";
  ASSERT_TRUE(train());
  const auto steps = listCheckpoints(options_.checkpoints);
  ASSERT_EQ(steps.size(), evaluations_.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i], evaluations_[i].point.step);
    const auto model = loadCheckpoint(evaluations_[i].checkpoint);
    ASSERT_TRUE(model) << model.error().detail;
    EXPECT_EQ(model->info.steps, steps[i]);
    EXPECT_EQ(model->info.validationLoss, evaluations_[i].point.validation);
  }
}

TEST_F(Training, WhoseCheckpointsCannotBeWrittenGoesOnWithoutThem) {
  ASSERT_TRUE(writeFile(folder_ / "file", std::string("no folder")));
  options_.checkpoints = folder_ / "file" / "checkpoints";
  ASSERT_TRUE(train());
  ASSERT_FALSE(evaluations_.empty());
  EXPECT_TRUE(evaluations_.back().checkpoint.empty());
}

TEST_F(Training, OfNothingIsRefused) {
  corpus_ = Corpus::fromScores({});
  const auto outcome = train();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::EmptyCorpus);
  EXPECT_FALSE(std::filesystem::exists(options_.out));
}

TEST_F(Training, WithoutHeldOutPiecesSaysWhatIsScored) {
  corpus_ = Corpus::fromScores({test::etude(50), test::etude(53)});
  options_.epochs = 1;
  ASSERT_TRUE(train());
  bool said = false;
  for (const auto& line : log_)
    said = said || line.find("There is no validation set") != std::string::npos;
  EXPECT_TRUE(said);
}

TEST_F(Training, IsNotResumedWithAnotherRecipeOrCorpus) {
  options_.epochs = 1;
  ASSERT_TRUE(train());
  options_.resume = true;
  options_.recipe.events().network.hidden = 20;
  const auto otherRecipe = train();
  ASSERT_FALSE(otherRecipe);
  EXPECT_EQ(otherRecipe.error().code, ErrorCode::InvalidArgument);
  options_.recipe.events().network.hidden = 16;
  corpus_ = Corpus::fromScores({test::etude(50), test::etude(53)});
  EXPECT_FALSE(train());
  options_.out = folder_ / "none.safetensors";
  EXPECT_EQ(train().error().code, ErrorCode::NotFound);
}

TEST_F(Training, ThatCannotWriteItsModelEndsWithAReason) {
  options_.out = folder_ / "missing-folder" / "model.safetensors";
  options_.epochs = 1;
  const auto outcome = train();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::NotFound);
}

TEST_F(Training, StateThatIsDamagedIsRefused) {
  options_.epochs = 1;
  ASSERT_TRUE(train());
  const auto state = trainingStateFile(options_.out);
  auto bytes = readFile(state).value();
  bytes[bytes.size() / 2] ^= std::byte{0x10};
  ASSERT_TRUE(writeFile(state, bytes));
  options_.resume = true;
  EXPECT_EQ(train().error().code, ErrorCode::DamagedFile);
}

}  // namespace
}  // namespace cadenza
