// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/learn/training_course.h"

namespace cadenza::ui {

// What is drawn of a training's course, as numbers. Pure functions.

/// What the losses are drawn over.
enum class CourseAxis { Minutes, Epochs, Steps };

/// A head of the loss (0 to 2, see headNames), or the sum of all.
inline constexpr int totalLoss = -1;

[[nodiscard]] double lossOf(const HeadLosses& losses, int head);

[[nodiscard]] double placeOf(const CoursePoint& point, CourseAxis axis);
/// An evaluation doesn't know its epoch; that of the points around it is taken.
[[nodiscard]] double placeOf(const TrainingEvaluation& evaluation, const TrainingCourse& course,
                             CourseAxis axis);

/// Losses over places; both have the same length, places never fall.
struct Series {
  std::vector<double> places;
  std::vector<double> values;
};

/// Of the training, one a point.
[[nodiscard]] Series trainingSeries(const TrainingCourse& course, CourseAxis axis, int head);
/// Of the validations; those without a finite loss are left out.
[[nodiscard]] Series validationSeries(const TrainingCourse& course, CourseAxis axis, int head);

/// Means over a sixteenth of the course around each point, less where the course begins, so that
/// the steep fall there stays; weighted by the reports that the points stand for.
[[nodiscard]] std::vector<double> smoothed(std::span<const double> values,
                                           std::span<const CoursePoint> points);

/// Means of `stride` neighbours each; the last one stays as it is besides.
[[nodiscard]] Series joined(const Series& series, std::size_t stride);

/// The index of the place nearest to `place`; nothing in an empty series.
[[nodiscard]] std::optional<std::size_t> nearest(std::span<const double> places, double place);

struct ValueRange {
  double low = 0;
  double high = 1;
  bool operator==(const ValueRange&) const = default;
};

/// What an axis has to show of losses: all, but for the first that tower over what follows (on a
/// logarithmic axis these too), with a margin. Nothing for no losses.
[[nodiscard]] std::optional<ValueRange> lossRange(std::vector<double> values, bool logarithmic);

/// The whole course as a table, RFC 4180, numbers with a point: one row a point or validation by
/// rising minutes; cells of what a row doesn't know are empty.
[[nodiscard]] std::string courseTable(const TrainingCourse& course, const Recipe& recipe);

}  // namespace cadenza::ui
