// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/course_curves.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace cadenza::ui {
namespace {

constexpr float rawOpacity = 0.32f;
constexpr std::size_t mostDashedPoints = 96;
constexpr int longestLegend = 28;  // letters

QString tr(const char* text) { return QCoreApplication::translate("CourseCurves", text); }

QString text(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

}  // namespace

struct CourseCurves::Curve {
  Role role;
  int head;
  int overlay;  // -1: the run itself
  QCPGraph* graph;
  Series series;
};

QString headTitle(const Recipe& recipe, int head) {
  if (head == totalLoss) return tr("Total");
  if (head == everyHead) return tr("Each part");
  const auto name = headNames(recipe).at(static_cast<std::size_t>(head));
  if (name == "shift") return tr("Time between notes");
  if (name == "action") return tr("Notes and pedal");
  if (name == "velocity") return tr("Velocity");
  if (name == "chord") return tr("Chord");
  if (name == "pitch") return tr("Pitch");
  if (name == "step") return tr("Step");
  if (name == "duration") return tr("Duration");
  return text(name);
}

CourseCurves::CourseCurves(QCustomPlot& plot, const Appearance& appearance)
    : plot_(plot), appearance_(appearance) {}

CourseCurves::~CourseCurves() = default;

void CourseCurves::arrange(const Recipe& recipe, const CourseLook& look,
                           std::vector<CourseOverlay> overlays) {
  recipe_ = recipe;
  look_ = look;
  overlays_ = std::move(overlays);
  heads_.clear();
  const HeadNames names = headNames(recipe_);
  for (int head = 0; head < static_cast<int>(names.size()); ++head) {
    const bool used = !names.at(static_cast<std::size_t>(head)).empty();
    if (used && look_.head == everyHead) heads_.push_back(head);
  }
  if (look_.head != everyHead) heads_ = {look_.head};

  curves_.clear();
  plot_.clearGraphs();
  for (int i = 0; look_.head != everyHead && i < static_cast<int>(overlays_.size()); ++i) {
    add(Role::Training, look_.head, i);
    add(Role::Validation, look_.head, i);
  }
  for (const int head : heads_) {
    if (look_.smoothed) add(Role::Raw, head, -1);
    add(Role::Training, head, -1);
    add(Role::Validation, head, -1);
  }
  for (auto& curve : curves_) {
    if (curve->overlay < 0) continue;
    fill(*curve, *overlays_.at(static_cast<std::size_t>(curve->overlay)).course);
  }
  fillLegend();
  dress();
}

void CourseCurves::fillLegend() {
  plot_.legend->clearItems();
  for (const bool own : {true, false}) {
    for (const auto& curve : curves_) {
      // Where there are several lines of both kinds, one of each is enough.
      const bool several = !own || look_.head == everyHead;
      const bool listed =
          curve->role == Role::Training || (curve->role == Role::Validation && !several);
      if ((curve->overlay < 0) == own && listed) curve->graph->addToLegend();
    }
  }
}

void CourseCurves::add(Role role, int head, int overlay) {
  auto curve = std::make_unique<Curve>(Curve{role, head, overlay, plot_.addGraph(), {}});
  curve->graph->setName(legendNameOf(*curve));
  curve->graph->setSelectable(QCP::stNone);
  curves_.push_back(std::move(curve));
}

QString CourseCurves::nameOf(const Curve& curve) const {
  if (curve.overlay >= 0) return overlays_.at(static_cast<std::size_t>(curve.overlay)).name;
  const QString kind = curve.role == Role::Validation ? tr("Validation") : tr("Training");
  if (look_.head != everyHead) return kind;
  return tr("%1, %2").arg(headTitle(recipe_, curve.head), kind.toLower());
}

QString CourseCurves::legendNameOf(const Curve& curve) const {
  const bool part = curve.overlay < 0 && look_.head == everyHead;
  const QString name = part ? headTitle(recipe_, curve.head) : nameOf(curve);
  return name.size() <= longestLegend ? name : name.left(longestLegend - 1) + QChar(u'…');
}

void CourseCurves::fill(const TrainingCourse* course) {
  for (auto& curve : curves_) {
    if (curve->overlay < 0) fill(*curve, course ? *course : TrainingCourse());
  }
}

void CourseCurves::fill(Curve& curve, const TrainingCourse& course) {
  if (curve.role == Role::Validation) {
    curve.series = validationSeries(course, look_.axis, curve.head);
  } else {
    curve.series = trainingSeries(course, look_.axis, curve.head);
    const bool raw = curve.role == Role::Raw || !look_.smoothed;
    if (!raw) curve.series.values = smoothed(curve.series.values, course.points());
  }
}

void CourseCurves::plotFor(double begin, double end) {
  for (auto& curve : curves_) {
    const auto& places = curve->series.places;
    const auto seen = std::upper_bound(places.begin(), places.end(), end) -
                      std::lower_bound(places.begin(), places.end(), begin);
    const bool dashed = curve->role == Role::Validation;
    const auto stride = static_cast<std::size_t>(seen) / mostDashedPoints + 1;
    const Series drawn = joined(curve->series, dashed ? stride : 1);
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(drawn.places.size()));
    for (std::size_t i = 0; i < drawn.places.size(); ++i) {
      data.append({drawn.places[i], drawn.values[i]});
    }
    curve->graph->data()->set(data, true);
  }
}

