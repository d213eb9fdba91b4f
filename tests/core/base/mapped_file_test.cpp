// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

TEST(MappedFile, ShowsTheBytesOfTheFile) {
  const test::TemporaryFolder folder;
  const std::string text(10'000, 'q');
  ASSERT_TRUE(writeFile(folder / "a", text));
  const auto file = MappedFile::open(folder / "a");
  ASSERT_TRUE(file);
  EXPECT_TRUE(std::ranges::equal(file->bytes(), std::as_bytes(std::span(text))));
}

TEST(MappedFile, AnEmptyFileHasNoBytes) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "a", std::string()));
  const auto file = MappedFile::open(folder / "a");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes().empty());
}

TEST(MappedFile, OutlivesBeingMovedAndTheFileBeingReplaced) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "a", std::string("old")));
  auto opened = MappedFile::open(folder / "a");
  ASSERT_TRUE(opened);
  MappedFile file;
  file = MappedFile(std::move(*opened));
  ASSERT_TRUE(writeFile(folder / "a", std::string("new")));
  ASSERT_EQ(file.bytes().size(), 3u);
  EXPECT_EQ(file.bytes()[0], std::byte{'o'});
}

TEST(MappedFile, TellsWhyItCanNotOpen) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(MappedFile::open(folder / "none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(MappedFile::open(folder.path()).error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace cadenza
