// SPDX-License-Identifier: GPL-3.0-or-later
// Ten hours of a training in a few seconds: what it costs to show it must not grow.
#include <malloc.h>

#include <QPlainTextEdit>
#include <algorithm>
#include <ctime>
#include <vector>

#include "tests/ui/dashboard/told_training.h"
#include "ui/dashboard/run_view.h"

namespace cadenza::ui {
namespace {

constexpr std::int64_t reports = 100'000;
constexpr std::int64_t reportsAnEvaluation = 200;
constexpr std::int64_t reportsAFrame = 500;
constexpr std::int64_t tenth = reports / 10;
constexpr double megabyte = 1 << 20;

double megabytesInUse() {
  const auto heap = mallinfo2();
  return static_cast<double>(heap.uordblks + heap.hblkhd) / megabyte;
}

// Seconds of this thread alone: what else the machine does costs it nothing.
double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() / 2);
}

struct Tenth {
  double secondsOfReports = 0;
  std::vector<double> secondsAFrame;
  int mostPoints = 0;    // of a frame
  double megabytes = 0;  // at its end
};

class RunViewSoak : public ::testing::Test {
 protected:
  void evaluate(std::int64_t step) {
    TrainingEvaluation evaluation = test::evaluationAt(step, step % 1000 == 0);
    evaluation.portrait = portrait;
    if (step / 5000 % 3 == 1) evaluation.diagnoses = {{Finding::Collapsed, "It circles.", "Wait."}};
    for (int i = 0; i < 6; ++i) {
      Q_EMIT told.controller.logged(QStringLiteral("It learns on."));
    }
    told.reportEvaluation(evaluation);
  }
  void frame(Tenth& into) {
    QCoreApplication::processEvents();  // what the validations before have left to be laid out
    const double before = threadSeconds();
    chart->drawNow();
    view.grab();
    into.secondsAFrame.push_back(threadSeconds() - before);
    into.mostPoints = std::max(into.mostPoints, chart->pointsInAFrame());
  }
  Tenth run(std::int64_t from) {
    Tenth measured;
    for (std::int64_t step = from + 1; step <= from + tenth; ++step) {
      const double before = threadSeconds();
      told.report(test::progressAt(step));
      measured.secondsOfReports += threadSeconds() - before;
      if (step % reportsAnEvaluation == 0) evaluate(step);
      if (step % reportsAFrame == 0) frame(measured);
    }
    QCoreApplication::processEvents();
    measured.megabytes = megabytesInUse();
    return measured;
  }

  const SelfPortrait portrait = test::portraitOf(1, 0.7);
  ToldTraining told;
  Appearance appearance{ThemeChoice::Dark};
  RunView view{told.controller, appearance};
  CourseChart* chart = view.findChild<CourseChart*>();
};

TEST_F(RunViewSoak, ALongTrainingCostsNoMoreAtItsEndThanAtItsBeginning) {
  view.resize(1248, 620);
  view.QWidget::show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
  told.start();
  view.show(told.controller.current());

  std::vector<Tenth> tenths;
  for (std::int64_t from = 0; from < reports; from += tenth) tenths.push_back(run(from));

  const Tenth& first = tenths.front();
  const Tenth& last = tenths.back();
  for (const Tenth& part : tenths) {
    std::cout << "report " << 1e6 * part.secondsOfReports / tenth << " us, frame "
              << 1e3 * median(part.secondsAFrame) << " ms of " << part.mostPoints
              << " points, heap " << part.megabytes << " MB\n";
  }
  EXPECT_EQ(told.controller.current()->course.evaluations().size(), 500U);
  EXPECT_LE(told.controller.current()->course.points().size(), TrainingCourse::mostPoints);
  EXPECT_LE(view.findChild<QPlainTextEdit*>()->blockCount(), 2000);
  EXPECT_LT(last.secondsOfReports, 2 * first.secondsOfReports);
  // Training twice, raw and smoothed, and a hundred or two of validations.
  constexpr int most = 2 * static_cast<int>(TrainingCourse::mostPoints) + 256;
  for (const Tenth& part : tenths) EXPECT_LE(part.mostPoints, most);
  // There is more to draw than at first, but nothing that goes on growing; the machine is shared.
  EXPECT_LT(median(last.secondsAFrame), 4 * median(first.secondsAFrame));
  // What is kept of 450 validations, portraits and all, and nothing beside.
  EXPECT_LT(last.megabytes - first.megabytes, 12);
}

}  // namespace
}  // namespace cadenza::ui
