// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/dashboard/imagined_training.h"
#include "ui/dashboard/sparkline.h"

namespace cadenza::ui {
namespace {

class RunFiguresTest : public ::testing::Test {
 protected:
  RunFiguresTest() {
    run.state = RunState::Running;
    run.device = "CPU, 2 threads";
    run.minutes = 5;
    run.bestLoss = 2.25;
    run.course = test::imaginedCourse(500, 100);
  }
  // What stands under a figure's name.
  [[nodiscard]] std::string value(const char* name) {
    for (const auto* label : figures.findChildren<QLabel*>()) {
      if (label->accessibleName() == QLatin1String(name)) return label->text().toStdString();
    }
    return "no such figure";
  }

  TrainingRun run;
  Appearance appearance{ThemeChoice::Light};
  RunFigures figures{appearance};
};

TEST_F(RunFiguresTest, TellsWhereTheTrainingIs) {
  figures.setRun(run, test::progressAt(500));
  EXPECT_EQ(value("Best validation"), "2.250");
  EXPECT_EQ(value("Epochs"), "0.50");
  EXPECT_EQ(value("Time spent"), "5 min");
  EXPECT_EQ(value("Learning rate"), "2.0e-3");
  EXPECT_THAT(value("Device"), ::testing::HasSubstr("CPU, 1 GB"));
}

TEST_F(RunFiguresTest, TheTimeLeftIsExactWhereMinutesWereGivenAndARangeElse) {
  run.plan.options.minutes = 15;
  EXPECT_EQ(timeLeftText(run, test::progressAt(500)).toStdString(), "10 min");
  run.plan.options.minutes.reset();
  run.plan.options.epochs = 3;
  EXPECT_EQ(timeLeftText(run, test::progressAt(500)).toStdString(), "9 to 11 min");
}

TEST_F(RunFiguresTest, OfARunThatIsOverNoTimeIsLeft) {
  run.state = RunState::Finished;
  figures.setRun(run, {});
  EXPECT_EQ(value("Time left"), "–");
  EXPECT_EQ(value("Device"), "CPU, 2 threads") << "no memory is held any more";
}

TEST(Thinned, KeepsTheMeanAndLeavesOutWhatIsNoNumber) {
  std::vector<double> values(1000, 2.0);
  values[3] = std::numeric_limits<double>::quiet_NaN();
  const auto thin = thinned(values, 64);
  EXPECT_LE(thin.size(), 64U);
  for (const double value : thin) EXPECT_DOUBLE_EQ(value, 2);
  EXPECT_TRUE(thinned({}, 64).empty());
}

}  // namespace
}  // namespace cadenza::ui
