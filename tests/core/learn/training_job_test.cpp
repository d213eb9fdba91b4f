// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_job.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

#include "core/learn/learning_entry.h"
#include "core/learn/learning_module.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

// A Learning that reports a few steps and then waits to be stopped.
class PatientLearning : public Learning {
 public:
  Result<TrainingOutcome> train(const Corpus&, const TrainingOptions&,
                                const TrainingObserver& observer, std::stop_token stop,
                                TrainingControl*) override {
    for (int step = 1; step <= 1000; ++step) {
      TrainingProgress progress;
      progress.step = step;
      observer.progress(progress);
    }
    observer.evaluated({});
    std::promise<void> stopped;
    const std::stop_callback callback(stop, [&] { stopped.set_value(); });
    stopped.get_future().wait();
    return TrainingOutcome{TrainingOutcome::Kind::Stopped, {}};
  }
  Result<Evaluation> evaluate(const Corpus&, const Checkpoint&, const EvaluationOptions&,
                              std::stop_token) override {
    return Evaluation{};
  }
  Result<GapEvaluation> evaluateGaps(const Corpus&, const Checkpoint&, std::size_t,
                                     const EvaluationOptions&, std::stop_token) override {
    return GapEvaluation{};
  }
  std::string defaultDevice() override { return "test"; }
};

using Outcome = Result<TrainingOutcome>;

TEST(TrainingJob, KeepsTheLatestProgressAndStopsWhenAsked) {
  PatientLearning learning;
  std::promise<void> evaluated;
  std::promise<Outcome> ended;
  TrainingJob job([&]() -> Result<Learning*> { return &learning; },
                  [](std::stop_token) { return Result<Corpus>(test::tinyCorpus()); }, {},
                  {{},
                   {},
                   [&](const TrainingEvaluation&) { evaluated.set_value(); },
                   [&](const Outcome& outcome) { ended.set_value(outcome); }});
  evaluated.get_future().wait();
  const auto progress = job.takeProgress();
  ASSERT_TRUE(progress);
  EXPECT_EQ(progress->step, 1000);
  EXPECT_FALSE(job.takeProgress()) << "taken once";
  job.stop();
  const auto outcome = ended.get_future().get();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, TrainingOutcome::Kind::Stopped);
}

TEST(TrainingJob, EndsOnceWhenItGoesOutOfScope) {
  PatientLearning learning;
  int ends = 0;
  {
    const TrainingJob job([&]() -> Result<Learning*> { return &learning; },
                          [](std::stop_token) { return Result<Corpus>(test::tinyCorpus()); }, {},
                          {{}, {}, {}, [&](const Outcome&) { ++ends; }});
  }
  EXPECT_EQ(ends, 1);
}

TEST(TrainingJob, TellsWhatFailedAndSurvivesExceptions) {
  const auto endOf = [](TrainingJob::CorpusSource corpus) {
    PatientLearning learning;
    std::promise<Outcome> ended;
    const TrainingJob job([&]() -> Result<Learning*> { return &learning; }, std::move(corpus), {},
                          {{}, {}, {}, [&](const Outcome& outcome) { ended.set_value(outcome); }});
    return ended.get_future().get();
  };
  const auto failed = endOf([](std::stop_token) -> Result<Corpus> {
    return Error{ErrorCode::EmptyCorpus, "none"};
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::EmptyCorpus);
  EXPECT_FALSE(
      endOf([](std::stop_token) -> Result<Corpus> { throw std::runtime_error("surprise"); }));
}

TEST(LearningModule, OfAnotherBuildIsNotUsed) {
  void* module = ::dlopen(CADENZA_LEARNING_MODULE_FILE, RTLD_NOW | RTLD_LOCAL);
  ASSERT_NE(module, nullptr) << ::dlerror();
  const auto entry = reinterpret_cast<LearningEntry>(::dlsym(module, learningEntryName));
  ASSERT_NE(entry, nullptr);
  EXPECT_NE(entry(learningBuild), nullptr);
  EXPECT_EQ(entry("cadenza-learning 0.1.0"), nullptr) << "the version says nothing of the build";
  std::string other = learningBuild;
  other.back() = other.back() == '0' ? '1' : '0';
  EXPECT_EQ(entry(other.c_str()), nullptr);
}

TEST(LearningModule, TrainsATinyModel) {
  const auto learning = loadLearning();
  ASSERT_TRUE(learning) << learning.error().detail;
  EXPECT_FALSE((*learning)->defaultDevice().empty());
  const test::TemporaryFolder folder;
  TrainingOptions options;
  options.recipe = *findRecipe("performance", NetworkSize::Small);
  options.recipe.events().network = {1, 8, 8, 64, true, true};
  options.out = folder / "m.safetensors";
  options.streams = 2;
  options.chunk = 16;
  options.epochs = 0.2;
  const auto outcome = (*learning)->train(test::tinyCorpus(), options, {}, {});
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(loadCheckpoint(options.out));
}

}  // namespace
}  // namespace cadenza
