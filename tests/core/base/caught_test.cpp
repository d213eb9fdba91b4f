// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/caught.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace cadenza {
namespace {

template <class Exception>
Error errorFrom(const Exception& exception) {
  const auto result = caught([&]() -> Result<int> { throw exception; });
  EXPECT_FALSE(result);
  return result ? Error{} : result.error();
}

TEST(Caught, ReturnsWhatTheWorkReturns) {
  EXPECT_EQ(*caught([]() -> Result<int> { return 7; }), 7);
  const auto failed = caught([]() -> Result<int> { return Error{ErrorCode::NotMidi, "no MIDI"}; });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::NotMidi);
}

TEST(Caught, TellsThatMemoryRanOut) {
  EXPECT_EQ(errorFrom(std::bad_alloc()).code, ErrorCode::OutOfMemory);
  EXPECT_EQ(errorFrom(std::length_error("vector::_M_default_append")).code, ErrorCode::OutOfMemory);
  EXPECT_EQ(errorFrom(std::runtime_error("CUDA out of memory. Tried to allocate 2 GiB")).code,
            ErrorCode::OutOfMemory);
  EXPECT_EQ(errorFrom(std::system_error(ENOMEM, std::generic_category())).code,
            ErrorCode::OutOfMemory);
  const auto tooLong = caught([]() -> Result<void> {
    std::vector<int> numbers;
    numbers.reserve(numbers.max_size());
    return {};
  });
  ASSERT_FALSE(tooLong);
  EXPECT_EQ(tooLong.error().code, ErrorCode::OutOfMemory);
}

TEST(Caught, TellsWhatAFileSystemRefused) {
  const auto of = [](int code) {
    return errorFrom(std::filesystem::filesystem_error(
        "cannot copy", "/there", std::error_code(code, std::generic_category())));
  };
  EXPECT_EQ(of(ENOENT).code, ErrorCode::NotFound);
  EXPECT_EQ(of(EACCES).code, ErrorCode::AccessDenied);
  EXPECT_EQ(of(ENOSPC).code, ErrorCode::DiskFull);
  EXPECT_EQ(of(EIO).code, ErrorCode::InputOutput);
  EXPECT_NE(of(EIO).detail.find("/there"), std::string::npos);
}

TEST(Caught, CallsAllElseInternalAndKeepsTheWords) {
  const Error error = errorFrom(std::runtime_error("the file is on a memory stick"));
  EXPECT_EQ(error.code, ErrorCode::Internal);
  EXPECT_EQ(error.detail, "the file is on a memory stick");
  EXPECT_EQ(errorFrom(std::system_error(EAGAIN, std::generic_category())).code,
            ErrorCode::Internal);
  EXPECT_EQ(errorFrom(3).code, ErrorCode::Internal) << "not even an exception";
}

}  // namespace
}  // namespace cadenza
