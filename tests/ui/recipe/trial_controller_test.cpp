// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/trial_controller.h"

#include <QSettings>

#include "tests/support/temporary_folder.h"
#include "tests/ui/recipe/trying_learning.h"

namespace cadenza::ui {
namespace {

TEST(TrialMeter, KnowsNothingBeforeTheSecondReport) {
  TrialMeter meter;
  EXPECT_FALSE(meter.trial());
  EXPECT_EQ(meter.fraction(), 0);
  meter.add(3, 100);
  EXPECT_FALSE(meter.trial());
}

TEST(TrialMeter, LeavesTheStartOut) {
  TrialMeter meter;
  meter.add(20, 1000);  // making ready took long
  for (int second = 1; second <= 8; ++second) meter.add(20 + second, 1000 + 500 * second);
  ASSERT_TRUE(meter.trial());
  EXPECT_DOUBLE_EQ(meter.trial()->slow, 500);
  EXPECT_DOUBLE_EQ(meter.trial()->fast, 500);
  EXPECT_EQ(meter.fraction(), 1);
}

TEST(TrialMeter, TellsSlowerFromFasterMoments) {
  TrialMeter meter;
  double notes = 0;
  meter.add(0, 0);
  for (int second = 1; second <= 8; ++second) meter.add(second, notes += second % 2 ? 300 : 600);
  ASSERT_TRUE(meter.trial());
  EXPECT_LT(meter.trial()->slow, meter.trial()->fast);
  EXPECT_GE(meter.trial()->slow, 300);
  EXPECT_LE(meter.trial()->fast, 600);
}

TEST(TrialMeter, EndsAlsoWhereStepsAreLong) {
  TrialMeter meter;
  meter.add(30, 4000);
  EXPECT_LT(meter.fraction(), 1);
  meter.add(62, 8000);
  EXPECT_EQ(meter.fraction(), 1);
  ASSERT_TRUE(meter.trial());
  EXPECT_DOUBLE_EQ(meter.trial()->slow, 125);
}

TEST(TrialMeter, MakesNothingOfReportsThatStandStill) {
  TrialMeter meter;
  for (int i = 0; i < 5; ++i) meter.add(1, 100);
  EXPECT_FALSE(meter.trial());
  meter.add(3, 100);
  EXPECT_FALSE(meter.trial());
}

class TrialControllerTest : public ::testing::Test {
 protected:
  TrialControllerTest() {
    options.recipe = findRecipe("score", NetworkSize::Medium).value();
    options.epochs = 3;
    options.portraits = true;
    QObject::connect(&trials, &TrialController::ended,
                     [this](const TrialKey&, const Result<Trial>& found) { trial = found; });
  }
  void measure() {
    trials.measure(options, [](std::stop_token) { return test::tinyCorpus(); });
  }
  void waitForTheEnd() {
    ASSERT_TRUE(waitUntil([this] { return trial.has_value(); }));
  }

  test::TemporaryFolder folder;
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  TryingLearning learning;
  TrainingOptions options;
  std::optional<Result<Trial>> trial;
  TrialController trials{[this] { return Result<Learning*>(&learning); }, settings};
};

TEST_F(TrialControllerTest, MeasuresByAShortTrainingAndRemembers) {
  EXPECT_FALSE(trials.known(trialKeyOf(options)));
  measure();
  EXPECT_TRUE(trials.isRunning());
  waitForTheEnd();
  ASSERT_TRUE(*trial) << trial->error().detail;
  EXPECT_DOUBLE_EQ((*trial)->slow, 4000);
  EXPECT_EQ(trials.known(trialKeyOf(options)), **trial);
  EXPECT_EQ(learning.pieces(), 12u);
}

TEST_F(TrialControllerTest, LearnsIntoAFolderThatIsThrownAway) {
  measure();
  waitForTheEnd();
  const TrainingOptions used = learning.options();
  EXPECT_FALSE(used.out.empty());
  EXPECT_FALSE(std::filesystem::exists(used.out.parent_path()));
  EXPECT_FALSE(used.portraits);
  EXPECT_FALSE(used.epochs);
  EXPECT_TRUE(used.checkpoints.empty());
}

TEST_F(TrialControllerTest, SizesDevicesAndRecipesAreMeasuredApart) {
  measure();
  waitForTheEnd();
  TrialKey key = trialKeyOf(options);
  key.size = NetworkSize::Small;
  EXPECT_FALSE(trials.known(key));
  key = trialKeyOf(options);
  key.device = DeviceChoice::Cpu;
  EXPECT_FALSE(trials.known(key));
  key = trialKeyOf(options);
  key.recipe = "performance";
  EXPECT_FALSE(trials.known(key));
}

TEST_F(TrialControllerTest, CanBeCancelledAndRemembersNothing) {
  learning.holds = true;
  measure();
  trials.cancel();
  waitForTheEnd();
  ASSERT_FALSE(*trial);
  EXPECT_EQ(trial->error().code, ErrorCode::Cancelled);
  EXPECT_FALSE(trials.known(trialKeyOf(options)));
}

TEST_F(TrialControllerTest, AFailureIsHandedOn) {
  learning.failure = Error{ErrorCode::OutOfMemory, "too large"};
  measure();
  waitForTheEnd();
  ASSERT_FALSE(*trial);
  EXPECT_EQ(trial->error().code, ErrorCode::OutOfMemory);
}

TEST_F(TrialControllerTest, WhatStandsInSettingsIsNotTrusted) {
  measure();
  waitForTheEnd();
  for (const QString& key : settings.allKeys()) {
    if (key.endsWith("/slow")) settings.setValue(key, "much");
  }
  EXPECT_FALSE(trials.known(trialKeyOf(options)));
}

TEST_F(TrialControllerTest, GoesAwayWhileItMeasures) {
  learning.holds = true;
  auto second =
      std::make_unique<TrialController>([this] { return Result<Learning*>(&learning); }, settings);
  second->measure(options, [](std::stop_token) { return test::tinyCorpus(); });
  second.reset();
}

}  // namespace
}  // namespace cadenza::ui
