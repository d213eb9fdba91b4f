// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <new>
#include <stdexcept>

#include "core/base/safe_file.h"
#include "core/learn/event_task.h"
#include "core/learn/memory_relief.h"
#include "core/learn/trainer.h"
#include "core/learn/training_control.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

// What a task is asked for, beside its steps.
enum class Phase { Validation, Model, State };

// A real task in which something goes wrong before some of its steps, or in another phase.
class UnluckyTask final : public LearningTask {
 public:
  using Mishap = std::function<void(int step, Losses& losses)>;
  using PhaseMishap = std::function<void(Phase phase)>;
  UnluckyTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device,
              int& steps, Mishap mishap, PhaseMishap phaseMishap)
      : task_(corpus, options, device),
        steps_(steps),
        mishap_(std::move(mishap)),
        phaseMishap_(std::move(phaseMishap)) {}

  Parameters& parameters() override { return task_.parameters(); }
  void begin(std::uint64_t seed) override { task_.begin(seed); }
  Losses next() override {
    Losses losses = task_.next();
    mishap_(steps_++, losses);
    return losses;
  }
  void forget() override { task_.forget(); }
  Result<Evaluation> evaluate(Split split, EvaluationExtent extent,
                              const std::function<void(double)>& progress,
                              std::stop_token stop) override {
    if (phaseMishap_) phaseMishap_(Phase::Validation);
    return task_.evaluate(split, extent, progress, std::move(stop));
  }
  State state() override {
    if (phaseMishap_) phaseMishap_(Phase::State);
    return task_.state();
  }
  void restore(const State& state) override { task_.restore(state); }
  Checkpoint blank() const override {
    if (phaseMishap_) phaseMishap_(Phase::Model);
    return task_.blank();
  }

 private:
  EventTask task_;
  int& steps_;
  Mishap mishap_;
  PhaseMishap phaseMishap_;
};

class TrainingWithMishaps : public testing::Test {
 protected:
  TrainingWithMishaps() {
    options_.recipe = *findRecipe("score", NetworkSize::Small);
    options_.recipe.events().network = {2, 16, 12, 64, true, true};
    options_.out = folder_ / "model.safetensors";
    options_.streams = 8;
    options_.chunk = 32;
    options_.threads = 1;
    options_.arithmetic = ArithmeticChoice::Single;  // Auto chooses by timing
    options_.epochs = 3;
    options_.portraits = false;
    options_.validateEveryMinutes = 1000;
    observer_.log = [this](const std::string& line) { log_ += line + "\n"; };
    observer_.progress = [this](const TrainingProgress& p) { rates_.push_back(p.learningRate); };
  }

  Result<TrainingOutcome> train(const UnluckyTask::Mishap& mishap,
                                const UnluckyTask::PhaseMishap& phaseMishap = {}) {
    const TaskSource tasks = [&](const TrainingOptions& options,
                                 torch::Device device) -> Result<std::unique_ptr<LearningTask>> {
      streams_.push_back(options.streams);
      return std::unique_ptr<LearningTask>(
          std::make_unique<UnluckyTask>(corpus_, options, device, steps_, mishap, phaseMishap));
    };
    return trainRecipe(corpus_, options_, observer_, {}, tasks, &control_, checkups_);
  }

  [[nodiscard]] bool said(const char* words) const { return log_.find(words) != std::string::npos; }

  test::TemporaryFolder folder_;
  Corpus corpus_ = test::tinyCorpus();
  TrainingOptions options_;
  TrainingObserver observer_;
  CheckupSource checkups_;
  TrainingControl control_;
  std::string log_;
  std::vector<double> rates_;
  std::vector<int> streams_;
  int steps_ = 0;
};

TEST_F(TrainingWithMishaps, DropsAStepWhoseLossIsNoNumber) {
  const auto outcome = train([](int step, auto& losses) {
    if (step == 5 || step == 9) losses.objective = losses.objective * NAN;
  });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(said("was skipped"));
  EXPECT_FALSE(said("half the learning rate"));
  EXPECT_TRUE(std::isfinite(outcome->model.validationLoss));
}

