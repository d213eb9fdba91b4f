// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/course_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/dashboard/imagined_training.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class CourseChartTest : public ::testing::Test {
 protected:
  CourseChartTest() {
    chart.resize(800, 400);
    chart.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&chart));
    chart.setCourse(&course, recipe);
  }
  // Where events of the mouse go.
  [[nodiscard]] QWidget* canvas() { return chart.findChild<QWidget*>(); }
  void turnWheel(const QPoint& at, int notches, Qt::KeyboardModifiers keys = {}) {
    QWheelEvent event(at, canvas()->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &event);
    chart.drawNow();
  }
  [[nodiscard]] QPoint at(std::int64_t step) {
    const auto place = chart.positionOf(step);
    EXPECT_TRUE(place.has_value());
    return place.value_or(QPoint());
  }

  const Recipe recipe = *findRecipe("performance", NetworkSize::Small);
  TrainingCourse course = test::imaginedCourse(3000, 300);
  Appearance appearance{ThemeChoice::Dark};
  CourseChart chart{appearance};
};

TEST_F(CourseChartTest, DrawsEachPointAndValidation) {
  EXPECT_EQ(chart.trainingPoints(), 3000);
  EXPECT_EQ(chart.validationPoints(), 10);
  EXPECT_THAT(chart.accessibleName().toStdString(), HasSubstr("nats a note"));
}

TEST_F(CourseChartTest, ValidationsFarAboveTheTrainingAreSeen) {
  for (const std::int64_t step : {3300, 3600}) {
    course.add(test::progressAt(step));
    TrainingEvaluation evaluation = test::evaluationAt(step);
    evaluation.validation.heads[1] += 5;
    evaluation.point.validation = evaluation.validation.total();
    course.add(evaluation);
  }
  chart.refresh();
  chart.drawNow();
  for (const std::int64_t step : {300, 3300, 3600}) {
    EXPECT_TRUE(canvas()->rect().contains(at(step))) << step;
  }
}

TEST_F(CourseChartTest, DrawsManyReportsAsOneFrame) {
  const int before = chart.framesDrawn();
  for (std::int64_t step = 3001; step <= 4000; ++step) {
    course.add(test::progressAt(step));
    chart.refresh();
  }
  EXPECT_EQ(chart.framesDrawn(), before);
  ASSERT_TRUE(QTest::qWaitFor([&] { return chart.framesDrawn() > before; }));
  EXPECT_EQ(chart.framesDrawn(), before + 1);
  EXPECT_EQ(chart.trainingPoints(), 4000);
}

TEST_F(CourseChartTest, DrawsNothingWhileItIsHidden) {
  chart.hide();
  const int before = chart.framesDrawn();
  course.add(test::progressAt(3001));
  chart.refresh();
  QTest::qWait(250);  // two frames' time, in which none may come
  EXPECT_EQ(chart.framesDrawn(), before);
  chart.show();
  EXPECT_EQ(chart.trainingPoints(), 3001);
}

TEST_F(CourseChartTest, AClickOnAValidationChoosesIt) {
  QSignalSpy chosen(&chart, &CourseChart::checkpointChosen);
  QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(1500));
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].toLongLong(), 1500);
}

TEST_F(CourseChartTest, AClickFarFromTheCurveChoosesNothing) {
  QSignalSpy chosen(&chart, &CourseChart::checkpointChosen);
  QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(1500) - QPoint(0, 80));
  EXPECT_TRUE(chosen.isEmpty());
}

TEST_F(CourseChartTest, SaysWhichValidationsCanBeHeard) {
  chart.setMarks({.heard = {}, .a = {}, .b = {}, .kept = {}, .audible = {300}});
  chart.setFocus();
  QTest::keyClick(&chart, Qt::Key_Right);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("click to hear it"));
  QTest::keyClick(&chart, Qt::Key_Right);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("click to see what it wrote"));
}

TEST_F(CourseChartTest, TheKeyboardReachesEachValidation) {
  QSignalSpy chosen(&chart, &CourseChart::checkpointChosen);
  chart.setFocus();
  for (int i = 0; i < 3; ++i) QTest::keyClick(&chart, Qt::Key_Right);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("step 900"));
  EXPECT_THAT(chart.accessibleDescription().toStdString(), HasSubstr("step 900"));
  QTest::keyClick(&chart, Qt::Key_Return);
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].toLongLong(), 900);
  QTest::keyClick(&chart, Qt::Key_Left);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("step 600"));
  QTest::keyClick(&chart, Qt::Key_Escape);
  EXPECT_TRUE(chart.readOutText().isEmpty());
}

TEST_F(CourseChartTest, ReadsOutUnderThePointerWhatIsDrawnThere) {
  QTest::mouseMove(canvas(), (at(1500) + at(1800)) / 2);
  chart.readOutAt(16.5);
  const std::string text = chart.readOutText().toStdString();
  EXPECT_THAT(text, HasSubstr("16.5 min"));
  EXPECT_THAT(text, HasSubstr("epoch 1.65"));
  EXPECT_THAT(text, HasSubstr("Training  "));
  EXPECT_THAT(text, HasSubstr("Validation  "));
}

