// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/recovery_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/safe_file.h"
#include "tests/core/project/any_project.h"
#include "tests/support/forked_child.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RecoveryFileTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::vector<LostPiece> lost() const { return findLostPieces(recovery); }
  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(recovery), {});
  }
  // As if the program had died with this work: files stay, the lock is gone.
  fs::path leaveBehind(const Project& project, const RecoveryInfo& about) const {
    const auto file = RecoveryFile::create(recovery);
    EXPECT_TRUE(file && file->write(project, about));
    return file->path();
  }

  test::TemporaryFolder folder;
  const fs::path recovery = folder / "deep" / "recovery";
  Random random{4};
  const Project work = test::anyProject(random);
  const RecoveryInfo info{"/music/song.cadenza", "song", 1'700'000'000};
};

TEST_F(RecoveryFileTest, AFolderThatIsNotThereHoldsNothing) { EXPECT_THAT(lost(), IsEmpty()); }

TEST_F(RecoveryFileTest, WorkWhoseOwnerIsGoneIsOfferedWithAllThatIsKnownOfIt) {
  leaveBehind(work, info);
  const auto found = lost();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_TRUE(found[0].work);
  EXPECT_EQ(found[0].work->info, info);
  EXPECT_EQ(found[0].work->import.project, work);
  EXPECT_THAT(found[0].work->import.damage, IsEmpty());
}

TEST_F(RecoveryFileTest, WorkWhoseOwnerLivesIsNotOffered) {
  const auto mine = RecoveryFile::create(recovery);
  ASSERT_TRUE(mine);
  ASSERT_TRUE(mine->write(work, info));
  EXPECT_THAT(lost(), IsEmpty());
  EXPECT_EQ(RecoveryFile::claim(mine->path()).error().code, ErrorCode::DeviceUnavailable);
}

TEST_F(RecoveryFileTest, WhatIsOfferedIsNotOfferedTwiceAtATime) {
  leaveBehind(work, info);
  auto first = lost();
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_THAT(lost(), IsEmpty());
  first.clear();
  EXPECT_THAT(lost(), SizeIs(1));
}

TEST_F(RecoveryFileTest, LookingDeletesNothingAndRemovingDoes) {
  leaveBehind(work, info);
  for (int look = 0; look < 3; ++look) EXPECT_THAT(lost(), SizeIs(1));
  lost().front().file.remove();
  EXPECT_THAT(lost(), IsEmpty());
  EXPECT_EQ(files(), 0);
}

TEST_F(RecoveryFileTest, AnOwnerThatRemovesItsWorkLeavesNothing) {
  {
    const auto mine = RecoveryFile::create(recovery);
    ASSERT_TRUE(mine->write(work, info));
    EXPECT_EQ(files(), 2);
    mine->remove();
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(RecoveryFileTest, TheNewestComesFirst) {
  for (const std::int64_t time : {2, 3, 1}) leaveBehind(work, {"", "", time});
  const auto found = lost();
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].work->info.time, 3);
  EXPECT_EQ(found[2].work->info.time, 1);
}

TEST_F(RecoveryFileTest, ADamagedOneIsNamedAndKept) {
  const fs::path path = leaveBehind(work, info);
  auto bytes = *readFile(path);
  bytes.resize(bytes.size() / 2);
  ASSERT_TRUE(writeFile(path, bytes));
  const auto found = lost();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_FALSE(found[0].work);
  EXPECT_THAT(found[0].work.error().detail, HasSubstr(path.string()));
  EXPECT_EQ(readFile(path)->size(), bytes.size());
}

TEST_F(RecoveryFileTest, APlainProjectInTheFolderIsOfferedToo) {
  fs::create_directories(recovery);
  ASSERT_TRUE(writeProjectFile(recovery / "x.cadenza-recovery", work));
  const auto found = lost();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_TRUE(found[0].work);
  EXPECT_EQ(found[0].work->import.project, work);
  EXPECT_EQ(found[0].work->info.title, work.properties.title);
}

TEST_F(RecoveryFileTest, OneOfANewerCadenzaIsKeptForIt) {
  fs::create_directories(recovery);
  auto entries = *projectEntries(work);
  const std::string text = R"({"format":"cadenza-recovery","version":9})";
  const auto span = std::as_bytes(std::span(text));
  entries["recovery.json"].assign(span.begin(), span.end());
  ASSERT_TRUE(writeFile(recovery / "x.cadenza-recovery", *packZip(entries)));
  const auto found = lost();
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_FALSE(found[0].work);
  EXPECT_THAT(found[0].work.error().detail, HasSubstr("newer Cadenza"));
}

// Two programs that edit: one is killed, the other lives.
TEST_F(RecoveryFileTest, OfTwoProgramsOnlyThatWhichWasKilledIsOffered) {
  const auto alive = RecoveryFile::create(recovery);
  ASSERT_TRUE(alive->write(work, {"", "alive", 5}));
  for (int kill = 0; kill < 5; ++kill) {
    test::ForkedChild child([&](const auto& tick) {
      const auto file = RecoveryFile::create(recovery);
      for (std::int64_t edit = 1; file; ++edit) {
        if (!file->write(work, {"", "killed", edit})) return;
        tick();
      }
    });
    for (int edits = 0; edits < 3; ++edits) ASSERT_TRUE(child.awaitTick());
    EXPECT_THAT(lost(), IsEmpty());
    child.kill();
    auto found = lost();
    ASSERT_THAT(found, SizeIs(1));
    ASSERT_TRUE(found[0].work) << found[0].work.error().detail;
    EXPECT_EQ(found[0].work->info.title, "killed");
    EXPECT_GE(found[0].work->info.time, 3);
    EXPECT_EQ(found[0].work->import.project, work);
    found[0].file.remove();
  }
  EXPECT_EQ(files(), 2);
}

TEST_F(RecoveryFileTest, ALockThatNothingWasWrittenUnderGoes) {
  test::ForkedChild child([&](const auto& tick) {
    const auto file = RecoveryFile::create(recovery);
    tick();
    tick();
    ::pause();
  });
  ASSERT_TRUE(child.awaitTick());
  child.kill();
  EXPECT_EQ(files(), 1);
  EXPECT_THAT(lost(), IsEmpty());
  EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace cadenza
