// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

TEST(CorpusData, AllPerformancesAreKeptInTheirOfficialSplit) {
  const auto folder = test::sharedData("maestro-v3.0.0");
  if (folder.empty()) GTEST_SKIP() << "no performances here";
  const test::TemporaryFolder temporary;
  const auto report = scanFolder(folder, temporary / "cache");
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->files, 1'099u);
  EXPECT_EQ(report->kept, 1'099u);
  EXPECT_TRUE(report->warnings.empty());
  EXPECT_EQ(report->train, 962u);
  EXPECT_EQ(report->validation, 137u);
  EXPECT_TRUE(report->officialSplit);
  EXPECT_EQ(report->notes, 6'298'754u);
  const auto corpus = Corpus::open(temporary / "cache");
  ASSERT_TRUE(corpus);
  EXPECT_EQ(corpus->noteCount(), report->notes);
  for (const CorpusPiece& piece : corpus->pieces()) EXPECT_FALSE(piece.composer.empty());
}

TEST(CorpusData, AllEngravedPiecesAreKeptWithTheirComposers) {
  const auto folder = test::sharedData("shippable");
  if (folder.empty()) GTEST_SKIP() << "no pieces here";
  const test::TemporaryFolder temporary;
  const auto report = scanFolder(folder, temporary / "cache");
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->kept, 668u);
  EXPECT_FALSE(report->officialSplit);
  EXPECT_NEAR(static_cast<double>(report->validation), 66.8, 30);
  const auto corpus = Corpus::open(temporary / "cache");
  ASSERT_TRUE(corpus);
  for (const CorpusPiece& piece : corpus->pieces()) EXPECT_FALSE(piece.composer.empty());
}

}  // namespace
}  // namespace cadenza
