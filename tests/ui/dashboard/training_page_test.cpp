// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/training_page.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSpinBox>

#include "core/score/edits.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/dashboard/course_chart.h"
#include "ui/dashboard/listen_card.h"
#include "ui/dashboard/listen_panel.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class TrainingPageTest : public ::testing::Test {
 protected:
  TrainingPageTest() {
    fs::create_directories(folder / "music");
    writeEtudes(folder / "music", 12);
    page.resize(1240, 720);
    page.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
    QObject::connect(&page, &TrainingPage::composeRequested,
                     [this](const fs::path& model) { composeWith = model; });
  }
  template <class Widget = QAbstractButton>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = page.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  void click(const char* button) { QTest::mouseClick(&find(button), Qt::LeftButton); }
  void train(const char* name = "Études") {
    TrainingPlan plan;
    plan.options.out = folder / (std::string(name) + ".safetensors");
    plan.options.modelName = name;
    plan.options.recipe = findRecipe("score", NetworkSize::Small).value();
    plan.options.minutes = 10;
    plan.corpus.places = {folder / "music"};
    ASSERT_TRUE(training.add(plan));
  }
  void trainToACheckpoint() {
    train();
    ASSERT_TRUE(waitUntil([this] {
      return training.current() && training.current()->course.evaluations().size() == 1 &&
             training.current()->minutes > 0;
    }));
  }
  // Clicks the dot of the only validation.
  void clickCheckpoint() {
    auto* chart = page.findChild<CourseChart*>();
    ASSERT_NE(chart, nullptr);
    ASSERT_TRUE(waitUntil([&] {
      chart->drawNow();
      return chart->positionOf(10).has_value();
    }));
    QWidget* plot = chart->childAt(*chart->positionOf(10));
    ASSERT_NE(plot, nullptr);
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(chart, *chart->positionOf(10)));
  }
  [[nodiscard]] std::string state() { return find<QLabel>("trainingState").text().toStdString(); }
  [[nodiscard]] ListenCard& card(const char* name) { return find<ListenCard>(name); }

  test::TemporaryFolder folder;
  FakeLearning learning;
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  Appearance appearance{ThemeChoice::Dark};
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(heard); }};
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return folder / "corpus.cache"; },
                              folder / "runs"};
  ListeningController listening{training, loadComposer, folder / "seed.mid"};
  ModelLibrary models{folder / "models", std::nullopt};
  fs::path composeWith;
  TrainingPage page{
      {corpus, training, listening, models, document, playback, settings, appearance}};
};

TEST_F(TrainingPageTest, InvitesBeforeThereIsATraining) {
  EXPECT_THAT(state(), HasSubstr("Choose music"));
  EXPECT_FALSE(find("stopTraining").isVisible());
  EXPECT_EQ(find<QListWidget>("trainingRuns").count(), 0);
}

TEST_F(TrainingPageTest, ATrainingIsPausedGoesOnAndIsStopped) {
  trainToACheckpoint();
  EXPECT_THAT(state(), HasSubstr("25 %"));
  click("pauseTraining");
  EXPECT_THAT(state(), HasSubstr("Paused at 25 %"));
  EXPECT_EQ(find("pauseTraining").text(), "Go on");
  click("pauseTraining");
  EXPECT_THAT(state(), HasSubstr("Learning"));
  click("stopTraining");
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  EXPECT_THAT(state(), HasSubstr("loss 5.500"));
  EXPECT_FALSE(find("stopTraining").isVisible());
  click("composeWithModel");
  EXPECT_EQ(composeWith, folder / "Études.safetensors");
}

TEST_F(TrainingPageTest, TheRemainingTimeCanBeChanged) {
  trainToACheckpoint();
  click("changeMinutes");
  auto& minutes = find<QSpinBox>("moreMinutes");
  minutes.setValue(45);
  QTest::keyClick(&minutes, Qt::Key_Return);
  EXPECT_EQ(training.current()->plan.options.minutes, 45.5) << "half a minute was spent";
}

