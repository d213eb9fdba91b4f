// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace cadenza {
namespace {

const Error missing{ErrorCode::NotFound, "There is no such thing."};

TEST(Result, HoldsItsValue) {
  const Result<int> result = 42;
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 42);
}

TEST(Result, HoldsTheErrorThatStandsInItsPlace) {
  const Result<std::string> result = missing;
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::NotFound);
  EXPECT_EQ(result.error().detail, missing.detail);
}

TEST(Result, GivesAwayWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, WithoutValueSucceedsUnlessGivenAnError) {
  EXPECT_TRUE(Result<void>());
  const Result<void> failed = missing;
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::NotFound);
}

TEST(ErrorCode, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  constexpr int count = static_cast<int>(ErrorCode::Cancelled) + 1;
  for (int i = 0; i < count; ++i) names.insert(name(static_cast<ErrorCode>(i)));
  EXPECT_EQ(names.size(), count);
  EXPECT_FALSE(names.contains("Unknown"));
}

}  // namespace
}  // namespace cadenza
