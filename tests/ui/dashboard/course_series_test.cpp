// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/course_series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>

#include "tests/ui/dashboard/imagined_training.h"

namespace cadenza::ui {
namespace {

using test::imaginedCourse;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Recipe performance() { return *findRecipe("performance", NetworkSize::Small); }

std::vector<std::string> linesOf(const std::string& table) {
  std::vector<std::string> lines;
  std::istringstream stream(table);
  for (std::string line; std::getline(stream, line, '\n');) lines.push_back(line);
  return lines;
}

TEST(CourseSeries, HasAPlaceForEachAxis) {
  const TrainingCourse course = imaginedCourse(1000, 250);
  EXPECT_DOUBLE_EQ(trainingSeries(course, CourseAxis::Minutes, totalLoss).places.back(), 10);
  EXPECT_DOUBLE_EQ(trainingSeries(course, CourseAxis::Epochs, totalLoss).places.back(), 1);
  EXPECT_DOUBLE_EQ(trainingSeries(course, CourseAxis::Steps, totalLoss).places.back(), 1000);
}

TEST(CourseSeries, PutsAValidationWhereTheTrainingWasInEpochs) {
  const TrainingCourse course = imaginedCourse(1000, 250);
  const Series validations = validationSeries(course, CourseAxis::Epochs, totalLoss);
  ASSERT_EQ(validations.places.size(), 4U);
  EXPECT_NEAR(validations.places[1], 0.5, 1e-9);
}

TEST(CourseSeries, TheHeadsMakeUpTheTotal) {
  const TrainingCourse course = imaginedCourse(50, 10);
  const Series total = trainingSeries(course, CourseAxis::Steps, totalLoss);
  for (std::size_t i = 0; i < total.values.size(); ++i) {
    double sum = 0;
    for (int head = 0; head < 3; ++head) {
      sum += trainingSeries(course, CourseAxis::Steps, head).values[i];
    }
    EXPECT_NEAR(sum, total.values[i], 1e-12);
  }
}

TEST(CourseSeries, PlacesNeverFallThoughATrainingIsTakenBack) {
  TrainingCourse course = imaginedCourse(100, 1000);
  TrainingProgress back = test::progressAt(60);
  back.minutes = 2;
  course.add(back);
  const Series steps = trainingSeries(course, CourseAxis::Steps, totalLoss);
  EXPECT_TRUE(std::is_sorted(steps.places.begin(), steps.places.end()));
  EXPECT_EQ(steps.places.size(), 101U);
}

TEST(CourseSeries, AValidationWithoutAFiniteLossIsLeftOut) {
  TrainingCourse course = imaginedCourse(100, 50);
  TrainingEvaluation broken = test::evaluationAt(120);
  broken.validation.heads[0] = std::numeric_limits<double>::quiet_NaN();
  course.add(broken);
  EXPECT_EQ(validationSeries(course, CourseAxis::Minutes, totalLoss).values.size(), 2U);
}

TEST(Smoothing, LeavesALevelLineLevel) {
  const std::vector<CoursePoint> points(500);
  const std::vector<double> level(500, 3.25);
  for (const double value : smoothed(level, points)) EXPECT_NEAR(value, 3.25, 1e-12);
}

TEST(Smoothing, CalmsNoiseAndKeepsTheFall) {
  const TrainingCourse course = imaginedCourse(4000, 10'000);
  const Series raw = trainingSeries(course, CourseAxis::Minutes, totalLoss);
  const std::vector<double> calm = smoothed(raw.values, course.points());
  const auto roughness = [](const std::vector<double>& values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i) sum += std::abs(values[i] - values[i - 1]);
    return sum;
  };
  EXPECT_LT(roughness(calm), 0.2 * roughness(raw.values));
  EXPECT_DOUBLE_EQ(calm.front(), raw.values.front());
  for (std::size_t i = 0; i < calm.size(); ++i) EXPECT_NEAR(calm[i], raw.values[i], 0.25);
}

TEST(NearestPlace, IsNoFartherThanAnyOther) {
  const std::vector<double> places = {0, 1, 1, 4, 10};
  for (double wanted = -1; wanted < 12; wanted += 0.37) {
    const auto found = nearest(places, wanted);
    ASSERT_TRUE(found);
    for (const double other : places) {
      EXPECT_LE(std::abs(places[*found] - wanted), std::abs(other - wanted) + 1e-12);
    }
  }
  EXPECT_FALSE(nearest({}, 1));
}

TEST(LossRange, CutsOffOnlyTheFirstLossesThatTower) {
  std::vector<double> losses(1000, 2.0);
  losses[0] = 300;
  losses[1] = 1.5;
  const auto range = lossRange(losses, false);
  ASSERT_TRUE(range);
  EXPECT_LT(range->low, 1.5);
  EXPECT_GT(range->high, 2.0);
  EXPECT_LT(range->high, 10);
  EXPECT_GT(lossRange(losses, true)->high, 300);
}

TEST(LossRange, IsNeverEmptyAndOnALogarithmicAxisNeverBelowNothing) {
  EXPECT_FALSE(lossRange({}, false));
  EXPECT_FALSE(lossRange({std::numeric_limits<double>::infinity()}, false));
  for (const bool logarithmic : {false, true}) {
    const auto range = lossRange({0.0, 2.0, 2.0}, logarithmic);
    ASSERT_TRUE(range);
    EXPECT_LT(range->low, range->high);
  }
  EXPECT_GT(lossRange({0.0, 2.0}, true)->low, 0);
}

TEST(CourseTable, HasARowForEachPointAndValidationAndAsManyCellsInEach) {
  const std::string table = courseTable(imaginedCourse(100, 40), performance());
  const auto lines = linesOf(table);
  ASSERT_EQ(lines.size(), 1U + 100 + 2);
  EXPECT_THAT(lines.front(), StartsWith("minutes,epoch,step,training total (nats a note)"));
  EXPECT_THAT(lines.front(), HasSubstr("validation velocity (nats a note)"));
  const auto cells = std::count(lines.front().begin(), lines.front().end(), ',');
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), cells) << line;
    EXPECT_EQ(line.back(), '\r');
  }
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 103);
}

TEST(CourseTable, OfTheClassicsHasTheirHeads) {
  const std::string chords =
      courseTable(imaginedCourse(3, 2), *findRecipe("classic-a", NetworkSize::Small));
  EXPECT_THAT(chords, HasSubstr("training chord (nats a frame)"));
  EXPECT_THAT(chords, Not(HasSubstr("velocity")));
}

}  // namespace
}  // namespace cadenza::ui