TEST_F(TrainingWithMishaps, DropsAStepWhoseLossIsEndlessThoughItsGradientIsNot) {
  const auto outcome = train([](int step, auto& losses) {
    if (step == 4) losses.objective = losses.objective + INFINITY;
  });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(said("was skipped"));
}

TEST_F(TrainingWithMishaps, GoesBackAfterThreeBadStepsInARow) {
  const auto outcome = train([](int step, auto& losses) {
    if (step >= 7 && step <= 9) losses.objective = losses.objective * NAN;
  });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(said("half the learning rate"));
  EXPECT_LE(rates_.back(), 0.5 * options_.optimiser.learningRate);
  EXPECT_TRUE(loadCheckpoint(options_.out));
}

TEST_F(TrainingWithMishaps, AfterAPauseGoesBackToTheLastValidatedWeights) {
  observer_.progress = [this](const TrainingProgress& progress) {
    if (progress.step == 3 && !said("Paused")) control_.pause();
  };
  observer_.log = [this](const std::string& line) {
    log_ += line + "\n";
    if (line.starts_with("Paused")) control_.resume();
  };
  const auto outcome = train([](int step, auto& losses) {
    if (step >= 3 && step <= 5) losses.objective = losses.objective * NAN;
  });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(said("Paused at step 3.")) << log_;
  EXPECT_TRUE(said("back to step 0 ")) << log_;
}

TEST_F(TrainingWithMishaps, ThatEndInAnErrorSaveTheUnsavedBestModelElsewhere) {
  const auto models = folder_ / "models";
  std::filesystem::create_directories(models);
  options_.out = models / "model.safetensors";
  options_.fallbackFolders = {folder_ / "elsewhere"};
  observer_.progress = [&](const TrainingProgress& progress) {
    if (progress.step != 1) return;
    std::filesystem::remove_all(models);
    EXPECT_TRUE(writeFile(models, std::string("a file")));
  };
  bool isValidated = false;
  observer_.evaluated = [&](const TrainingEvaluation& evaluation) {
    EXPECT_TRUE(evaluation.best);
    isValidated = true;
  };
  const auto outcome = train([&](int, auto& losses) {
    if (isValidated) losses.objective = losses.objective * NAN;
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Diverged);
  const auto saved = folder_ / "elsewhere/model.safetensors";
  EXPECT_NE(outcome.error().detail.find(saved.string()), std::string::npos)
      << outcome.error().detail;
  EXPECT_TRUE(loadCheckpoint(saved));
  EXPECT_TRUE(std::filesystem::exists(trainingStateFile(saved)));
}

TEST_F(TrainingWithMishaps, GivesUpWithAReasonWhenNothingHelps) {
  const auto outcome = train([](int, auto& losses) { losses.objective = losses.objective * NAN; });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Diverged);
  EXPECT_FALSE(std::filesystem::exists(options_.out)) << "no model of nonsense";
}

TEST_F(TrainingWithMishaps, GoesOnWithFewerStreamsWhenMemoryRunsOut) {
  const auto outcome = train([this](int step, auto&) {
    if (step > 6 && streams_.back() > 2) throw std::bad_alloc();
  });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(streams_, (std::vector<int>{8, 4, 2}));
  EXPECT_TRUE(said("with 2 streams"));
  EXPECT_TRUE(loadCheckpoint(options_.out));
}

TEST_F(TrainingWithMishaps, CanBeResumedAfterMemoryRanOut) {
  ASSERT_TRUE(train([this](int step, auto&) {
    if (step > 6 && streams_.back() > 4) throw std::bad_alloc();
  }));
  options_.resume = true;
  options_.epochs = 5;
  streams_.clear();
  const auto outcome = train([](int, auto&) {});
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(streams_, (std::vector<int>{4}));
}

