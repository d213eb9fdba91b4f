// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/zip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cadenza {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::byte> noise(std::size_t size) {
  std::vector<std::byte> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * i >> 3);
  return bytes;
}

TEST(Zip, WhatIsPackedIsUnpacked) {
  const ZipEntries entries = {{"empty", {}}, {"folder/é.bin", noise(100'000)}, {"z", noise(1)}};
  const auto packed = packZip(entries);
  ASSERT_TRUE(packed);
  const auto unpacked = unpackZip(*packed);
  ASSERT_TRUE(unpacked);
  EXPECT_EQ(unpacked->entries, entries);
  EXPECT_TRUE(unpacked->damaged.empty());
}

TEST(Zip, WhatIsNoArchiveIsToldFromABrokenOne) {
  EXPECT_EQ(unpackZip({}).error().code, ErrorCode::UnsupportedFile);
  EXPECT_EQ(unpackZip(noise(100)).error().code, ErrorCode::UnsupportedFile);
  const auto packed = packZip({{"a", noise(1'000)}});
  ASSERT_TRUE(packed);
  EXPECT_EQ(unpackZip(std::span(*packed).first(packed->size() - 5)).error().code,
            ErrorCode::DamagedFile);
}

TEST(Zip, AnEntryWithAWrongByteIsNamedAndTheOthersAreRead) {
  const ZipEntries entries = {{"first", noise(5'000)}, {"second", noise(3'000)}};
  auto packed = packZip(entries);
  ASSERT_TRUE(packed);
  (*packed)[200] ^= std::byte{0x55};
  const auto unpacked = unpackZip(*packed);
  ASSERT_TRUE(unpacked);
  EXPECT_THAT(unpacked->damaged, ElementsAre("first"));
  EXPECT_EQ(unpacked->entries.at("second"), entries.at("second"));
}

TEST(Zip, ABombIsNotUnpacked) {
  const auto packed = packZip({{"bomb", std::vector<std::byte>(std::size_t{64} << 20)}});
  ASSERT_TRUE(packed);
  EXPECT_LT(packed->size(), std::size_t{1} << 20);
  const auto unpacked = unpackZip(*packed, {.bytesInEntry = std::size_t{1} << 20});
  ASSERT_FALSE(unpacked);
  EXPECT_THAT(unpacked.error().detail, HasSubstr("bomb"));
  EXPECT_FALSE(unpackZip(*packed, {.bytesInAll = std::size_t{1} << 20}));
}

TEST(Zip, ACrowdOfEntriesIsRefused) {
  ZipEntries crowd;
  for (int i = 0; i < 20; ++i) crowd[std::to_string(i)] = {};
  const auto packed = packZip(crowd);
  ASSERT_TRUE(packed);
  EXPECT_FALSE(unpackZip(*packed, {.entries = 19}));
  EXPECT_TRUE(unpackZip(*packed, {.entries = 20}));
}

}  // namespace
}  // namespace cadenza
