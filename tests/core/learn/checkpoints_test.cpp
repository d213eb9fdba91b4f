// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/checkpoints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/base/random.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

TEST(Checkpoints, NoneIsDroppedWhileThereAreFew) {
  const std::vector<std::int64_t> steps{10, 20, 30};
  EXPECT_TRUE(checkpointsToDrop(steps, 20, 3).empty());
}

TEST(Checkpoints, TheFirstTheLastAndTheBestStayAlways) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> steps;
    std::int64_t step = 0;
    const auto count = static_cast<int>(4 + random.below(200));
    for (int i = 0; i < count; ++i) {
      steps.push_back(step += static_cast<std::int64_t>(1 + random.below(50)));
    }
    const std::int64_t best = steps[random.below(steps.size())];
    const auto most = static_cast<std::size_t>(3 + random.below(20));
    const auto dropped = checkpointsToDrop(steps, best, most);
    EXPECT_EQ(steps.size() - dropped.size(), std::min(steps.size(), most));
    for (const std::int64_t kept : {steps.front(), steps.back(), best}) {
      EXPECT_EQ(std::count(dropped.begin(), dropped.end(), kept), 0);
    }
  }
}

TEST(Checkpoints, AfterFiveHundredWhatStaysIsSpreadOverTheWholeTraining) {
  std::vector<std::int64_t> kept;
  for (std::int64_t step = 100; step <= 50'000; step += 100) {
    kept.push_back(step);
    for (const std::int64_t gone : checkpointsToDrop(kept, 100, mostCheckpoints)) {
      std::erase(kept, gone);
    }
  }
  ASSERT_EQ(kept.size(), mostCheckpoints);
  std::int64_t widest = 0;
  for (std::size_t i = 1; i < kept.size(); ++i) widest = std::max(widest, kept[i] - kept[i - 1]);
  EXPECT_LE(widest, 4 * 50'000 / static_cast<std::int64_t>(mostCheckpoints));
}

TEST(Checkpoints, AreListedByTheirStepAndNothingElseIs) {
  test::TemporaryFolder folder;
  for (const std::int64_t step : {300, 20}) std::ofstream(checkpointFile(folder.path(), step)) << 1;
  std::ofstream(folder / "notes.txt") << 1;
  std::ofstream(folder / "12x.safetensors") << 1;
  EXPECT_EQ(listCheckpoints(folder.path()), (std::vector<std::int64_t>{20, 300}));
  EXPECT_TRUE(listCheckpoints(folder / "nowhere").empty());
}

}  // namespace
}  // namespace cadenza
