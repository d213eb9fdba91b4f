// SPDX-License-Identifier: GPL-3.0-or-later
// Each writer of files is killed while it writes: the old or the new file is there, whole, and what
// else it left is gone with the next writing.
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "core/base/random.h"
#include "tests/reliability/writers.h"
#include "tests/support/campaign.h"
#include "tests/support/forked_child.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t entriesIn(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

class Kills : public ::testing::TestWithParam<test::Writer> {};

TEST_P(Kills, LeaveTheOldOrTheNewFileWhole) {
  const test::Writer& writer = GetParam();
  const test::TemporaryFolder folder;
  const fs::path path = folder / writer.file;
  Random random(11);
  for (int kill = 0; kill < test::campaign(4, 200); ++kill) {
    ASSERT_TRUE(writer.write(path, 0));
    {
      test::ForkedChild child([&](const auto& tick) {
        for (int number = 1;; ++number) {
          tick();
          if (!writer.write(path, number % 2)) return;
        }
      });
      ASSERT_TRUE(child.started());
      for (std::uint64_t i = 1 + random.below(4); i > 0; --i) ASSERT_TRUE(child.awaitTick());
      for (std::uint64_t i = random.below(2'000); i > 0; --i) std::this_thread::yield();
      child.kill();
    }
    EXPECT_LE(entriesIn(folder.path()), 2) << "at most the new file under its first name";
    const int found = writer.read(path);
    EXPECT_TRUE(found == 0 || found == 1) << "kill " << kill << ": " << found;
    ASSERT_TRUE(writer.write(path, 1 - found));
    EXPECT_EQ(writer.read(path), 1 - found);
    EXPECT_EQ(entriesIn(folder.path()), 1) << "kill " << kill;
  }
}

TEST_P(Kills, LeaveNothingWhereTheFileIsNew) {
  const test::Writer& writer = GetParam();
  const test::TemporaryFolder folder;
  Random random(12);
  for (int kill = 0; kill < test::campaign(3, 50); ++kill) {
    const fs::path inside = folder / std::to_string(kill);
    fs::create_directory(inside);
    test::ForkedChild child([&](const auto& tick) {
      tick();
      (void)writer.write(inside / writer.file, 1);
    });
    ASSERT_TRUE(child.awaitTick());
    for (std::uint64_t i = random.below(2'000); i > 0; --i) std::this_thread::yield();
    child.kill();
    if (entriesIn(inside) == 0) continue;
    EXPECT_EQ(entriesIn(inside), 1);
    EXPECT_EQ(writer.read(inside / writer.file), 1);
  }
}

INSTANTIATE_TEST_SUITE_P(Writers, Kills, ::testing::ValuesIn(test::allWriters()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace cadenza
