// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

TEST(NumberText, GroupsThousands) {
  EXPECT_EQ(countText(0), "0");
  EXPECT_EQ(countText(999), "999");
  EXPECT_EQ(countText(1'000), "1,000");
  EXPECT_EQ(countText(1'234'567), "1,234,567");
}

TEST(NumberText, KeepsTheDecimalsAskedFor) {
  EXPECT_EQ(numberText(9.9904, 2), "9.99");
  EXPECT_EQ(numberText(-0.5, 0), "-0");
}

}  // namespace
}  // namespace cadenza
