// SPDX-License-Identifier: GPL-3.0-or-later
// Where writing a file ends up: links, modes, pipes, devices, folders that may not be written.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>

#include "core/base/safe_file.h"
#include "core/base/temporary_file.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/unprivileged.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string textIn(const fs::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return "(" + bytes.error().detail + ")";
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

std::ptrdiff_t entriesIn(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

struct stat statusOf(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status;
}

class ReplaceFile : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    const auto written = writeFile(folder / name, text);
    ASSERT_TRUE(written) << written.error().detail;
  }
  Error failure(const std::string& name) {
    const auto written = writeFile(folder / name, std::string("new"));
    EXPECT_FALSE(written) << name;
    return written ? Error{} : written.error();
  }

  test::TemporaryFolder folder;
};

TEST_F(ReplaceFile, FollowsAChainOfLinksAndKeepsThem) {
  fs::create_directory(folder / "real");
  write("real/song", "old");
  fs::create_symlink("real/song", folder / "inner");
  fs::create_symlink(folder / "inner", folder / "outer");
  write("outer", "new");
  EXPECT_EQ(textIn(folder / "real/song"), "new");
  EXPECT_TRUE(fs::is_symlink(folder / "outer"));
  EXPECT_TRUE(fs::is_symlink(folder / "inner"));
  EXPECT_EQ(entriesIn(folder / "real"), 1);
}

TEST_F(ReplaceFile, CreatesWhatADanglingLinkNames) {
  fs::create_directory(folder / "real");
  fs::create_symlink("real/song", folder / "link");
  write("link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(textIn(folder / "real/song"), "new");
}

TEST_F(ReplaceFile, RefusesACircleOfLinksAFolderAndAPathIntoNothing) {
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  EXPECT_THAT(failure("a").detail, HasSubstr((folder / "a").string()));
  fs::create_directory(folder / "sub");
  EXPECT_EQ(failure("sub").code, ErrorCode::InvalidArgument);
  EXPECT_EQ(failure("sub/").code, ErrorCode::InvalidArgument);
  EXPECT_EQ(failure("none/song").code, ErrorCode::NotFound);
  EXPECT_THAT(failure("none/song").detail, HasSubstr((folder / "none/song").string()));
}

TEST_F(ReplaceFile, KeepsModeAndOwner) {
  write("a", "old");
  fs::permissions(folder / "a", fs::perms(0640));
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown((folder / "a").c_str(), 1234, 5678), 0);
  }
  const auto before = statusOf(folder / "a");
  write("a", "new");
  const auto after = statusOf(folder / "a");
  EXPECT_EQ(after.st_mode, before.st_mode);
  EXPECT_EQ(after.st_uid, before.st_uid);
  EXPECT_EQ(after.st_gid, before.st_gid);
}

TEST_F(ReplaceFile, ANewFileGetsTheModeOfTheUmask) {
  const mode_t before = ::umask(027);
  write("a", "new");
  ::umask(before);
  EXPECT_EQ(statusOf(folder / "a").st_mode & 0777, 0640u);
}

TEST_F(ReplaceFile, KeepsTheUsersAttributes) {
  write("a", "old");
  if (::setxattr((folder / "a").c_str(), "user.mood", "calm", 4, 0) != 0) {
    GTEST_SKIP() << "no attributes here";
  }
  write("a", "new");
  std::array<char, 4> value{};
  EXPECT_EQ(::getxattr((folder / "a").c_str(), "user.mood", value.data(), value.size()), 4);
}

TEST_F(ReplaceFile, RefusesAReadOnlyFileAndNamesIt) {
  write("a", "old");
  fs::permissions(folder / "a", fs::perms(0444));
  fs::create_symlink("a", folder / "link");
  for (const char* name : {"a", "link"}) {
    const Error error = failure(name);
    EXPECT_EQ(error.code, ErrorCode::AccessDenied);
    EXPECT_THAT(error.detail, HasSubstr((folder / name).string() + " is read-only"));
  }
  EXPECT_EQ(textIn(folder / "a"), "old");
  EXPECT_EQ(entriesIn(folder.path()), 2);
}

TEST_F(ReplaceFile, OtherHardLinksKeepTheOldContent) {
  write("a", "old");
  fs::create_hard_link(folder / "a", folder / "backup");
  write("a", "new");
  EXPECT_EQ(textIn(folder / "a"), "new");
  EXPECT_EQ(textIn(folder / "backup"), "old");
}

TEST_F(ReplaceFile, NamesMayBeAsLongAsTheSystemAllows) {
  const std::string longest(255, 'x');
  write(longest, "old");
  write(longest, "new");
  EXPECT_EQ(textIn(folder / longest), "new");
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST_F(ReplaceFile, AFolderThatMayNotBeWrittenStillHoldsFilesThatMay) {
  fs::create_directory(folder / "shared");
  write("shared/song", "old and longer");
  fs::permissions(folder / "shared/song", fs::perms(0666));
  fs::permissions(folder / "shared", fs::perms(0555));
  fs::permissions(folder.path(), fs::perms(0755));
  const auto before = statusOf(folder / "shared/song");
  {
    const test::Unprivileged nobody;
    const auto written = writeFile(folder / "shared/song", std::string("new"));
    EXPECT_TRUE(written) << written.error().detail;
    const auto created = writeFile(folder / "shared/other", std::string("new"));
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().code, ErrorCode::AccessDenied);
    EXPECT_THAT(created.error().detail, HasSubstr("shared/other"));
  }
  const auto after = statusOf(folder / "shared/song");
  EXPECT_EQ(textIn(folder / "shared/song"), "new");
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_EQ(after.st_mode, before.st_mode);
  EXPECT_EQ(entriesIn(folder / "shared"), 1);
  fs::permissions(folder / "shared", fs::perms(0755));
}

