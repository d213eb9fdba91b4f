// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/learn/learning.h"

namespace cadenza {

/// A stretch of a training: the means of the reports that it stands for, at the last of them.
struct CoursePoint {
  std::int64_t step = 0;
  double epoch = 0;
  double minutes = 0;
  HeadLosses train;
  double learningRate = 0;
  double gradientNorm = 0;
  double notesPerSecond = 0;
  std::int64_t reports = 1;  ///< that it stands for
};

/// The course of a training, to be drawn: as long as it may be, no more than `mostPoints` points;
/// when these are used up, neighbours are joined in pairs and each new point stands for twice as
/// many reports. Evaluations are kept all. A value.
class TrainingCourse {
 public:
  static constexpr std::size_t mostPoints = 4096;

  /// Takes a report in; one without a finite loss leaves no trace. A training that was resumed from
  /// an earlier moment tells that stretch again: what was known of it is replaced.
  void add(const TrainingProgress& progress);
  void add(const TrainingEvaluation& evaluation);

  /// By rising minutes; the last may still be growing.
  [[nodiscard]] std::span<const CoursePoint> points() const { return points_; }
  [[nodiscard]] const std::vector<TrainingEvaluation>& evaluations() const { return evaluations_; }

  /// Counts up whenever more changed than the end of points(): who has drawn them draws them all
  /// anew.
  [[nodiscard]] int generation() const { return generation_; }

  /// Puts back a course that was stored; what doesn't rise in minutes, or is no number, is left
  /// out.
  [[nodiscard]] static TrainingCourse of(std::vector<CoursePoint> points,
                                         std::vector<TrainingEvaluation> evaluations);

 private:
  void join();
  void forgetFrom(double minutes);

  std::vector<CoursePoint> points_;
  std::vector<TrainingEvaluation> evaluations_;
  std::int64_t stride_ = 1;  // reports that a point stands for when it is full
  int generation_ = 0;
};

}  // namespace cadenza