TEST_F(TrainingPageTest, AClickOnTheCurveLetsThatCheckpointBeHeardAndSeen) {
  trainToACheckpoint();
  clickCheckpoint();
  EXPECT_EQ(card("listenA").step(), 10);
  ASSERT_TRUE(waitUntil([this] { return card("listenA").music() != nullptr; }));
  ASSERT_FALSE(card("listenA").music()->score.notes().empty());
  EXPECT_TRUE(playback.isHearing());
  EXPECT_TRUE(waitUntil([this] { return heard->count() > 0; }));
  EXPECT_EQ(page.findChild<ListenPanel*>()->marks().heard, 10);
  click("hearA");
  EXPECT_FALSE(playback.isHearing());
  EXPECT_FALSE(page.findChild<ListenPanel*>()->marks().heard);
}

TEST_F(TrainingPageTest, TwoCheckpointsAreComparedInTurn) {
  trainToACheckpoint();
  clickCheckpoint();
  ASSERT_TRUE(waitUntil([this] { return playback.isHearing(); }));
  QTest::mouseClick(&card("listenB"), Qt::LeftButton, {}, {6, 6});
  clickCheckpoint();
  ASSERT_TRUE(waitUntil([this] { return card("listenB").music() != nullptr; }));
  const auto marks = page.findChild<ListenPanel*>()->marks();
  EXPECT_EQ(marks.a, 10);
  EXPECT_EQ(marks.b, 10);
  EXPECT_EQ(find("hearB").text(), "Stop");
  click("switchCheckpoints");
  EXPECT_EQ(find("hearA").text(), "Stop");
  EXPECT_EQ(find("hearB").text(), "Hear");
}

TEST_F(TrainingPageTest, ACheckpointIsKeptAsAModelOrComposedWith) {
  trainToACheckpoint();
  clickCheckpoint();
  ASSERT_TRUE(waitUntil([this] { return card("listenA").music() != nullptr; }));
  click("keepA");
  ASSERT_TRUE(waitUntil([this] { return models.entries().size() == 1; }));
  EXPECT_EQ(models.entries()[0].name, "Études, step 10");
  EXPECT_EQ(page.findChild<ListenPanel*>()->marks().kept, (std::vector<std::int64_t>{10}));
  click("useA");
  ASSERT_TRUE(waitUntil([this] { return !composeWith.empty(); }));
  EXPECT_TRUE(fs::exists(composeWith));
}

TEST_F(TrainingPageTest, TheSelectionOfTheRollIsPinnedAsSeed) {
  document.push("Write", insertNotes(test::etude(60, 8).notes()));
  document.select({document.score().notes().begin(), document.score().notes().begin() + 10});
  trainToACheckpoint();
  clickCheckpoint();
  ASSERT_TRUE(waitUntil([this] { return card("listenA").music() != nullptr; }));
  EXPECT_EQ(card("listenA").music()->seedEnd, 0);
  for (QAction* action : page.findChildren<QAction*>()) {
    if (action->objectName() == "pinSelection") action->trigger();
  }
  EXPECT_EQ(listening.seed().notes().size(), 10u);
  ASSERT_TRUE(waitUntil([this] { return card("listenA").music() != nullptr; }));
  EXPECT_GT(card("listenA").music()->seedEnd, 0);
  EXPECT_THAT(find<QLabel>("seedText").text().toStdString(), HasSubstr("10 notes"));
}

TEST_F(TrainingPageTest, WhatWaitsIsListedAndCanBeTakenOutOfTheQueue) {
  train("one");
  train("two");
  auto& list = find<QListWidget>("trainingRuns");
  ASSERT_EQ(list.count(), 2);
  EXPECT_THAT(list.item(0)->text().toStdString(), HasSubstr("Waits"));
  list.setCurrentRow(0);
  click("removeRun");
  auto* question = page.findChild<QMessageBox*>("removeRunQuestion");
  ASSERT_NE(question, nullptr);
  answer(*question, "Delete");
  EXPECT_EQ(list.count(), 1);
  EXPECT_EQ(training.runs().size(), 1u);
}

TEST_F(TrainingPageTest, AFailureSaysWhyInTheHeader) {
  learning.failure = Error{ErrorCode::DeviceUnavailable, "No graphics card."};
  learning.gate.open();
  train();
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  EXPECT_THAT(state(), HasSubstr("No graphics card."));
}

}  // namespace
}  // namespace cadenza::ui