TEST_F(ReplaceFile, AFileOfAnotherUserKeepsItsOwner) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs the superuser";
  fs::create_directory(folder / "shared");
  write("shared/song", "old and longer");
  fs::permissions(folder / "shared/song", fs::perms(0666));
  fs::permissions(folder / "shared", fs::perms(0777));
  fs::permissions(folder.path(), fs::perms(0755));
  const auto before = statusOf(folder / "shared/song");
  {
    const test::Unprivileged nobody;
    const auto written = writeFile(folder / "shared/song", std::string("new"));
    EXPECT_TRUE(written) << written.error().detail;
  }
  const auto after = statusOf(folder / "shared/song");
  EXPECT_EQ(textIn(folder / "shared/song"), "new");
  EXPECT_EQ(after.st_uid, before.st_uid);
  EXPECT_EQ(after.st_gid, before.st_gid);
  EXPECT_EQ(after.st_mode, before.st_mode);
  EXPECT_EQ(entriesIn(folder / "shared"), 1);
}

TEST_F(ReplaceFile, WritingInPlaceOnAFullDiskPutsTheOldContentBack) {
  fs::create_directory(folder / "shared");
  const std::string old(3'000, 'o');
  write("shared/song", old);
  fs::permissions(folder / "shared/song", fs::perms(0666));
  fs::permissions(folder / "shared", fs::perms(0555));
  fs::permissions(folder.path(), fs::perms(0755));
  {
    const test::Unprivileged nobody;
    const test::FileSizeLimit full(4'096);
    const auto written = writeFile(folder / "shared/song", std::string(100'000, 'n'));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::DiskFull);
  }
  EXPECT_EQ(textIn(folder / "shared/song"), old);
  fs::permissions(folder / "shared", fs::perms(0755));
}

TEST_F(ReplaceFile, APipeGetsTheContentAsItIs) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const FileDescriptor reader(folder / "pipe", O_RDONLY | O_NONBLOCK);
  write("pipe", "new");
  std::array<char, 10> text{};
  EXPECT_EQ(::read(reader.get(), text.data(), text.size()), 3);
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST_F(ReplaceFile, APipeThatNothingReadsIsAnErrorAndNoWait) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(failure("pipe").detail, HasSubstr("Nothing reads"));
}

TEST_F(ReplaceFile, APipeWhoseReaderHasLeftIsAnErrorAndEndsNoProgram) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const FileDescriptor writer(ends[1]);
  ASSERT_EQ(::close(ends[0]), 0);
  const auto written = writeFile("/dev/fd/" + std::to_string(writer.get()), std::string("new"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::InputOutput);
}

TEST_F(ReplaceFile, DevicesAreWrittenTo) {
  EXPECT_TRUE(writeFile("/dev/null", std::string("new")));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  const auto full = writeFile("/dev/full", std::string("new"));
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::DiskFull);
  EXPECT_THAT(full.error().detail, HasSubstr("/dev/full"));
}

TEST_F(ReplaceFile, AnOpenFileOfThisProcessIsWrittenWhereItIs) {
  const FileDescriptor open(folder / "log", O_RDWR | O_CREAT, 0600);
  ASSERT_EQ(::write(open.get(), "before ", 7), 7);
  for (const std::string name : {"/dev/fd/", "/proc/self/fd/"}) {
    const auto written = writeFile(name + std::to_string(open.get()), std::string("new"));
    ASSERT_TRUE(written) << written.error().detail;
  }
  EXPECT_EQ(textIn(folder / "log"), "before newnew");
}

TEST_F(ReplaceFile, ContentMayBeWrittenOutOfOrderAlsoToAPipe) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const FileDescriptor reader(folder / "pipe", O_RDONLY | O_NONBLOCK);
  const auto written = replaceFile(folder / "pipe", [](OutputFile& file) -> Result<void> {
    if (auto put = file.write(std::as_bytes(std::span("??cd", 4))); !put) return put;
    if (auto back = file.seek(0); !back) return back;
    return file.write(std::as_bytes(std::span("ab", 2)));
  });
  ASSERT_TRUE(written) << written.error().detail;
  std::array<char, 10> text{};
  ASSERT_EQ(::read(reader.get(), text.data(), text.size()), 4);
  EXPECT_STREQ(text.data(), "abcd");
}

TEST_F(ReplaceFile, WhatDeadWritersLeftIsRemovedAndWhatLivingOnesWriteIsNot) {
  write("a", "old");
  write(".cadenza-tmp-0123456789ab", "left by a crash");
  write("mine.cadenza-tmp-0", "a file of the user");
  const auto replaced = replaceFile(folder / "a", [&](OutputFile&) -> Result<void> {
    write("a", "a writer within a writer");
    return {};
  });
  ASSERT_TRUE(replaced);
  EXPECT_FALSE(fs::exists(folder / ".cadenza-tmp-0123456789ab"));
  EXPECT_TRUE(fs::exists(folder / "mine.cadenza-tmp-0"));
  EXPECT_EQ(entriesIn(folder.path()), 2);
}

TEST_F(ReplaceFile, ManyWritersOfOneFileLeaveOneOfTheirTexts) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([this, i] {
      const std::string text(1'000, static_cast<char>('a' + i));
      for (int j = 0; j < 20; ++j) EXPECT_TRUE(writeFile(folder / "a", text));
    });
  }
  for (std::thread& writer : writers) writer.join();
  const std::string text = textIn(folder / "a");
  ASSERT_EQ(text.size(), 1'000u);
  EXPECT_EQ(text, std::string(1'000, text[0]));
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

}  // namespace
}  // namespace cadenza
