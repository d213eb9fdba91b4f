// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;

class TrainingControllerTest : public ::testing::Test {
 protected:
  TrainingControllerTest() {
    fs::create_directories(folder / "music");
    writeEtudes(folder / "music", 12);
    watch(*controller);
  }

  void watch(TrainingController& watched) {
    QObject::connect(&watched, &TrainingController::progressed,
                     [this](const TrainingProgress& now) { progress = now; });
    QObject::connect(&watched, &TrainingController::evaluated,
                     [this](const TrainingEvaluation&) { ++evaluations; });
    QObject::connect(&watched, &TrainingController::ended,
                     [this](const TrainingRun& run, const Result<TrainingOutcome>& how) {
                       ended.push_back(run.plan.options.modelName);
                       outcome = how;
                     });
  }
  [[nodiscard]] std::unique_ptr<TrainingController> make() {
    return std::make_unique<TrainingController>(
        [this] { return Result<Learning*>(&learning); },
        [this](const auto&) { return folder / "corpus.cache"; }, folder / "runs");
  }
  // As a program that dies: nothing of it is written any more.
  void copyRunsBefore(const std::function<void()>& end) {
    fs::copy(folder / "runs", folder / "copy", fs::copy_options::recursive);
    end();
    fs::remove_all(folder / "runs");
    fs::rename(folder / "copy", folder / "runs");
  }

  [[nodiscard]] TrainingPlan plan(const std::string& name = "pretended") const {
    TrainingPlan wanted;
    wanted.options.out = folder / (name + ".safetensors");
    wanted.options.recipe = findRecipe("score", NetworkSize::Small).value();
    wanted.options.modelName = name;
    wanted.options.minutes = 30;
    wanted.corpus.places = {folder / "music"};
    return wanted;
  }
  [[nodiscard]] std::string add(const std::string& name = "pretended") {
    const auto id = controller->add(plan(name));
    EXPECT_TRUE(id);
    return id ? *id : std::string();
  }
  [[nodiscard]] RunState stateOf(const std::string& id) { return controller->find(id)->state; }

  test::TemporaryFolder folder;
  FakeLearning learning;
  std::optional<TrainingProgress> progress;
  std::optional<Result<TrainingOutcome>> outcome;
  std::vector<std::string> ended;
  int evaluations = 0;
  std::unique_ptr<TrainingController> controller = make();
};

TEST_F(TrainingControllerTest, ATrainingTellsHowItGoesAndEndsOnce) {
  const std::string id = add();
  EXPECT_TRUE(controller->isTraining());
  ASSERT_NE(controller->current(), nullptr);
  EXPECT_EQ(controller->current()->id, id);
  ASSERT_TRUE(waitUntil([this] { return progress && evaluations == 1; }));
  EXPECT_EQ(progress->notesPerSecond, 1234);
  EXPECT_EQ(controller->current()->course.points().size(), 1u);
  EXPECT_EQ(controller->current()->bestLoss, 5.5);
  EXPECT_EQ(controller->current()->device, "imagined");
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ((*outcome)->kind, TrainingOutcome::Kind::Finished);
  EXPECT_FALSE(controller->isTraining());
  EXPECT_EQ(controller->current(), nullptr);
  EXPECT_EQ(stateOf(id), RunState::Finished);
}

TEST_F(TrainingControllerTest, WhatIsQueuedComesOneAfterTheOther) {
  const std::string first = add("one");
  const std::string second = add("two");
  const std::string third = add("three");
  EXPECT_EQ(stateOf(second), RunState::Queued);
  controller->moveToFront(third);
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return ended.size() == 3; }));
  EXPECT_EQ(ended, (std::vector<std::string>{"one", "three", "two"}));
  EXPECT_EQ(stateOf(first), RunState::Finished);
}

TEST_F(TrainingControllerTest, StoppingKeepsTheModelAndTheQueueWaits) {
  const std::string first = add("one");
  const std::string second = add("two");
  controller->stop();
  EXPECT_TRUE(controller->isStopping());
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(stateOf(first), RunState::Stopped);
  EXPECT_EQ(stateOf(second), RunState::Queued);
  EXPECT_FALSE(controller->isTraining());
  controller->goOn();
  EXPECT_EQ(controller->current()->id, second);
}

TEST_F(TrainingControllerTest, PausedItDoesNotEndUntilItGoesOn) {
  const std::string id = add();
  ASSERT_TRUE(waitUntil([this] { return evaluations == 1; }));
  controller->pause();
  EXPECT_EQ(stateOf(id), RunState::Paused);
  learning.gate.open();
  ASSERT_TRUE(
      waitUntil([&] { return readRun(controller->find(id)->folder)->state == RunState::Paused; }));
  EXPECT_TRUE(controller->isTraining());
  controller->resume();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(stateOf(id), RunState::Finished);
}

