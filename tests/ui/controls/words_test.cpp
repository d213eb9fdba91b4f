// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/words.h"

#include <gtest/gtest.h>

#include <QLocale>
#include <limits>

namespace cadenza::ui {
namespace {

class Words : public ::testing::Test {
 protected:
  Words() { QLocale::setDefault(QLocale::c()); }
};

TEST_F(Words, CountTheOneAndTheMany) {
  EXPECT_EQ(countText(1, "note"), "1 note");
  EXPECT_EQ(countText(0, "note"), "0 notes");
  EXPECT_EQ(countText(12, "note"), "12 notes");
}

TEST_F(Words, SayDurationsInTheUnitsThatFit) {
  EXPECT_EQ(durationText(0.4), "0 s");
  EXPECT_EQ(durationText(59), "59 s");
  EXPECT_EQ(durationText(60), "1 min");
  EXPECT_EQ(durationText(200), "3 min 20 s");
  EXPECT_EQ(durationText(7500), "2 h 5 min");
  EXPECT_EQ(durationText(-3), "0 s");
  EXPECT_EQ(durationText(std::numeric_limits<double>::infinity()), "–");
}

TEST_F(Words, ClockShowsTenthsAndNeverRoundsUp) {
  EXPECT_EQ(clockText(0), "0:00.0");
  EXPECT_EQ(clockText(83.47), "1:23.4");
  EXPECT_EQ(clockText(59.99), "0:59.9");
}

TEST_F(Words, BarsAndBeatsCountFromOne) {
  const MeterMap waltz({{0, 3, 4}});
  EXPECT_EQ(barText(waltz, 0), "1:1");
  EXPECT_EQ(barText(waltz, 2 * ticksPerQuarter), "1:3");
  EXPECT_EQ(barText(waltz, 3 * ticksPerQuarter), "2:1");
}

TEST_F(Words, ALossThatIsNoNumberIsADash) {
  EXPECT_EQ(lossText(3.4567), "3.457");
  EXPECT_EQ(lossText(std::numeric_limits<double>::quiet_NaN()), "–");
}

}  // namespace
}  // namespace cadenza::ui
