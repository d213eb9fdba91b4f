// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safe_file.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <iterator>
#include <string>

#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::string textIn(const fs::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return "(" + bytes.error().detail + ")";
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

std::ptrdiff_t entriesIn(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(SafeFile, ReadsBackWhatItWrote) {
  const test::TemporaryFolder folder;
  for (const std::string& text :
       {std::string(), std::string("abc\0def", 7), std::string(1'000'000, 'x')}) {
    ASSERT_TRUE(writeFile(folder / "a", text));
    EXPECT_EQ(textIn(folder / "a"), text);
  }
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST(SafeFile, AFullDiskLeavesTheOldFileAndNothingElse) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "a", std::string("old")));
  {
    const test::FileSizeLimit full(4'096);
    const auto written = writeFile(folder / "a", std::string(100'000, 'x'));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::DiskFull);
  }
  EXPECT_EQ(textIn(folder / "a"), "old");
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST(SafeFile, AWriterThatFailsLeavesTheOldFile) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "a", std::string("old")));
  const auto replaced = replaceFile(folder / "a", [](OutputFile& file) -> Result<void> {
    if (auto half = file.write(std::as_bytes(std::span("half"))); !half) return half;
    return Error{ErrorCode::Cancelled, "Stopped."};
  });
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().code, ErrorCode::Cancelled);
  EXPECT_EQ(textIn(folder / "a"), "old");
  EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST(SafeFile, TellsWhyItCanNotRead) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(readFile(folder / "none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(readFile(folder.path()).error().code, ErrorCode::InvalidArgument);
  ASSERT_TRUE(writeFile(folder / "a", std::string(100, 'x')));
  EXPECT_EQ(readFile(folder / "a", 99).error().code, ErrorCode::InvalidArgument);
  EXPECT_TRUE(readFile(folder / "a", 100));
}

TEST(SafeFile, TellsWhyItCanNotWrite) {
  const test::TemporaryFolder folder;
  const auto written = writeFile(folder / "none" / "a", std::string("x"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::NotFound);
  EXPECT_NE(written.error().detail.find((folder / "none").string()), std::string::npos);
  ASSERT_FALSE(writeFile(folder.path(), std::string("x")));
}

TEST(SystemError, NamesTheKindOfTrouble) {
  const auto codeOf = [](int number) { return systemError(number, "write", "f").code; };
  EXPECT_EQ(codeOf(ENOSPC), ErrorCode::DiskFull);
  EXPECT_EQ(codeOf(EACCES), ErrorCode::AccessDenied);
  EXPECT_EQ(codeOf(ENOENT), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(EIO), ErrorCode::InputOutput);
}

}  // namespace
}  // namespace cadenza
