// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace cadenza {
namespace {

std::vector<std::byte> compressed(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::vector<std::byte> bytes(deflateBound(&stream, text.size()) + 64);
  std::string source = text;
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(bytes.size() - stream.avail_out);
  deflateEnd(&stream);
  return bytes;
}

std::string textOf(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(Gzip, GivesBackWhatWasCompressed) {
  for (const std::string& text : {std::string(), std::string("a"), std::string(3'000'000, 'x')}) {
    const auto bytes = compressed(text);
    EXPECT_TRUE(isGzip(bytes));
    const auto expanded = expandGzip(bytes, text.size());
    ASSERT_TRUE(expanded) << expanded.error().detail;
    EXPECT_EQ(textOf(*expanded), text);
  }
}

TEST(Gzip, JoinsMembersAndIgnoresWhatFollows) {
  auto bytes = compressed("one ");
  const auto second = compressed("two");
  bytes.insert(bytes.end(), second.begin(), second.end());
  bytes.resize(bytes.size() + 100);
  EXPECT_EQ(textOf(*expandGzip(bytes, 100)), "one two");
}

TEST(Gzip, ReadsManyEmptyMembersWithoutMemoryForThem) {
  constexpr std::size_t members = 50'000;
  const auto empty = compressed("");
  std::vector<std::byte> bytes;
  bytes.reserve(members * empty.size());
  for (std::size_t i = 0; i < members; ++i) bytes.insert(bytes.end(), empty.begin(), empty.end());
  const auto expanded = expandGzip(bytes, 100);
  ASSERT_TRUE(expanded) << expanded.error().detail;
  EXPECT_TRUE(expanded->empty());
  EXPECT_EQ(expanded->capacity(), 0u);
}

TEST(Gzip, NeverExpandsPastTheLimit) {
  const auto bytes = compressed(std::string(50'000'000, 'x'));
  EXPECT_EQ(expandGzip(bytes, 49'999'999).error().code, ErrorCode::InvalidArgument);
  EXPECT_TRUE(expandGzip(bytes, 50'000'000));
}

TEST(Gzip, NoticesDamageAtEachLength) {
  auto bytes = compressed("some text that is long enough");
  for (std::size_t length = 2; length < bytes.size(); ++length) {
    const auto cut = expandGzip(std::span(bytes).first(length), 1'000);
    ASSERT_FALSE(cut) << length;
    EXPECT_EQ(cut.error().code, ErrorCode::DamagedFile);
  }
  bytes[bytes.size() - 6] ^= std::byte{1};
  EXPECT_FALSE(expandGzip(bytes, 1'000));
}

}  // namespace
}  // namespace cadenza
