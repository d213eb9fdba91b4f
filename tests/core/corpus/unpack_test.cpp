// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/unpack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/base/random.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_archive.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::contentOf;
using test::ZipMember;
using testing::HasSubstr;

class UnpackTest : public ::testing::Test {
 protected:
  void zip(const std::vector<ZipMember>& members) const { test::writeZip(archive, members); }
  [[nodiscard]] Result<void> unpack(const UnpackLimits& limits = {}) const {
    return unpackArchive(archive, folder, limits);
  }
  // Fails so, and leaves only the archive behind.
  void expectRefusal(ErrorCode code, const std::string& word,
                     const UnpackLimits& limits = {}) const {
    const auto result = unpack(limits);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().detail;
    EXPECT_THAT(result.error().detail, HasSubstr(word));
    EXPECT_EQ(filesLeft(), 1) << "something is left behind";
  }
  [[nodiscard]] std::ptrdiff_t filesLeft() const {
    return std::distance(fs::recursive_directory_iterator(base.path()), {});
  }

  test::TemporaryFolder base;
  fs::path archive = base / "music.zip";
  fs::path folder = base / "music";
};

TEST_F(UnpackTest, BringsEveryFileWhereItBelongs) {
  const std::string large(300'000, 'x');
  zip({{"readme", "hello"}, {"a/", ""}, {"a/b/one.mid", "1"}, {"a/two.mid", large}});
  std::vector<std::uint64_t> done;
  const auto result = unpackArchive(archive, folder, {}, [&](const UnpackProgress& progress) {
    EXPECT_EQ(progress.total, 300'006u);
    done.push_back(progress.done);
  });
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(contentOf(folder / "readme"), "hello");
  EXPECT_EQ(contentOf(folder / "a/b/one.mid"), "1");
  EXPECT_EQ(contentOf(folder / "a/two.mid"), large);
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_EQ(done.back(), 300'006u);
}

TEST_F(UnpackTest, TheOneFolderOfAnArchiveIsTheFolder) {
  zip({{"maestro/", ""},
       {"maestro/2004/a.mid", "a"},
       {"maestro/m.csv", "c"},
       {"__MACOSX/maestro/._m.csv", "junk"},
       {"maestro/.DS_Store", "junk"}});
  ASSERT_TRUE(unpack());
  EXPECT_EQ(contentOf(folder / "m.csv"), "c");
  EXPECT_EQ(contentOf(folder / "2004/a.mid"), "a");
  EXPECT_FALSE(fs::exists(folder / "maestro"));
  EXPECT_FALSE(fs::exists(folder / "__MACOSX"));
  EXPECT_FALSE(fs::exists(folder / ".DS_Store"));
}

TEST_F(UnpackTest, NothingLeavesTheFolder) {
  for (const char* name : {"../evil.mid", "a/../../evil.mid", "/evil.mid", "a/..", "..",
                           "C:/evil.mid", "..\\evil.mid", "a//b.mid", "./a.mid"}) {
    SCOPED_TRACE(name);
    zip({{"good.mid", "1"}, {name, "2"}});
    expectRefusal(ErrorCode::InvalidArgument, name);
  }
}

TEST_F(UnpackTest, LinksAndSpecialFilesAreRefused) {
  zip({{"link", "/etc", S_IFLNK}, {"link/passwd", "x"}});
  expectRefusal(ErrorCode::InvalidArgument, "is a link");
  zip({{"pipe", "", S_IFIFO}});
  expectRefusal(ErrorCode::InvalidArgument, "no ordinary file");
}

TEST_F(UnpackTest, NeverUnpacksMoreThanTheLimits) {
  zip({{"a.mid", std::string(1'000'000, '\0')}, {"b.mid", "1"}});
  expectRefusal(ErrorCode::InvalidArgument, "too large", {.bytesInEntry = 999'999});
  expectRefusal(ErrorCode::InvalidArgument, "more room", {.bytesInAll = 1'000'000});
  expectRefusal(ErrorCode::InvalidArgument, "2 files", {.entries = 1});
  EXPECT_TRUE(unpack({2, 1'000'000, 1'000'001}));
}

TEST_F(UnpackTest, ASizeThatAnEntryClaimsIsNotBelieved) {
  zip({{"a.mid", std::string(1'000'000, '\0')}});
  std::string bytes = contentOf(archive);
  const std::size_t central = bytes.find("PK\1\2");
  bytes.replace(central + 24, 4, std::string("\x0a\0\0\0", 4));
  std::ofstream(archive, std::ios::binary) << bytes;
  const auto result = unpack({.bytesInEntry = 100'000});
  ASSERT_FALSE(result);
  EXPECT_EQ(filesLeft(), 1);
}

TEST_F(UnpackTest, ADamagedArchiveLeavesNothing) {
  std::string noise;
  for (unsigned i = 0; i < 200'000; ++i) noise += static_cast<char>(i * i >> 3);
  zip({{"a.mid", "fine"}, {"b.mid", noise}, {"a.mid.d/", ""}});
  const std::string whole = contentOf(archive);
  for (const std::size_t length : {std::size_t{0}, std::size_t{10}, whole.size() / 2}) {
    std::ofstream(archive, std::ios::binary) << whole.substr(0, length);
    const auto cut = unpack();
    ASSERT_FALSE(cut);
    EXPECT_EQ(filesLeft(), 1);
  }
  std::string flipped = whole;
  flipped[whole.size() / 3] = static_cast<char>(~flipped[whole.size() / 3]);
  std::ofstream(archive, std::ios::binary) << flipped;
  expectRefusal(ErrorCode::DamagedFile, "b.mid");
  std::ofstream(archive, std::ios::binary) << "this is a web page";
  expectRefusal(ErrorCode::UnsupportedFile, "no zip archive");
}

TEST_F(UnpackTest, AFileAndAFolderOfOneNameAreADamage) {
  zip({{"a", "1"}, {"a/b", "2"}});
  const auto result = unpack();
  ASSERT_FALSE(result);
  EXPECT_EQ(filesLeft(), 1);
}

TEST_F(UnpackTest, WhatIsThereIsNotTouched) {
  fs::create_directory(folder);
  std::ofstream(folder / "mine") << "mine";
  zip({{"a.mid", "1"}});
  const auto result = unpack();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(contentOf(folder / "mine"), "mine");
  EXPECT_FALSE(fs::exists(folder / "a.mid"));
}

TEST_F(UnpackTest, StopsWithinAFile) {
  zip({{"a.mid", std::string(3'000'000, 'x')}});
  std::stop_source source;
  std::uint64_t last = 0;
  const auto result = unpackArchive(
      archive, folder, {},
      [&](const UnpackProgress& progress) {
        last = progress.done;
        source.request_stop();
      },
      source.get_token());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
  EXPECT_LT(last, 200'000u);
  EXPECT_EQ(filesLeft(), 1);
}

TEST_F(UnpackTest, AFullDiskLeavesNothing) {
  zip({{"a.mid", "1"}, {"b.mid", std::string(3'000'000, 'x')}});
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1'000'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto result = unpack();
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::DiskFull);
  EXPECT_EQ(filesLeft(), 1);
}

TEST_F(UnpackTest, WhatADeadProgramLeftIsSweptAway) {
  zip({{"a.mid", "1"}});
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  fs::create_directories(base / ("music.unpacking-" + std::to_string(child) + "-0/x"));
  fs::create_directories(base / ("music.unpacking-" + std::to_string(::getpid()) + "-77"));
  ASSERT_TRUE(unpack());
  EXPECT_FALSE(fs::exists(base / ("music.unpacking-" + std::to_string(child) + "-0")));
  EXPECT_TRUE(fs::exists(base / ("music.unpacking-" + std::to_string(::getpid()) + "-77")));
}

TEST_F(UnpackTest, MutatedArchivesNeverLeaveTheFolder) {
  zip({{"a/b.mid", std::string(500, 'x')}, {"a/c.mid", "music"}, {"d.mid", "more"}});
  const std::string whole = contentOf(archive);
  Random random(7);
  for (int round = 0; round < 1'000; ++round) {
    std::string bytes = whole;
    for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    std::ofstream(archive, std::ios::binary) << bytes;
    const bool unpacked = unpack({.bytesInEntry = 1'000'000}).hasValue();
    for (const auto& entry : fs::directory_iterator(base.path())) {
      ASSERT_TRUE(entry.path() == archive || (unpacked && entry.path() == folder)) << entry.path();
    }
    fs::remove_all(folder);
  }
}

}  // namespace
}  // namespace cadenza