TEST_F(TrainingWithMishaps, SaysSoWhenNoMemoryIsEnough) {
  const auto outcome = train([](int step, auto&) {
    if (step > 0) throw std::bad_alloc();
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::OutOfMemory);
  EXPECT_EQ(streams_, (std::vector<int>{8, 4, 2, 1}));
}

TEST_F(TrainingWithMishaps, GoesOnWithFewerStreamsWhereverMemoryRunsOut) {
  for (const Phase failing : {Phase::Validation, Phase::Model, Phase::State}) {
    streams_.clear();
    log_.clear();
    steps_ = 0;
    options_.out =
        folder_ / ("model-" + std::to_string(static_cast<int>(failing)) + ".safetensors");
    const auto outcome = train([](int, auto&) {},
                               [&](Phase phase) {
                                 const bool begun = steps_ > 2;
                                 if (phase == failing && begun && streams_.back() > 2) {
                                   throw std::bad_alloc();
                                 }
                               });
    ASSERT_TRUE(outcome) << outcome.error().detail;
    EXPECT_EQ(streams_, (std::vector<int>{8, 4, 2})) << static_cast<int>(failing);
    EXPECT_TRUE(said("with 2 streams"));
    EXPECT_TRUE(loadCheckpoint(options_.out));
    EXPECT_TRUE(std::isfinite(outcome->model.validationLoss));
  }
}

TEST_F(TrainingWithMishaps, KeepsTheBestModelWhereMemoryRanOutBehindIt) {
  options_.optimiser.learningRate = 1e-2;
  options_.optimiser.schedule = OptimiserOptions::Schedule::Constant;
  double leastLater = INFINITY;
  observer_.evaluated = [&](const TrainingEvaluation& evaluation) {
    EXPECT_FALSE(evaluation.best);
    leastLater = std::min(leastLater, evaluation.point.validation);
  };
  const auto outcome = train(
      [this](int, auto& losses) {
        if (streams_.back() < 8) losses.objective = losses.objective * 0;  // learns no more
      },
      [this](Phase phase) {
        if (phase == Phase::State && steps_ > 2 && streams_.back() == 8) throw std::bad_alloc();
      });
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(streams_, (std::vector<int>{8, 4}));
  const auto model = loadCheckpoint(options_.out);
  ASSERT_TRUE(model) << model.error().detail;
  EXPECT_LT(model->info.validationLoss, leastLater);
  EXPECT_EQ(model->info.validationLoss, outcome->model.validationLoss);
}

TEST_F(TrainingWithMishaps, TellsAValidationAlthoughMemoryRunsOutInItsSample) {
  options_.portraits = true;
  int samples = 0;
  checkups_ = [&](const Corpus&, const Recipe&) {
    return Checkup([&](const Checkpoint&, std::stop_token) -> std::optional<SelfPortrait> {
      if (++samples <= 2) throw std::runtime_error("CUDA out of memory. Tried to allocate 2 GiB");
      return std::nullopt;
    });
  };
  int evaluations = 0;
  observer_.evaluated = [&](const TrainingEvaluation& evaluation) {
    ++evaluations;
    EXPECT_FALSE(evaluation.portrait);
  };
  const auto outcome = train([](int, auto&) {});
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(streams_, (std::vector<int>{8, 4, 2}));
  EXPECT_EQ(samples, evaluations);
  EXPECT_GE(evaluations, 3);
}

TEST_F(TrainingWithMishaps, ThatAreFaultsOfOursAreNotTakenForMissingMemory) {
  EXPECT_THROW((void)train([](int step, auto&) {
                 if (step > 3) throw std::runtime_error("a fault");
               }),
               std::runtime_error);
  EXPECT_EQ(streams_, (std::vector<int>{8}));
}

TEST(MemoryRelief, LeavesTheGpuAtLast) {
  Footing footing{torch::Device(torch::kCUDA, 0), 64};
  std::vector<int> tried;
  while (const auto next = lighter(footing, 64)) {
    footing = *next;
    tried.push_back(footing.device.is_cuda() ? footing.streams : -footing.streams);
  }
  EXPECT_EQ(tried, (std::vector<int>{32, 16, 8, -64, -32, -16, -8, -4, -2, -1}));
}

}  // namespace
}  // namespace cadenza
