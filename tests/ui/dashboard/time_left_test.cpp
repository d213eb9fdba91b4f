// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/time_left.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace cadenza::ui {
namespace {

std::string text(double soonest, double latest) {
  return timeLeftText({soonest, (soonest + latest) / 2, latest}).toStdString();
}

TEST(TimeLeft, IsSureWhileTheRateIsSteady) {
  const std::vector<double> steady(30, 1600);
  const TimeLeft left = estimateTimeLeft(600, steady);
  EXPECT_DOUBLE_EQ(left.soonest, 600);
  EXPECT_DOUBLE_EQ(left.latest, 600);
}

TEST(TimeLeft, TheRangeHoldsTheLikelyAndWidensWithTheSpread) {
  double before = 0;
  for (const double spread : {10.0, 100.0, 500.0, 900.0}) {
    std::vector<double> rates;
    for (int i = 0; i < 41; ++i) rates.push_back(1000 + spread * (i - 20) / 20);
    const TimeLeft left = estimateTimeLeft(3600, rates);
    EXPECT_LE(left.soonest, left.likely);
    EXPECT_LE(left.likely, left.latest);
    EXPECT_GT(left.latest - left.soonest, before);
    before = left.latest - left.soonest;
  }
}

TEST(TimeLeft, OneSlowMomentMeansNothing) {
  std::vector<double> rates(30, 1600);
  rates.back() = 1;
  EXPECT_DOUBLE_EQ(estimateTimeLeft(600, rates).latest, 600);
}

TEST(TimeLeft, IsUnsureAsLongAsLittleIsKnown) {
  const TimeLeft left = estimateTimeLeft(600, std::vector<double>{1600, 1600});
  EXPECT_LT(left.soonest, 500);
  EXPECT_GT(left.latest, 700);
}

TEST(TimeLeft, NonsenseIsNoTime) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const TimeLeft left = estimateTimeLeft(nan, std::vector<double>(20, nan));
  EXPECT_EQ(left.likely, 0);
  EXPECT_EQ(left.latest, 0);
}

TEST(TimeLeft, IsToldInAUnitThatFitsAndInOneFigureWhereTheEndsAreTheSame) {
  EXPECT_EQ(text(41, 58), "40 to 60 s");
  EXPECT_EQ(text(11.2 * 60, 14.6 * 60), "11 to 15 min");
  EXPECT_EQ(text(11.8 * 60, 12.3 * 60), "12 min");
  EXPECT_EQ(text(3.52 * 3600, 4.24 * 3600), "3.5 to 4.2 h");
}

}  // namespace
}  // namespace cadenza::ui