QColor CourseCurves::colourOf(const Curve& curve) const {
  const Theme& theme = appearance_.theme();
  const auto other = [&](int i) {
    return theme.otherCurves.at(static_cast<std::size_t>(i) % theme.otherCurves.size());
  };
  if (curve.overlay >= 0) return other(curve.overlay);
  if (look_.head != everyHead) {
    return curve.role == Role::Validation ? theme.validation : theme.training;
  }
  return curve.head == 0 ? theme.training : other(curve.head - 1);
}

QPen CourseCurves::penOf(const Curve& curve) const {
  QColor colour = colourOf(curve);
  if (curve.role == Role::Raw) {
    colour.setAlphaF(rawOpacity);
    return QPen(colour, 1);
  }
  const bool thin = curve.overlay >= 0;
  if (curve.role == Role::Training) return QPen(colour, thin ? 1.25 : 1.75);
  QPen pen(colour, thin ? 1.25 : 2);
  pen.setDashPattern(thin ? QVector<qreal>{2, 3} : QVector<qreal>{4, 2.5});
  return pen;
}

void CourseCurves::dress() {
  for (auto& curve : curves_) curve->graph->setPen(penOf(*curve));
}

std::vector<CourseCurves::Line> CourseCurves::lines() const {
  std::vector<Line> lines;
  const auto add = [&](bool own) {
    for (const auto& curve : curves_) {
      if (curve->role == Role::Raw || (curve->overlay < 0) != own) continue;
      lines.push_back({nameOf(*curve), penOf(*curve), &curve->series,
                       curve->role == Role::Validation, curve->head, curve->overlay});
    }
  };
  add(true);
  add(false);
  return lines;
}

double CourseCurves::reach() const {
  double reach = 0;
  for (const auto& curve : curves_) {
    if (!curve->series.places.empty()) reach = std::max(reach, curve->series.places.back());
  }
  return reach;
}

std::optional<ValueRange> CourseCurves::rangeBetween(double begin, double end,
                                                     bool logarithmic) const {
  std::optional<ValueRange> range;
  for (const auto& curve : curves_) {
    const auto& [places, values] = curve->series;
    const auto first = std::lower_bound(places.begin(), places.end(), begin) - places.begin();
    const auto last = std::upper_bound(places.begin(), places.end(), end) - places.begin();
    if (first >= last) continue;
    const auto own = lossRange({values.begin() + first, values.begin() + last}, logarithmic);
    if (!own) continue;
    range =
        range ? ValueRange{std::min(range->low, own->low), std::max(range->high, own->high)} : *own;
  }
  return range;
}

}  // namespace cadenza::ui
