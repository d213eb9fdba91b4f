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

TEST_F(CorpusControllerTest, WhatWasFoundIsListedCountedAndHeard) {
  writeEtudes(folder.path(), 12);
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return corpus.statistics().has_value(); }));
  ASSERT_EQ(corpus.files()->size(), 12u);
  EXPECT_EQ(corpus.statistics()->pieces, 12u);
  const ListedFile& first = corpus.files()->front();
  EXPECT_EQ(corpus.score(first.contentHash)->notes().size(), first.notes);
  EXPECT_FALSE(corpus.score(12345));
}

TEST_F(CorpusControllerTest, WhatIsLeftOutIsCountedNoMore) {
  writeEtudes(folder.path(), 12);
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return corpus.statistics().has_value(); }));
  std::vector<std::uint64_t> all;
  for (const ListedFile& file : *corpus.files()) all.push_back(file.contentHash);
  corpus.setLeftOut({all[3], all[5], all[3]}, true);
  EXPECT_EQ(corpus.summary().pieces, 10u);
  EXPECT_TRUE(corpus.isLeftOut(all[3]));
  ASSERT_TRUE(waitUntil([this] { return corpus.statistics()->pieces == 10; }));
  corpus.setLeftOut(all, true);
  EXPECT_FALSE(corpus.isReady());
  corpus.setLeftOut(all, false);
  EXPECT_TRUE(corpus.isReady());
  EXPECT_TRUE(corpus.choice().leftOut.empty());
}

TEST_F(CorpusControllerTest, ACancelledScanLeavesWhatWasThere) {
  std::filesystem::create_directories(folder / "one");
  std::filesystem::create_directories(folder / "two");
  writeEtudes(folder / "one", 3);
  writeEtudes(folder / "two", 12);
  corpus.setPlaces({folder / "one"});
  ASSERT_TRUE(waitUntil([this] { return corpus.files()->size() == 3; }));
  corpus.addPlaces({folder / "two"});
  EXPECT_FALSE(corpus.isReady());
  corpus.cancelScan();
  ASSERT_TRUE(waitUntil([this] { return !corpus.isScanning(); }));
  EXPECT_TRUE(corpus.isReady());
  if (error) {  // it was not over already
    EXPECT_EQ(error->code, ErrorCode::Cancelled);
    EXPECT_EQ(corpus.choice().places.size(), 1u);
    EXPECT_EQ(corpus.files()->size(), 3u);
  }
}

TEST_F(CorpusControllerTest, WithoutAPlaceNothingIsLeft) {
  writeEtudes(folder.path(), 3);
  corpus.setPlaces({folder.path()});
  ASSERT_TRUE(waitUntil([this] { return !corpus.files()->empty(); }));
  corpus.removePlaces({folder.path()});
  EXPECT_FALSE(corpus.isReady());
  EXPECT_TRUE(corpus.files()->empty());
  EXPECT_FALSE(corpus.report());
  EXPECT_FALSE(corpus.isScanning());
}

}  // namespace
}  // namespace cadenza::ui
