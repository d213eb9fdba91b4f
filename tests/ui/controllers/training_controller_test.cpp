// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class TrainingControllerTest : public ::testing::Test {
 protected:
  TrainingControllerTest() {
    QObject::connect(&controller, &TrainingController::scanned,
                     [this](const ScanReport& found) { report = found; });
    QObject::connect(&controller, &TrainingController::scanFailed,
                     [this](const Error& found) { scanError = found; });
    QObject::connect(&controller, &TrainingController::progressed,
                     [this](const TrainingProgress& now) { progress = now; });
    QObject::connect(&controller, &TrainingController::evaluated,
                     [this](const TrainingEvaluation&) { ++evaluations; });
    QObject::connect(&controller, &TrainingController::ended,
                     [this](const Result<TrainingOutcome>& how) { outcome = how; });
  }

  void scanEtudes() {
    writeEtudes(folder.path(), 12);
    controller.scan(folder.path());
    ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  }

  [[nodiscard]] TrainingOptions options() const {
    TrainingOptions wanted;
    wanted.out = folder / "model.safetensors";
    wanted.recipe = findRecipe("score", NetworkSize::Small).value();
    wanted.modelName = "pretended";
    return wanted;
  }

  test::TemporaryFolder folder;
  FakeLearning learning;
  std::optional<ScanReport> report;
  std::optional<Error> scanError;
  std::optional<TrainingProgress> progress;
  std::optional<Result<TrainingOutcome>> outcome;
  int evaluations = 0;
  TrainingController controller{[this] { return Result<Learning*>(&learning); },
                                [this](const auto&) { return folder / "corpus.cache"; }};
};

TEST_F(TrainingControllerTest, AScanEndsInAReport) {
  scanEtudes();
  EXPECT_EQ(report->kept, 12u);
  EXPECT_FALSE(controller.isScanning());
}

TEST_F(TrainingControllerTest, AFolderThatIsNotThereIsAnError) {
  controller.scan(folder / "nowhere");
  ASSERT_TRUE(waitUntil([this] { return scanError.has_value(); }));
  EXPECT_EQ(scanError->code, ErrorCode::NotFound);
}

TEST_F(TrainingControllerTest, ASecondScanOvertakesTheFirst) {
  writeEtudes(folder.path(), 3);
  controller.scan(folder / "nowhere");
  controller.scan(folder.path());
  ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  EXPECT_EQ(report->kept, 3u);
  EXPECT_FALSE(scanError);
}

TEST_F(TrainingControllerTest, ATrainingTellsHowItGoesAndEndsOnce) {
  scanEtudes();
  controller.start(options());
  EXPECT_TRUE(controller.isTraining());
  ASSERT_TRUE(waitUntil([this] { return progress && evaluations == 1; }));
  EXPECT_EQ(progress->notesPerSecond, 1234);
  learning.gate.open();
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ((*outcome)->kind, TrainingOutcome::Kind::Finished);
  EXPECT_FALSE(controller.isTraining());
}

TEST_F(TrainingControllerTest, StoppingEndsAsStopped) {
  scanEtudes();
  controller.start(options());
  controller.stop();
  EXPECT_TRUE(controller.isStopping());
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  ASSERT_TRUE(*outcome);
  EXPECT_EQ((*outcome)->kind, TrainingOutcome::Kind::Stopped);
}

TEST_F(TrainingControllerTest, AFailureIsHandedOn) {
  scanEtudes();
  learning.failure = Error{ErrorCode::Diverged, "too fast"};
  learning.gate.open();
  controller.start(options());
  ASSERT_TRUE(waitUntil([this] { return outcome.has_value(); }));
  EXPECT_EQ(outcome->error().code, ErrorCode::Diverged);
}

TEST_F(TrainingControllerTest, GoesAwayWhileItTrains) {
  scanEtudes();
  auto second =
      std::make_unique<TrainingController>([this] { return Result<Learning*>(&learning); },
                                           [this](const auto&) { return folder / "corpus.cache"; });
  bool ended = false;
  QObject::connect(second.get(), &TrainingController::ended, [&] { ended = true; });
  second->start(options());
  second.reset();
  QCoreApplication::processEvents();
  EXPECT_FALSE(ended);
}

}  // namespace
}  // namespace cadenza::ui
