// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/corpus_controller.h"

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class CorpusControllerTest : public ::testing::Test {
 protected:
  CorpusControllerTest() {
    QObject::connect(&corpus, &CorpusController::scanned,
                     [this](const ScanReport& found) { report = found; });
    QObject::connect(&corpus, &CorpusController::scanFailed,
                     [this](const Error& found) { error = found; });
  }

  test::TemporaryFolder folder;
  std::optional<ScanReport> report;
  std::optional<Error> error;
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
};

TEST_F(CorpusControllerTest, AScanEndsInAReport) {
  writeEtudes(folder.path(), 12);
  EXPECT_FALSE(corpus.isReady());
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  EXPECT_EQ(report->kept, 12u);
  EXPECT_FALSE(corpus.isScanning());
  EXPECT_TRUE(corpus.isReady());
}

TEST_F(CorpusControllerTest, AFolderThatIsNotThereIsAnError) {
  corpus.setPlaces({folder / "nowhere"});
  ASSERT_TRUE(waitUntil([this] { return error.has_value(); }));
  EXPECT_EQ(error->code, ErrorCode::NotFound);
  EXPECT_FALSE(corpus.isReady());
}

TEST_F(CorpusControllerTest, ASecondScanOvertakesTheFirst) {
  writeEtudes(folder.path(), 3);
  corpus.setPlaces({folder / "nowhere"});
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  EXPECT_EQ(report->kept, 3u);
  EXPECT_FALSE(error);
}

TEST_F(CorpusControllerTest, AnotherValidationShareIsScannedForAtOnce) {
  writeEtudes(folder.path(), 12);
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  report.reset();
  corpus.setValidationShare(0.5);
  ASSERT_TRUE(waitUntil([this] { return report.has_value(); }));
  EXPECT_GT(report->validation, 1u);
  EXPECT_EQ(corpus.choice().validationShare, 0.5);
}

}  // namespace
}  // namespace cadenza::ui
