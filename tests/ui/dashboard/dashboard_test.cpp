// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSettings>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/dashboard/course_chart.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class DashboardTest : public ::testing::Test {
 protected:
  DashboardTest() {
    dashboard.resize(1200, 800);
    dashboard.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&dashboard));
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = dashboard.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  [[nodiscard]] QAbstractButton& start() { return find<QAbstractButton>("startTraining"); }
  void chooseEtudes() {
    writeEtudes(folder.path(), 12);
    dashboard.chooseFolder(QString::fromStdString(folder.path().string()));
    ASSERT_TRUE(waitUntil([this] { return start().isEnabled(); }));
  }
  [[nodiscard]] std::string state() { return find<QLabel>("trainingState").text().toStdString(); }

  test::TemporaryFolder folder;
  test::TemporaryFolder modelFolder;
  FakeLearning learning;
  Appearance appearance{ThemeChoice::Light};
  QSettings settings{QString::fromStdString((modelFolder / "settings.ini").string()),
                     QSettings::IniFormat};
  Document document;
  PlaybackController playback{
      [] { return std::make_unique<NotingSink>(std::make_shared<NotingSink::Notes>()); },
      PlaybackController::Opening::WhenNeeded};
  CorpusController corpus{[this](const auto&) { return modelFolder / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return modelFolder / "corpus.cache"; },
                              modelFolder / "runs"};
  ListeningController listening{training, loadComposer, modelFolder / "pinned-seed.mid"};
  ModelLibrary models{modelFolder.path(), std::nullopt};
  Dashboard dashboard{{corpus, training, listening, models, document, playback, settings, appearance}};
};

TEST_F(DashboardTest, NothingCanBeStartedBeforeMusicIsChosen) { EXPECT_FALSE(start().isEnabled()); }

TEST_F(DashboardTest, AFolderWithoutMusicIsExplained) {
  dashboard.chooseFolder(QString::fromStdString(folder.path().string()));
  auto& failure = find<QLabel>("scanFailure");
  ASSERT_TRUE(waitUntil([&] { return failure.isVisible(); }));
  EXPECT_THAT(failure.text().toStdString(), HasSubstr("no music"));
  EXPECT_FALSE(start().isEnabled());
}

TEST_F(DashboardTest, ShowsTheCurveAndTheFiguresWhileItLearns) {
  chooseEtudes();
  start().click();
  const auto& chart = *dashboard.findChild<CourseChart*>();
  ASSERT_TRUE(
      waitUntil([&] { return chart.trainingPoints() == 1 && chart.validationPoints() == 1; }));
  EXPECT_THAT(state(), HasSubstr("25 %"));
  EXPECT_THAT(state(), HasSubstr("1 min 30 s left"));
  EXPECT_THAT(chart.accessibleName().toStdString(), HasSubstr("5.5"));
  EXPECT_THAT(find<QPlainTextEdit>("trainingLog").toPlainText().toStdString(),
              HasSubstr("12 pieces"));
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  EXPECT_THAT(state(), HasSubstr("5.500"));
  EXPECT_TRUE(start().isEnabled());
}

TEST_F(DashboardTest, AFailedTrainingSaysWhyAndCanBeStartedAgain) {
  chooseEtudes();
  learning.failure = Error{ErrorCode::DeviceUnavailable, "No graphics card."};
  learning.gate.open();
  start().click();
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  EXPECT_THAT(state(), HasSubstr("No graphics card."));
  EXPECT_TRUE(start().isEnabled());
}

TEST_F(DashboardTest, CancellingAScanLeadsBackToTheInvitation) {
  writeEtudes(folder.path(), 12);
  dashboard.chooseFolder(QString::fromStdString(folder.path().string()));
  find<QAbstractButton>("cancelScan").click();
  ASSERT_TRUE(waitUntil([this] { return !corpus.isScanning(); }));
  EXPECT_TRUE(find<QWidget>("chooseFolder").isVisibleTo(&dashboard) || start().isEnabled());
}

}  // namespace
}  // namespace cadenza::ui
