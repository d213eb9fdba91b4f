// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/course_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace cadenza::ui {
namespace {

constexpr std::size_t smoothingShare = 16;
// The first losses of a training tower over all that follows; what lies above this share of them
// is cut off.
constexpr double shownShare = 0.98;
constexpr double margin = 0.06;
constexpr double narrowest = 0.05;  // of the lowest loss
constexpr double leastOnLogAxis = 1e-6;

// Sums of weighted values before each index, so that a mean over a stretch is two look-ups.
class RunningSums {
 public:
  RunningSums(std::span<const double> values, std::span<const CoursePoint> points) {
    sums_.reserve(values.size() + 1);
    weights_.reserve(values.size() + 1);
    sums_.push_back(0);
    weights_.push_back(0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto weight = static_cast<double>(points[i].reports);
      sums_.push_back(sums_.back() + weight * values[i]);
      weights_.push_back(weights_.back() + weight);
    }
  }
  [[nodiscard]] double mean(std::size_t first, std::size_t last) const {
    return (sums_[last + 1] - sums_[first]) / (weights_[last + 1] - weights_[first]);
  }

 private:
  std::vector<double> sums_;
  std::vector<double> weights_;
};

std::vector<double> blurred(std::span<const double> values, std::span<const CoursePoint> points,
                            std::size_t reach) {
  const RunningSums sums(values, points);
  std::vector<double> answer(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t around = std::min(reach, i);
    answer[i] = sums.mean(i - around, std::min(i + around, values.size() - 1));
  }
  return answer;
}

// A training that is taken back counts steps and epochs again; what is drawn goes on.
void addPlace(std::vector<double>& places, double place) {
  places.push_back(places.empty() ? place : std::max(place, places.back()));
}

void addCell(std::string& row, double value) {
  row += ',';
  if (!std::isfinite(value)) return;
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.9g", value);
  std::string cell(text.data(), static_cast<std::size_t>(length));
  std::replace(cell.begin(), cell.end(), ',', '.');  // the locale's own point
  row += cell;
}

std::vector<int> columnsOf(const Recipe& recipe) {
  std::vector<int> heads = {totalLoss};
  const HeadNames names = headNames(recipe);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].empty()) heads.push_back(static_cast<int>(i));
  }
  return heads;
}

std::string headLine(const Recipe& recipe, const std::vector<int>& heads) {
  std::string line = "minutes,epoch,step";
  for (const char* kind : {"training", "validation"}) {
    for (const int head : heads) {
      const std::string name =
          head == totalLoss ? "total"
                            : std::string(headNames(recipe).at(static_cast<std::size_t>(head)));
      line += std::string(",") + kind + " " + name + " (" + std::string(lossUnit(recipe)) + ")";
    }
  }
  return line + ",best,learning rate,gradient norm,notes a second\r\n";
}

std::string rowOf(const CoursePoint& point, const std::vector<int>& heads) {
  std::string row;
  addCell(row, point.minutes);
  addCell(row, point.epoch);
  addCell(row, static_cast<double>(point.step));
  for (const int head : heads) addCell(row, lossOf(point.train, head));
  row.append(heads.size() + 1, ',');
  addCell(row, point.learningRate);
  addCell(row, point.gradientNorm);
  addCell(row, point.notesPerSecond);
  return row.substr(1) + "\r\n";
}

std::string rowOf(const TrainingEvaluation& evaluation, const TrainingCourse& course,
                  const std::vector<int>& heads) {
  std::string row;
  addCell(row, evaluation.point.minutes);
  addCell(row, placeOf(evaluation, course, CourseAxis::Epochs));
  addCell(row, static_cast<double>(evaluation.point.step));
  row.append(heads.size(), ',');
  for (const int head : heads) addCell(row, lossOf(evaluation.validation, head));
  return row.substr(1) + (evaluation.best ? ",yes,,,\r\n" : ",no,,,\r\n");
}

}  // namespace

double lossOf(const HeadLosses& losses, int head) {
  return head == totalLoss ? losses.total() : losses.heads.at(static_cast<std::size_t>(head));
}

double placeOf(const CoursePoint& point, CourseAxis axis) {
  switch (axis) {
    case CourseAxis::Minutes:
      return point.minutes;
    case CourseAxis::Epochs:
      return point.epoch;
    case CourseAxis::Steps:
      return static_cast<double>(point.step);
  }
  return 0;
}

