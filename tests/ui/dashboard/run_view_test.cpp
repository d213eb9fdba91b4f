// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_view.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/ui/dashboard/told_training.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class RunViewTest : public ::testing::Test {
 protected:
  RunViewTest() {
    view->resize(1248, 620);
    view->QWidget::show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(view.get()));
  }
  // A run of 600 reports with three validations, shown while it learns.
  std::string learn() {
    const std::string id = told.start();
    view->show(told.controller.current());
    for (std::int64_t step = 1; step <= 600; ++step) {
      told.report(test::progressAt(step));
      if (step % 200 != 0) continue;
      TrainingEvaluation evaluation = test::evaluationAt(step);
      evaluation.portrait = test::portraitOf(static_cast<std::uint64_t>(step), 0.6);
      if (step == 400) evaluation.diagnoses = {{Finding::Collapsed, "It circles.", "Wait."}};
      told.evaluate(evaluation);
    }
    return id;
  }
  [[nodiscard]] CourseChart& chart() { return *view->findChild<CourseChart*>(); }
  [[nodiscard]] std::string label(const char* name) {
    return view->findChild<QLabel*>(QString::fromLatin1(name))->text().toStdString();
  }
  [[nodiscard]] QPlainTextEdit& log() {
    return *view->findChild<QPlainTextEdit*>(QStringLiteral("trainingLog"));
  }

  ToldTraining told;
  Appearance appearance{ThemeChoice::Light};
  std::unique_ptr<RunView> view = std::make_unique<RunView>(told.controller, appearance);
};

TEST_F(RunViewTest, GrowsWithTheTrainingThatItShows) {
  learn();
  ASSERT_TRUE(waitUntil([this] { return chart().trainingPoints() == 600; }));
  EXPECT_EQ(chart().validationPoints(), 3);
  EXPECT_EQ(label("doctorState"), "All is well");
  EXPECT_EQ(label("doctorHistory"), "4.0 to 6.0 min: It repeats itself");
  EXPECT_EQ(label("portraitTitle"), "now, step 600");
}

TEST_F(RunViewTest, ShowsAnEarlierRunAsItWas) {
  const std::string id = learn();
  told.stop();
  view->show(nullptr);
  EXPECT_EQ(chart().trainingPoints(), 0);
  view->show(told.controller.find(id));
  EXPECT_EQ(view->runId(), id);
  EXPECT_EQ(chart().trainingPoints(), 600);
  EXPECT_EQ(chart().validationPoints(), 3);
}

TEST_F(RunViewTest, WhatAnotherRunTellsIsNotShownHere) {
  const std::string first = learn();
  told.stop();
  const std::string second = told.start("second");
  told.report(test::progressAt(700));
  EXPECT_EQ(view->runId(), first);
  chart().drawNow();
  EXPECT_EQ(chart().trainingPoints(), 600);
  view->show(told.controller.find(second));
  EXPECT_EQ(chart().trainingPoints(), 1);
}

TEST_F(RunViewTest, AChosenValidationShowsWhatItWroteUntilTheNewestIsWanted) {
  learn();
  chart().drawNow();
  QSignalSpy chosen(view.get(), &RunView::checkpointChosen);
  chart().setFocus();
  QTest::keyClick(&chart(), Qt::Key_Right);
  QTest::keyClick(&chart(), Qt::Key_Return);
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].toLongLong(), 200);
  EXPECT_EQ(label("portraitTitle"), "step 200");
  TrainingEvaluation next = test::evaluationAt(800);
  next.portrait = test::portraitOf(8, 0.8);
  told.evaluate(next);
  EXPECT_EQ(label("portraitTitle"), "step 200");
  for (auto* button : view->findChildren<QPushButton*>()) {
    if (button->text() == QLatin1String("Newest")) button->click();
  }
  EXPECT_EQ(label("portraitTitle"), "now, step 800");
}

TEST_F(RunViewTest, ARunThatIsRemovedIsShownNoMore) {
  const std::string id = learn();
  told.stop();
  told.controller.remove(id);
  EXPECT_TRUE(view->runId().empty());
  EXPECT_EQ(chart().trainingPoints(), 0);
}

TEST_F(RunViewTest, TheLogIsInWordsAndCanBeCopied) {
  learn();
  told.learning.tell([](const TrainingObserver& observer) { observer.log("It learns well."); });
  ASSERT_TRUE(waitUntil([this] { return log().toPlainText().contains(QLatin1String("well")); }));
  view->findChild<QAbstractButton*>(QStringLiteral("copyLog"))->click();
  EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(), HasSubstr("It learns well."));
}

TEST_F(RunViewTest, HasRoomForAHeaderAndForListening) {
  learn();
  auto* header = new QLabel(QStringLiteral("header"));
  auto* listening = new QLabel(QStringLiteral("listening"));
  view->setHeader(header);
  view->setListening(listening);
  const auto top = [this](QWidget& widget) { return widget.mapTo(view.get(), QPoint()).y(); };
  EXPECT_TRUE(waitUntil([&] {
    return listening->isVisible() && top(*header) < top(chart()) && top(*listening) > top(chart());
  }));
}

TEST_F(RunViewTest, DrawsNothingWhileItIsHidden) {
  const std::string id = learn();
  chart().drawNow();
  view->hide();
  const int before = chart().framesDrawn();
  for (std::int64_t step = 601; step <= 700; ++step) told.report(test::progressAt(step));
  QTest::qWait(250);  // two frames' time, in which none may come
  EXPECT_EQ(chart().framesDrawn(), before);
  view->QWidget::show();
  ASSERT_TRUE(waitUntil([this] { return chart().trainingPoints() == 700; }));
}

TEST_F(RunViewTest, MayGoBeforeTheTrainingDoes) {
  learn();
  view.reset();
  told.report(test::progressAt(601));
  told.stop();
}

}  // namespace
}  // namespace cadenza::ui
