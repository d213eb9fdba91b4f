// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "tests/support/temporary_folder.h"
#include "tests/ui/dashboard/imagined_training.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/training_controller.h"

namespace cadenza::ui {

/// A training that tells what a test has it tell, on the training thread, until it is stopped.
class ToldLearning : public FakeLearning {
 public:
  using Sentence = std::function<void(const TrainingObserver&)>;

  void tell(Sentence sentence) {
    {
      const std::lock_guard lock(mutex_);
      sentences_.push_back(std::move(sentence));
    }
    wake_.notify_all();
  }

  Result<TrainingOutcome> train(const Corpus&, const TrainingOptions& options,
                                const TrainingObserver& observer, std::stop_token stop,
                                TrainingControl*) override {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !sentences_.empty(); })) {
      const Sentence sentence = std::move(sentences_.front());
      sentences_.pop_front();
      lock.unlock();
      sentence(observer);
      lock.lock();
    }
    Checkpoint model = test::tinyModel(options.recipe.name);
    if (auto saved = saveCheckpoint(options.out, model); !saved) return saved.error();
    return TrainingOutcome{TrainingOutcome::Kind::Stopped, model.info};
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Sentence> sentences_;  // guarded by mutex_
};

/// A controller with such a training, in folders of its own.
class ToldTraining {
 public:
  ToldTraining() {
    std::filesystem::create_directories(folder / "music");
    writeEtudes(folder / "music", 3);
    QObject::connect(&controller, &TrainingController::evaluated, [this] { ++evaluations_; });
  }

  std::string start(const std::string& name = "told") {
    TrainingPlan plan;
    plan.options.out = folder / (name + ".safetensors");
    plan.options.recipe = *findRecipe("performance", NetworkSize::Small);
    plan.options.modelName = name;
    plan.corpus.places = {folder / "music"};
    const auto id = controller.add(plan);
    EXPECT_TRUE(id);
    return id ? *id : std::string();
  }
  void evaluate(const TrainingEvaluation& evaluation) {
    const int before = evaluations_;
    learning.tell(
        [evaluation](const TrainingObserver& observer) { observer.evaluated(evaluation); });
    ASSERT_TRUE(waitUntil([&] { return evaluations_ > before; }));
  }
  /// As the controller does it five times a second, at once.
  void report(const TrainingProgress& progress) {
    auto& run = const_cast<TrainingRun&>(*controller.current());
    run.course.add(progress);
    run.fraction = progress.fraction;
    run.minutes = progress.minutes;
    Q_EMIT controller.progressed(progress);
  }
  /// The same for a validation, but that it isn't kept on disk.
  void reportEvaluation(const TrainingEvaluation& evaluation) {
    auto& run = const_cast<TrainingRun&>(*controller.current());
    run.course.add(evaluation);
    if (evaluation.best) run.bestLoss = evaluation.point.validation;
    Q_EMIT controller.evaluated(evaluation);
  }
  void stop() {
    controller.stop();
    ASSERT_TRUE(waitUntil([this] { return !controller.isTraining(); }));
  }

  test::TemporaryFolder folder;
  ToldLearning learning;
  TrainingController controller{[this] { return Result<Learning*>(&learning); },
                                [this](const auto&) { return folder / "corpus.cache"; },
                                folder / "runs"};

 private:
  int evaluations_ = 0;
};

}  // namespace cadenza::ui