TEST_F(TrainingControllerTest, AFailureIsHandedOnAndTheNextBegins) {
  learning.failure = Error{ErrorCode::Diverged, "too fast"};
  learning.gate.open();
  const std::string first = add("one");
  const std::string second = add("two");
  ASSERT_TRUE(waitUntil([this] { return ended.size() == 2; }));
  EXPECT_EQ(outcome->error().code, ErrorCode::Diverged);
  EXPECT_EQ(stateOf(first), RunState::Failed);
  EXPECT_EQ(controller->find(first)->problem, "too fast");
}

TEST_F(TrainingControllerTest, MusicThatIsGoneIsAFailureThatNamesIt) {
  TrainingPlan nowhere = plan();
  nowhere.corpus.places = {folder / "gone"};
  ASSERT_TRUE(controller->add(nowhere));
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(outcome->error().code, ErrorCode::NotFound);
  EXPECT_THAT(outcome->error().detail, ::testing::HasSubstr("gone"));
}

TEST_F(TrainingControllerTest, GoesAwayWhileItTrainsAndTheNextProgramOffersToGoOn) {
  const std::string id = add();
  ASSERT_TRUE(waitUntil([this] { return progress && evaluations == 1; }));
  controller.reset();
  QCoreApplication::processEvents();
  EXPECT_TRUE(ended.empty());
  controller = make();
  bool interrupted = false;
  QObject::connect(controller.get(), &TrainingController::interruptedFound,
                   [&] { interrupted = true; });
  controller->load();
  ASSERT_TRUE(waitUntil([&] { return interrupted; }));
  EXPECT_EQ(stateOf(id), RunState::Interrupted);
  controller->loadCourse(id);
  ASSERT_TRUE(waitUntil([&] { return !controller->find(id)->course.points().empty(); }));
  EXPECT_EQ(controller->find(id)->course.evaluations().size(), 1u);
}

TEST_F(TrainingControllerTest, AProgramThatDiedLeavesARunThatGoesOnToItsEnd) {
  const std::string id = add();
  ASSERT_TRUE(waitUntil([this] { return progress && evaluations == 1; }));
  ASSERT_TRUE(waitUntil([&] {
    const auto run = readRun(controller->find(id)->folder);
    return run && run->state == RunState::Running && run->bestLoss == 5.5;
  }));
  std::ofstream(folder / "pretended.safetensors.training") << "state";
  copyRunsBefore([this] { controller.reset(); });

  controller = make();
  watch(*controller);
  controller->load();
  ASSERT_TRUE(waitUntil([&] { return controller->find(id) != nullptr; }));
  EXPECT_EQ(stateOf(id), RunState::Interrupted);
  ASSERT_TRUE(controller->resumeRun(id, 60));
  ASSERT_TRUE(waitUntil([&] { return controller->isTraining(); }));
  EXPECT_TRUE(controller->current()->plan.options.resume);
  EXPECT_EQ(controller->current()->plan.options.minutes, 60);
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(stateOf(id), RunState::Finished);
}

TEST_F(TrainingControllerTest, WhatHasLeftNothingIsNotResumed) {
  learning.gate.open();
  const std::string id = add();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(controller->resumeRun(id).error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(controller->resumeRun("nonsense").error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(stateOf(id), RunState::Finished);
}

TEST_F(TrainingControllerTest, ARunOfAnotherProgramIsLeftAlone) {
  const std::string id = add();
  ASSERT_TRUE(waitUntil([&] { return readRun(controller->find(id)->folder).hasValue(); }));
  auto other = make();
  other->load();
  ASSERT_TRUE(waitUntil([&] { return other->find(id) != nullptr; }));
  EXPECT_FALSE(other->isOurs(id));
  EXPECT_TRUE(isOpen(other->find(id)->state));
  other->remove(id);
  EXPECT_FALSE(other->resumeRun(id));
  EXPECT_TRUE(fs::exists(controller->find(id)->folder));
}

TEST_F(TrainingControllerTest, RemovingForgetsTheRecordAndKeepsTheModel) {
  learning.gate.open();
  const std::string id = add();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  const fs::path record = controller->find(id)->folder;
  EXPECT_TRUE(fs::exists(record));
  controller->remove(id);
  EXPECT_EQ(controller->find(id), nullptr);
  EXPECT_FALSE(fs::exists(record));
  EXPECT_TRUE(fs::exists(folder / "pretended.safetensors"));
}

TEST_F(TrainingControllerTest, AFolderThatCannotBeMadeIsToldBeforeAnythingBegins) {
  std::ofstream(folder / "runs") << "a file";
  EXPECT_FALSE(controller->add(plan()));
  EXPECT_FALSE(controller->isTraining());
  EXPECT_TRUE(controller->runs().empty());
}

}  // namespace
}  // namespace cadenza::ui