TEST_F(CourseChartTest, TheWheelZoomsAboutThePointerAndWholeLeadsBack) {
  QSignalSpy whole(&chart, &CourseChart::wholeChanged);
  const QPoint pointer = at(1500);
  turnWheel(pointer, 4);
  EXPECT_FALSE(chart.isWhole());
  EXPECT_NEAR(at(1500).x(), pointer.x(), 2);
  EXPECT_LT(at(300).x(), 0);
  EXPECT_EQ(whole.size(), 1);
  chart.showWhole();
  chart.drawNow();
  EXPECT_TRUE(chart.isWhole());
  EXPECT_NEAR(at(1500).x(), pointer.x(), 2);
}

TEST_F(CourseChartTest, ZoomingOutEndsAtTheWhole) {
  turnWheel(at(1500), 3);
  turnWheel(at(900), -10);
  EXPECT_TRUE(chart.isWhole());
}

TEST_F(CourseChartTest, AFrameDrawnByTheMouseIsZoomedInto) {
  const QPoint from = at(600) - QPoint(0, 60);
  const QPoint to = at(1200) + QPoint(0, 60);
  QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
  QTest::mouseMove(canvas(), (from + to) / 2);
  QTest::mouseMove(canvas(), to);
  QTest::mouseRelease(canvas(), Qt::LeftButton, {}, to);
  chart.drawNow();
  EXPECT_FALSE(chart.isWhole());
  EXPECT_GT(at(1200).x() - at(600).x(), 600);
  QTest::mouseDClick(canvas(), Qt::LeftButton, {}, from);
  EXPECT_TRUE(chart.isWhole());
}

TEST_F(CourseChartTest, GrowthDoesNotMoveWhatIsZoomedTo) {
  turnWheel(at(1500), 4);
  const QPoint before = at(1500);
  for (std::int64_t step = 3001; step <= 3500; ++step) course.add(test::progressAt(step));
  chart.drawNow();
  EXPECT_EQ(at(1500).x(), before.x());
}

TEST_F(CourseChartTest, EachLookDrawsTheWholeCourse) {
  for (const CourseAxis axis : {CourseAxis::Minutes, CourseAxis::Epochs, CourseAxis::Steps}) {
    for (const int head : {totalLoss, 0, 1, 2, everyHead}) {
      for (const bool smooth : {true, false}) {
        for (const bool logarithmic : {true, false}) {
          chart.setLook({axis, head, smooth, logarithmic});
          chart.grab();
          EXPECT_EQ(chart.trainingPoints(), 3000);
          EXPECT_TRUE(chart.rect().contains(at(1500)));
        }
      }
    }
  }
}

TEST_F(CourseChartTest, AnEarlierRunIsReadOutBesideThisOne) {
  chart.setOverlays({{QStringLiteral("Bach"),
                      std::make_shared<const TrainingCourse>(test::imaginedCourse(2000, 500))}});
  chart.readOutAt(10);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("Bach"));
  chart.readOutAt(29);
  EXPECT_THAT(chart.readOutText().toStdString(), HasSubstr("Bach, validation"));
  EXPECT_EQ(chart.trainingPoints(), 3000);
}

TEST_F(CourseChartTest, MarksAreToldApartWithoutColour) {
  const QImage before = chart.grab().toImage();
  std::vector<QImage> seen = {before};
  for (const CheckpointMarks& marks :
       {CheckpointMarks{.heard = 1500, .a = {}, .b = {}, .kept = {}, .audible = {}},
        CheckpointMarks{.heard = {}, .a = 1500, .b = {}, .kept = {}, .audible = {}},
        CheckpointMarks{.heard = {}, .a = {}, .b = 1500, .kept = {}, .audible = {}},
        CheckpointMarks{.heard = {}, .a = {}, .b = {}, .kept = {1500}, .audible = {}},
        CheckpointMarks{.heard = {}, .a = {}, .b = {}, .kept = {}, .audible = {1500}}}) {
    chart.setMarks(marks);
    chart.drawNow();
    const QImage grey = chart.grab().toImage().convertToFormat(QImage::Format_Grayscale8);
    for (const QImage& other : seen) EXPECT_NE(grey, other);
    seen.push_back(grey);
  }
}

TEST_F(CourseChartTest, NoCourseIsAnEmptyChart) {
  chart.setCourse(nullptr, recipe);
  chart.grab();
  EXPECT_EQ(chart.trainingPoints(), 0);
  QTest::mouseMove(canvas(), {300, 200});
  QTest::mouseClick(canvas(), Qt::LeftButton, {}, {300, 200});
  QTest::keyClick(&chart, Qt::Key_Right);
  EXPECT_TRUE(chart.readOutText().isEmpty());
}

}  // namespace
}  // namespace cadenza::ui
