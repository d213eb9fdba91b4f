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

TEST(NumberText, OneIsSingular) {
  EXPECT_EQ(countText(0, "note"), "0 notes");
  EXPECT_EQ(countText(1, "note"), "1 note");
  EXPECT_EQ(countText(2'000, "note"), "2,000 notes");
  EXPECT_EQ(countText(2, "class", "classes"), "2 classes");
}

TEST(NumberText, KeepsTheDecimalsAskedFor) {
  EXPECT_EQ(numberText(9.9904, 2), "9.99");
  EXPECT_EQ(numberText(-0.5, 0), "-0");
}

}  // namespace
}  // namespace cadenza
