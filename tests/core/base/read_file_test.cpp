// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>

#include "core/base/file_descriptor.h"
#include "core/base/mapped_file.h"
#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

constexpr std::size_t limit = 1 << 20;

std::string textOf(const Result<std::vector<std::byte>>& bytes) {
  if (!bytes) return "(" + bytes.error().detail + ")";
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

class ReadFile : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0); }

  test::TemporaryFolder folder;
  std::filesystem::path pipe = folder / "pipe";
  std::stop_source source;
};

TEST_F(ReadFile, ReadsAPipeToItsEnd) {
  const std::string text(300'000, 'x');
  std::jthread writer([&] {
    const FileDescriptor open(pipe, O_WRONLY);
    EXPECT_EQ(writeAll(open.get(), std::as_bytes(std::span(text))), 0);
  });
  EXPECT_EQ(textOf(readFile(pipe, limit, source.get_token())), text);
}

TEST_F(ReadFile, ReadsAPipeWhoseWriterIsGone) {
  std::array<int, 2> ends{};
  for (const std::string& text : {std::string("x"), std::string()}) {
    ASSERT_EQ(::pipe(ends.data()), 0);
    ASSERT_EQ(writeAll(ends[1], std::as_bytes(std::span(text))), 0);
    ::close(ends[1]);
    const std::string path = "/dev/fd/" + std::to_string(ends[0]);
    EXPECT_EQ(textOf(readFile(path, limit, source.get_token())), text);
    ::close(ends[0]);
  }
}

TEST_F(ReadFile, APipeWithoutAWriterWaitsUntilItIsStopped) {
  std::jthread reader([&] {
    const auto bytes = readFile(pipe, limit, source.get_token());
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, ErrorCode::Cancelled);
  });
  source.request_stop();
}

TEST_F(ReadFile, WithoutATokenNothingIsWaitedFor) {
  EXPECT_EQ(readFile(pipe).error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(MappedFile::open(pipe).error().code, ErrorCode::InvalidArgument);
}

TEST_F(ReadFile, ADeviceThatNeverEndsIsTooLong) {
  const auto bytes = readFile("/dev/zero", limit, source.get_token());
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::InvalidArgument);
}

TEST_F(ReadFile, AnEmptyDeviceIsEmpty) {
  EXPECT_EQ(textOf(readFile("/dev/null", limit, source.get_token())), "");
}

TEST_F(ReadFile, AFileWithoutASizeIsReadToItsEnd) {
  EXPECT_FALSE(textOf(readFile("/proc/self/status")).empty());
}

}  // namespace
}  // namespace cadenza
