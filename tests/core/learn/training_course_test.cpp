// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cadenza {
namespace {

TrainingProgress reportAt(std::int64_t step) {
  const auto x = static_cast<double>(step);
  TrainingProgress progress;
  progress.step = step;
  progress.minutes = x / 100;
  progress.epoch = x / 1000;
  progress.train.heads = {1 / x, 2 / x, 3 / x};
  progress.learningRate = 1e-3;
  progress.gradientNorm = 0.5;
  progress.notesPerSecond = x;
  return progress;
}

TrainingEvaluation evaluationAt(std::int64_t step) {
  TrainingEvaluation evaluation;
  evaluation.point.step = step;
  evaluation.point.minutes = static_cast<double>(step) / 100;
  return evaluation;
}

TrainingCourse courseOf(std::int64_t reports) {
  TrainingCourse course;
  for (std::int64_t step = 1; step <= reports; ++step) course.add(reportAt(step));
  return course;
}

double meanLoss(const TrainingCourse& course) {
  double sum = 0;
  double reports = 0;
  for (const CoursePoint& point : course.points()) {
    sum += point.train.total() * static_cast<double>(point.reports);
    reports += static_cast<double>(point.reports);
  }
  return sum / reports;
}

TEST(TrainingCourse, KeepsEachReportOfAShortTraining) {
  const TrainingCourse course = courseOf(1000);
  ASSERT_EQ(course.points().size(), 1000U);
  EXPECT_EQ(course.generation(), 0);
  EXPECT_EQ(course.points()[499].step, 500);
  EXPECT_DOUBLE_EQ(course.points()[499].train.total(), 6.0 / 500);
}

TEST(TrainingCourse, NeverHoldsMoreThanItMay) {
  TrainingCourse course;
  std::size_t most = 0;
  for (std::int64_t step = 1; step <= 100'000; ++step) {
    course.add(reportAt(step));
    most = std::max(most, course.points().size());
  }
  EXPECT_LE(most, TrainingCourse::mostPoints);
  EXPECT_GE(course.points().size(), TrainingCourse::mostPoints / 2);
}

TEST(TrainingCourse, ALongOneReachesFromTheFirstReportToTheLastInRisingMinutes) {
  const TrainingCourse course = courseOf(100'000);
  const auto points = course.points();
  EXPECT_LT(points.front().step, 100);
  EXPECT_EQ(points.back().step, 100'000);
  EXPECT_TRUE(std::is_sorted(points.begin(), points.end(),
                             [](const auto& a, const auto& b) { return a.minutes < b.minutes; }));
}

TEST(TrainingCourse, JoiningKeepsTheMean) {
  const std::int64_t reports = 50'000;
  double sum = 0;
  for (std::int64_t step = 1; step <= reports; ++step) sum += reportAt(step).train.total();
  EXPECT_NEAR(meanLoss(courseOf(reports)), sum / static_cast<double>(reports), 1e-12);
}

TEST(TrainingCourse, SaysWhenPointsHaveToBeDrawnAnew) {
  EXPECT_EQ(courseOf(TrainingCourse::mostPoints).generation(), 0);
  EXPECT_EQ(courseOf(TrainingCourse::mostPoints + 1).generation(), 1);
}

TEST(TrainingCourse, AReportWithoutAFiniteLossLeavesNoTrace) {
  TrainingCourse course = courseOf(3);
  TrainingProgress diverged = reportAt(4);
  diverged.train.heads[1] = std::numeric_limits<double>::quiet_NaN();
  course.add(diverged);
  EXPECT_EQ(course.points().size(), 3U);
}

TEST(TrainingCourse, WhatAResumedTrainingTellsAgainReplacesWhatWasKnown) {
  TrainingCourse course = courseOf(1000);
  for (const std::int64_t step : {300, 600, 900}) course.add(evaluationAt(step));
  for (std::int64_t step = 601; step <= 800; ++step) course.add(reportAt(step));
  course.add(evaluationAt(900));
  EXPECT_EQ(course.points().size(), 800U);
  EXPECT_EQ(course.generation(), 1);
  EXPECT_EQ(course.evaluations().size(), 3U);
}

TEST(TrainingCourse, AStoredOneGoesOnAsIfItHadNeverBeenAway) {
  TrainingCourse whole = courseOf(20'000);
  const TrainingCourse half = courseOf(10'000);
  TrainingCourse other = TrainingCourse::of({half.points().begin(), half.points().end()}, {});
  for (std::int64_t step = 10'001; step <= 20'000; ++step) other.add(reportAt(step));
  ASSERT_EQ(other.points().size(), whole.points().size());
  for (std::size_t i = 0; i < whole.points().size(); ++i) {
    EXPECT_EQ(other.points()[i].step, whole.points()[i].step);
    EXPECT_DOUBLE_EQ(other.points()[i].train.total(), whole.points()[i].train.total());
  }
}

TEST(TrainingCourse, AStoredOneThatWasTamperedWithIsStillDrawable) {
  std::vector<CoursePoint> points(3 * TrainingCourse::mostPoints);
  for (std::size_t i = 0; i < points.size(); ++i) points[i].minutes = static_cast<double>(i);
  points[10].minutes = std::numeric_limits<double>::quiet_NaN();
  points[20].minutes = 3;
  points[30].reports = -1;
  const TrainingCourse course = TrainingCourse::of(points, {});
  EXPECT_LE(course.points().size(), TrainingCourse::mostPoints);
  for (const CoursePoint& point : course.points()) EXPECT_TRUE(std::isfinite(point.minutes));
}

}  // namespace
}  // namespace cadenza
