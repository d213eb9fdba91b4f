// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_reading.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ChartReading", text); }

// The value of the drawn line at a place; nothing beyond its ends.
std::optional<double> drawnAt(const Series& series, double place) {
  const auto after = std::lower_bound(series.places.begin(), series.places.end(), place);
  if (after == series.places.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(after - series.places.begin());
  if (*after == place) return series.values[i];
  if (i == 0) return std::nullopt;
  const double span = series.places[i] - series.places[i - 1];
  const double share = (place - series.places[i - 1]) / span;
  return series.values[i - 1] + share * (series.values[i] - series.values[i - 1]);
}

// The last value that was measured up to a place.
std::optional<double> measuredBy(const Series& series, double place) {
  const auto after = std::upper_bound(series.places.begin(), series.places.end(), place);
  if (after == series.places.begin()) return std::nullopt;
  return series.values[static_cast<std::size_t>(after - series.places.begin()) - 1];
}

QString titleAt(double place, const TrainingCourse& course, CourseAxis axis) {
  const auto points = course.points();
  if (points.empty()) return {};
  const auto found = std::lower_bound(
      points.begin(), points.end(), place,
      [axis](const CoursePoint& point, double wanted) { return placeOf(point, axis) < wanted; });
  const CoursePoint& point = found == points.end() ? points.back() : *found;
  const QLocale locale;
  return tr("%1 min · epoch %2 · step %3")
      .arg(locale.toString(axis == CourseAxis::Minutes ? place : point.minutes, 'f', 1),
           locale.toString(axis == CourseAxis::Epochs ? place : point.epoch, 'f', 2),
           locale.toString(static_cast<qlonglong>(axis == CourseAxis::Steps ? std::llround(place)
                                                                            : point.step)));
}

std::optional<ReadOut::Line> lineOf(const CourseCurves::Line& line, double place) {
  const auto drawn = drawnAt(*line.series, place);
  const auto told = line.validation ? measuredBy(*line.series, place) : drawn;
  if (!told) return std::nullopt;
  const bool ofAnother = line.overlay >= 0;
  const QString name =
      ofAnother && line.validation ? tr("%1, validation").arg(line.name) : line.name;
  return ReadOut::Line{name + QStringLiteral("  ") + lossText(*told), line.pen,
                       drawn.value_or(*told)};
}

}  // namespace

const TrainingEvaluation* evaluationNear(const TrainingCourse& course, CourseAxis axis,
                                         double place, double reach) {
  const TrainingEvaluation* found = nullptr;
  double least = reach;
  for (const TrainingEvaluation& evaluation : course.evaluations()) {
    if (!std::isfinite(evaluation.validation.total())) continue;
    const double away = std::abs(placeOf(evaluation, course, axis) - place);
    if (away > least) continue;
    least = away;
    found = &evaluation;
  }
  return found;
}

std::optional<ReadOut> readOutAt(double place, const TrainingCourse& course, const CourseLook& look,
                                 const std::vector<CourseCurves::Line>& lines) {
  ReadOut readOut;
  readOut.place = place;
  readOut.title = titleAt(place, course, look.axis);
  for (const CourseCurves::Line& line : lines) {
    if (auto told = lineOf(line, place)) readOut.lines.push_back(std::move(*told));
  }
  if (readOut.lines.empty()) return std::nullopt;
  return readOut;
}

std::optional<ReadOut> readOutOf(const TrainingEvaluation& evaluation, bool audible,
                                 const TrainingCourse& course, const CourseLook& look,
                                 const std::vector<CourseCurves::Line>& lines) {
  auto readOut = readOutAt(placeOf(evaluation, course, look.axis), course, look, lines);
  if (!readOut) return readOut;
  const int head = look.head == everyHead ? 0 : look.head;
  readOut->checkpoint = lossOf(evaluation.validation, head);
  readOut->hint =
      audible ? tr("Checkpoint: click to hear it") : tr("Validation: click to see what it wrote");
  if (evaluation.best) readOut->title += QStringLiteral(" · ") + tr("a new best");
  return readOut;
}

}  // namespace cadenza::ui
