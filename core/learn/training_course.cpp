// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_course.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cadenza {
namespace {

// The mean of both by the reports that they stand for, at the later one.
CoursePoint joined(const CoursePoint& a, const CoursePoint& b) {
  const auto reports = static_cast<double>(a.reports + b.reports);
  const auto mean = [&](double x, double y) {
    return (x * static_cast<double>(a.reports) + y * static_cast<double>(b.reports)) / reports;
  };
  CoursePoint both = b;
  for (std::size_t i = 0; i < both.train.heads.size(); ++i) {
    both.train.heads[i] = mean(a.train.heads[i], b.train.heads[i]);
  }
  both.learningRate = mean(a.learningRate, b.learningRate);
  both.gradientNorm = mean(a.gradientNorm, b.gradientNorm);
  both.notesPerSecond = mean(a.notesPerSecond, b.notesPerSecond);
  both.reports = a.reports + b.reports;
  return both;
}

bool isPlausible(const CoursePoint& point) {
  return std::isfinite(point.minutes) && std::isfinite(point.train.total()) && point.reports > 0;
}

}  // namespace

void TrainingCourse::add(const TrainingProgress& progress) {
  const CoursePoint point{progress.step,          progress.epoch,        progress.minutes,
                          progress.train,         progress.learningRate, progress.gradientNorm,
                          progress.notesPerSecond};
  if (!isPlausible(point)) return;
  forgetFrom(point.minutes);
  if (!points_.empty() && points_.back().reports < stride_) {
    points_.back() = joined(points_.back(), point);
    return;
  }
  if (points_.size() == mostPoints) join();
  points_.push_back(point);
}

void TrainingCourse::add(const TrainingEvaluation& evaluation) {
  const auto later = [&](const TrainingEvaluation& known) {
    return known.point.minutes >= evaluation.point.minutes;
  };
  while (!evaluations_.empty() && later(evaluations_.back())) evaluations_.pop_back();
  evaluations_.push_back(evaluation);
}

void TrainingCourse::forgetFrom(double minutes) {
  if (points_.empty() || points_.back().minutes <= minutes) return;
  while (!points_.empty() && points_.back().minutes >= minutes) points_.pop_back();
  ++generation_;
}

void TrainingCourse::join() {
  const std::size_t pairs = points_.size() / 2;
  for (std::size_t i = 0; i < pairs; ++i) points_[i] = joined(points_[2 * i], points_[2 * i + 1]);
  if (points_.size() % 2 == 1) points_[pairs] = points_.back();
  points_.resize(points_.size() - pairs);
  stride_ *= 2;
  ++generation_;
}

TrainingCourse TrainingCourse::of(std::vector<CoursePoint> points,
                                  std::vector<TrainingEvaluation> evaluations) {
  TrainingCourse course;
  for (CoursePoint& point : points) {
    if (!isPlausible(point)) continue;
    if (!course.points_.empty() && point.minutes < course.points_.back().minutes) continue;
    course.stride_ = std::max(course.stride_, point.reports);
    course.points_.push_back(point);
  }
  while (course.points_.size() > mostPoints) course.join();
  for (TrainingEvaluation& evaluation : evaluations) {
    if (!std::isfinite(evaluation.point.minutes)) continue;
    const auto& known = course.evaluations_;
    if (!known.empty() && evaluation.point.minutes <= known.back().point.minutes) continue;
    course.evaluations_.push_back(std::move(evaluation));
  }
  return course;
}

}  // namespace cadenza
