// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/compose/comparison.h"
#include "core/corpus/scan.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

TEST(ComparisonData, EngravedPiecesThatWereHeldOutAreLikeTheOthersAndMostlyNew) {
  const auto folder = test::sharedData("shippable");
  if (folder.empty()) GTEST_SKIP() << "no pieces here";
  const test::TemporaryFolder temporary;
  ASSERT_TRUE(scanFolder(folder, temporary / "cache"));
  const auto corpus = Corpus::open(temporary / "cache");
  ASSERT_TRUE(corpus);
  const PieceSelection heldOut{&*corpus, Split::Validation}, learned{&*corpus, Split::Train};
  const auto comparison = compareMusic(heldOut, learned, learned);
  ASSERT_TRUE(comparison) << comparison.error().detail;
  EXPECT_GT(comparison->meanOverlap, 0.85);
  EXPECT_GT(comparison->copied.share(), 0.02);
  EXPECT_LT(comparison->copied.share(), 0.2);
  const auto& scale = comparison->features[static_cast<std::size_t>(Feature::MajorScaleShare)];
  EXPECT_NEAR(scale.composed.mean, 0.88, 0.03);
}

}  // namespace
}  // namespace cadenza