double placeOf(const TrainingEvaluation& evaluation, const TrainingCourse& course,
               CourseAxis axis) {
  if (axis == CourseAxis::Minutes) return evaluation.point.minutes;
  if (axis == CourseAxis::Steps) return static_cast<double>(evaluation.point.step);
  const auto points = course.points();
  if (points.empty()) return 0;
  const double minutes = evaluation.point.minutes;
  const auto after = std::lower_bound(
      points.begin(), points.end(), minutes,
      [](const CoursePoint& point, double moment) { return point.minutes < moment; });
  if (after == points.begin()) return points.front().epoch;
  if (after == points.end()) return points.back().epoch;
  const CoursePoint& a = *std::prev(after);
  const CoursePoint& b = *after;
  const double share = (minutes - a.minutes) / std::max(1e-12, b.minutes - a.minutes);
  return a.epoch + share * (b.epoch - a.epoch);
}

Series trainingSeries(const TrainingCourse& course, CourseAxis axis, int head) {
  Series series;
  series.places.reserve(course.points().size());
  series.values.reserve(course.points().size());
  for (const CoursePoint& point : course.points()) {
    addPlace(series.places, placeOf(point, axis));
    series.values.push_back(lossOf(point.train, head));
  }
  return series;
}

Series validationSeries(const TrainingCourse& course, CourseAxis axis, int head) {
  Series series;
  for (const TrainingEvaluation& evaluation : course.evaluations()) {
    const double loss = lossOf(evaluation.validation, head);
    if (!std::isfinite(loss)) continue;
    addPlace(series.places, placeOf(evaluation, course, axis));
    series.values.push_back(loss);
  }
  return series;
}

std::vector<double> smoothed(std::span<const double> values, std::span<const CoursePoint> points) {
  const std::size_t reach = values.size() / (2 * smoothingShare);
  return blurred(blurred(values, points, reach), points, reach);
}

Series joined(const Series& series, std::size_t stride) {
  if (stride < 2 || series.places.empty()) return series;
  Series means;
  for (std::size_t begin = 0; begin < series.places.size(); begin += stride) {
    const std::size_t end = std::min(begin + stride, series.places.size());
    double place = 0;
    double value = 0;
    for (std::size_t i = begin; i < end; ++i) {
      place += series.places[i];
      value += series.values[i];
    }
    means.places.push_back(place / static_cast<double>(end - begin));
    means.values.push_back(value / static_cast<double>(end - begin));
  }
  means.places.push_back(series.places.back());
  means.values.push_back(series.values.back());
  return means;
}

std::optional<std::size_t> nearest(std::span<const double> places, double place) {
  if (places.empty()) return std::nullopt;
  const auto after = std::lower_bound(places.begin(), places.end(), place);
  if (after == places.begin()) return 0;
  const auto index = static_cast<std::size_t>(after - places.begin());
  if (after == places.end()) return index - 1;
  return place - places[index - 1] <= places[index] - place ? index - 1 : index;
}

std::optional<ValueRange> lossRange(std::vector<double> values, bool logarithmic) {
  std::erase_if(values, [&](double value) {
    return !std::isfinite(value) || (logarithmic && value < leastOnLogAxis);
  });
  if (values.empty()) return std::nullopt;
  const double low = *std::min_element(values.begin(), values.end());
  const double share = logarithmic ? 1 : shownShare;
  const auto last =
      static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size() - 1)));
  std::nth_element(values.begin(), values.begin() + last, values.end());
  const double top = std::max(values[static_cast<std::size_t>(last)],
                              low + std::max(narrowest * std::abs(low), 1e-9));
  if (!logarithmic) return ValueRange{low - margin * (top - low), top + margin * (top - low)};
  const double factor = std::pow(top / low, margin);
  return ValueRange{low / factor, top * factor};
}

std::string courseTable(const TrainingCourse& course, const Recipe& recipe) {
  const std::vector<int> heads = columnsOf(recipe);
  std::string table = headLine(recipe, heads);
  auto evaluation = course.evaluations().begin();
  const auto end = course.evaluations().end();
  for (const CoursePoint& point : course.points()) {
    for (; evaluation != end && evaluation->point.minutes < point.minutes; ++evaluation) {
      table += rowOf(*evaluation, course, heads);
    }
    table += rowOf(point, heads);
  }
  for (; evaluation != end; ++evaluation) table += rowOf(*evaluation, course, heads);
  return table;
}

}  // namespace cadenza::ui
