// SPDX-License-Identifier: GPL-3.0-or-later
// A training by the real module, as the desktop program runs one, from its start to a model that
// composes.
#include "core/learn/learning_module.h"

#include <QAbstractButton>
#include <QSettings>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/dashboard/course_chart.h"
#include "ui/dashboard/listen_card.h"
#include "ui/dashboard/training_page.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;

// One program: what it keeps in `folder` outlives it.
struct Program {
  explicit Program(const fs::path& data) : folder(data) {
    page.resize(1240, 720);
    page.show();
    QObject::connect(&page, &TrainingPage::composeRequested,
                     [this](const fs::path& model) { composeWith = model; });
  }
  void click(const char* button) {
    auto* found = page.findChild<QAbstractButton*>(QString::fromLatin1(button));
    ASSERT_NE(found, nullptr) << button;
    ASSERT_TRUE(found->isVisible()) << button;
    QTest::mouseClick(found, Qt::LeftButton);
  }
  [[nodiscard]] std::size_t validations() const {
    const TrainingRun* run = training.current();
    return run ? run->course.evaluations().size() : 0;
  }

  fs::path folder;
  Appearance appearance{ThemeChoice::Dark};
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  PlaybackController playback{[] { return std::make_unique<SilentSink>("silent"); }};
  TrainingController::CacheFile cache = [this](const auto&) { return folder / "corpus.cache"; };
  CorpusController corpus{cache};
  TrainingController training{loadLearning, cache, folder / "runs"};
  ListeningController listening{training, loadComposer, folder / "seed.mid"};
  ModelLibrary models{folder / "models", std::nullopt};
  fs::path composeWith;
  TrainingPage page{
      {corpus, training, listening, models, document, playback, settings, appearance}};
};

class LearningModule : public ::testing::Test {
 protected:
  LearningModule() {
    fs::create_directories(folder / "music");
    fs::create_directories(folder / "data");
    writeEtudes(folder / "music", 12);
  }
  // Learns for ever, validates often.
  [[nodiscard]] TrainingPlan plan() const {
    TrainingPlan plan;
    plan.corpus.places = {folder / "music"};
    TrainingOptions& options = plan.options;
    options.out = folder / "data" / "model.safetensors";
    options.recipe = findRecipe("score", NetworkSize::Small).value();
    options.recipe.events().network = {1, 16, 16, 64, true, true};
    options.epochs = 1'000'000;
    options.patience = 1'000'000;
    options.streams = 4;
    options.chunk = 32;
    options.threads = 1;
    return plan;
  }
  test::TemporaryFolder folder;
};

TEST_F(LearningModule, WhatLearnsIsSeenHeardPausedAndStoppedAndItsModelComposes) {
  Program program(folder / "data");
  ASSERT_TRUE(program.training.add(plan()));
  ASSERT_TRUE(waitUntil([&] { return program.validations() >= 2; }));
  const TrainingRun& run = *program.training.current();
  const std::int64_t step = run.course.evaluations().front().point.step;
  EXPECT_FALSE(run.device.empty());

  auto* chart = program.page.findChild<CourseChart*>();
  program.click("pauseTraining");
  EXPECT_EQ(run.state, RunState::Paused);
  ASSERT_TRUE(waitUntil([&] { return run.log.back().find("Paused at") != std::string::npos; }));
  ASSERT_TRUE(waitUntil([&] {
    chart->drawNow();
    return chart->trainingPoints() > 0 && chart->positionOf(step).has_value();
  }));
  QWidget* plot = chart->childAt(*chart->positionOf(step));
  QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(chart, *chart->positionOf(step)));
  auto* card = program.page.findChild<ListenCard*>(QStringLiteral("listenA"));
  ASSERT_TRUE(waitUntil([&] { return card->music() != nullptr; }));
  EXPECT_TRUE(card->step().has_value());

  const std::size_t paused = run.course.evaluations().size();
  program.click("pauseTraining");
  ASSERT_TRUE(waitUntil([&] { return program.validations() > paused; }));
  program.click("stopTraining");
  ASSERT_TRUE(waitUntil([&] { return !program.training.isTraining(); }));
  EXPECT_EQ(run.state, RunState::Stopped);
  program.click("composeWithModel");

  std::optional<Proposal> proposal;
  ComposingController composing(loadComposer);
  QObject::connect(&composing, &ComposingController::finished,
                   [&](const Proposal& done) { proposal = done; });
  composing.generate(program.composeWith, {});
  EXPECT_TRUE(waitUntil([&] { return proposal.has_value(); }));
}

TEST_F(LearningModule, AfterACrashItGoesOnFromItsLastValidation) {
  std::string id;
  std::int64_t step = 0;
  {
    Program program(folder / "data");
    const auto added = program.training.add(plan());
    ASSERT_TRUE(added);
    id = *added;
    ASSERT_TRUE(waitUntil([&] {
      const auto kept = readRun(program.training.find(id)->folder);
      return program.validations() >= 2 && kept && kept->minutes > 0 &&
             fs::exists(folder / "data" / "model.safetensors.training");
    }));
    step = program.training.current()->course.evaluations().front().point.step;
    // What a program that is killed now leaves behind.
    fs::copy(folder / "data", folder / "killed", fs::copy_options::recursive);
  }
  fs::remove_all(folder / "data");
  fs::rename(folder / "killed", folder / "data");

  Program next(folder / "data");
  next.training.load();
  ASSERT_TRUE(waitUntil([&] { return next.training.find(id) != nullptr; }));
  EXPECT_EQ(next.training.find(id)->state, RunState::Interrupted);
  ASSERT_TRUE(waitUntil([&] {
    return next.page.findChild<QAbstractButton*>(QStringLiteral("goOnTraining"))->isVisible();
  }));
  next.click("goOnTraining");
  ASSERT_TRUE(waitUntil([&] { return next.training.isTraining(); }));
  const std::size_t known = next.validations();
  EXPECT_GE(known, 1u);
  EXPECT_EQ(next.training.current()->course.evaluations().front().point.step, step);
  ASSERT_TRUE(waitUntil([&] { return next.validations() > known + 1; }));
  const auto& log = next.training.current()->log;
  EXPECT_TRUE(std::any_of(log.begin(), log.end(), [](const std::string& line) {
    return line.find("Resuming at step") != std::string::npos;
  }));
}

}  // namespace
}  // namespace cadenza::ui
