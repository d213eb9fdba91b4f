// SPDX-License-Identifier: GPL-3.0-or-later
// Each call that writes a file fails once, for each reason: the old file is intact or the new one
// is whole, an error names the file, and nothing is left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "core/base/safe_file.h"
#include "tests/reliability/faulty_system.h"
#include "tests/reliability/writers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/unprivileged.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::Fault;
using testing::HasSubstr;
using testing::Not;

constexpr int mostCalls = 10'000;

std::ptrdiff_t entriesIn(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

struct Reason {
  int error;
  Fault::Kind kind;
};
const std::vector<Reason> reasons{{ENOSPC, Fault::Kind::Refused},
                                  {EIO, Fault::Kind::Refused},
                                  {EACCES, Fault::Kind::Refused},
                                  {ENOSPC, Fault::Kind::ShortWrite}};

// Writes `path` once for each call that can fail; `old` is what it holds before, -1 for nothing.
class Campaign {
 public:
  Campaign(const test::Writer& writer, fs::path path, int old)
      : writer_(writer), path_(std::move(path)), old_(old) {}

  void run() {
    for (const Reason& reason : reasons) {
      int failing = 1;
      while (failing < mostCalls && fail(failing, reason)) ++failing;
      EXPECT_GT(failing, 4) << "so few calls can't have been all";
      faults_ += failing - 1;
    }
  }
  [[nodiscard]] int faults() const { return faults_; }

 private:
  // False where there were fewer calls.
  bool fail(int failing, const Reason& reason) {
    if (old_ < 0) {
      fs::remove(path_);
    } else if (writer_.read(path_) != old_) {
      const auto restored = writer_.write(path_, old_);
      EXPECT_TRUE(restored) << restored.error().detail;
    }
    const std::ptrdiff_t before = entriesIn(path_.parent_path());
    std::string call;
    Result<void> written;
    {
      const Fault fault(failing, reason.error, reason.kind);
      written = writer_.write(path_, 1);
      call = fault.call();
      if (!fault.happened()) return false;
    }
    SCOPED_TRACE(writer_.name + ", call " + std::to_string(failing) + ", " + call + ", errno " +
                 std::to_string(reason.error));
    const bool isNew = old_ < 0 && written;
    EXPECT_EQ(entriesIn(path_.parent_path()), before + (isNew ? 1 : 0));
    if (written) {
      EXPECT_EQ(writer_.read(path_), 1);
    } else {
      EXPECT_EQ(fs::exists(path_), old_ >= 0);
      EXPECT_EQ(writer_.read(path_), old_);
      EXPECT_THAT(written.error().detail, HasSubstr(path_.filename().string()));
      EXPECT_THAT(written.error().detail, Not(HasSubstr("cadenza-tmp")));
    }
    return true;
  }

  const test::Writer& writer_;
  fs::path path_;
  int old_;
  int faults_ = 0;
};

class Faults : public ::testing::TestWithParam<test::Writer> {
 protected:
  test::TemporaryFolder folder;
};

TEST_P(Faults, LeaveTheOldFileOrNoFile) {
  for (const int old : {0, -1}) Campaign(GetParam(), folder / GetParam().file, old).run();
}

TEST_P(Faults, LeaveTheOldFileWhereTheSystemHasNoUnnamedFiles) {
  const test::PlainSystem plain;
  for (const int old : {0, -1}) Campaign(GetParam(), folder / GetParam().file, old).run();
}

TEST_P(Faults, LeaveTheOldFileWhereItIsWrittenInPlace) {
  const fs::path path = folder / GetParam().file;
  ASSERT_TRUE(GetParam().write(path, 0));
  fs::permissions(path, fs::perms(0666));
  fs::permissions(folder.path(), fs::perms(0555));
  {
    const test::Unprivileged nobody;
    Campaign(GetParam(), path, 0).run();
  }
  fs::permissions(folder.path(), fs::perms(0755));
}

TEST(WritingInPlace, NamesACopyOfTheOldContentThatCanNotBePutBack) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs the superuser";
  const test::TemporaryFolder folder;
  const fs::path path = folder / "song.mid";
  ASSERT_TRUE(writeFile(path, std::string("old content")));
  fs::permissions(path, fs::perms(0666));
  fs::permissions(folder.path(), fs::perms(0555));
  Result<void> written;
  {
    const test::Unprivileged nobody;
    const test::BrokenTruncating broken;
    written = writeFile(path, std::string("new"));
  }
  fs::permissions(folder.path(), fs::perms(0755));
  ASSERT_FALSE(written);
  const std::string& detail = written.error().detail;
  const std::string before = "Its old content is in ";
  const std::size_t at = detail.find(before);
  ASSERT_NE(at, std::string::npos) << detail;
  const fs::path copy = detail.substr(at + before.size(), detail.size() - at - before.size() - 1);
  const auto bytes = readFile(copy);
  ASSERT_TRUE(bytes) << bytes.error().detail;
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()),
            "old content");
  EXPECT_EQ(copy.extension(), ".mid");
  fs::remove(copy);
}

INSTANTIATE_TEST_SUITE_P(Writers, Faults, ::testing::ValuesIn(test::allWriters()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace cadenza
