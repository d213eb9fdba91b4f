// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a project file when saving it goes wrong: the old one or the new one, whole.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "core/project/project_file.h"
#include "tests/core/project/any_project.h"
#include "tests/support/campaign.h"
#include "tests/support/forked_child.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

// A project that is told from others by its number, with enough notes that saving takes a while.
Project numbered(int number) {
  Project project;
  project.properties.title = std::to_string(number);
  ScoreItems items;
  for (int i = 0; i < 2'000; ++i) {
    const auto pitch = static_cast<std::uint8_t>(20 + (number + i) % 80);
    items.notes.push_back({i * 100, 90, pitch, static_cast<std::uint8_t>(1 + i * i % 127)});
  }
  project.score = Score(std::move(items));
  return project;
}

TEST(SaveUnderFire, AKilledSaveLeavesTheOldOrTheNewFileWhole) {
  const test::TemporaryFolder folder;
  const auto path = folder / "song.cadenza";
  Random random(11);
  for (int kill = 0; kill < test::campaign(20, 200); ++kill) {
    ASSERT_TRUE(writeProjectFile(path, numbered(0)));
    test::ForkedChild child([&](const auto& tick) {
      for (int number = 1;; ++number) {
        tick();
        if (!writeProjectFile(path, numbered(number))) return;
      }
    });
    ASSERT_TRUE(child.started());
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) ASSERT_TRUE(child.awaitTick());
    for (std::uint64_t i = random.below(2'000); i > 0; --i) std::this_thread::yield();
    child.kill();
    const auto import = readProjectFile(path);
    ASSERT_TRUE(import) << "kill " << kill << ": " << import.error().detail;
    ASSERT_TRUE(import->damage.empty());
    EXPECT_EQ(import->project, numbered(std::stoi(import->project.properties.title)));
  }
}

TEST(SaveUnderFire, AFullDiskLeavesTheOldFileAndTellsOfIt) {
  const test::TemporaryFolder folder;
  const auto path = folder / "song.cadenza";
  ASSERT_TRUE(writeProjectFile(path, numbered(1)));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t room : {0, 1, 100, 500}) {
    const rlimit full{room, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    const auto written = writeProjectFile(path, numbered(2));
    ::setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(readProjectFile(path)->project, numbered(1));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  }
  std::signal(SIGXFSZ, handler);
}

}  // namespace
}  // namespace cadenza
