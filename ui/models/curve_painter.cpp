// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/curve_painter.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int leftMargin = 36;
constexpr int bottomMargin = 32;
constexpr int topMargin = 20;
constexpr int rightMargin = 8;
constexpr double dotSize = 3;
// What towers over the rest at the start is cut off above this share of the values.
constexpr double shownShare = 0.95;

// From minutes and nats to a rectangle.
class Fit {
 public:
  Fit(const std::vector<CurvePoint>& curve, const QRectF& room) : room_(room) {
    std::vector<double> values;
    for (const CurvePoint& point : curve) {
      if (std::isfinite(point.minutes)) minutes_ = std::max(minutes_, point.minutes);
      for (const double value : {point.train, point.validation}) {
        if (std::isfinite(value)) values.push_back(value);
      }
    }
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    low_ = values.front();
    high_ = values[static_cast<std::size_t>(shownShare * static_cast<double>(values.size() - 1))];
    if (high_ - low_ < 1e-3) high_ = low_ + 1e-3;
  }

  [[nodiscard]] QPointF at(double minutes, double value) const {
    const double x = minutes_ > 0 ? minutes / minutes_ : 0;
    const double y = std::clamp((value - low_) / (high_ - low_), 0.0, 1.0);
    return {room_.left() + x * room_.width(), room_.bottom() - y * room_.height()};
  }
  [[nodiscard]] double minutes() const { return minutes_; }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }

 private:
  QRectF room_;
  double minutes_ = 0;
  double low_ = 0;
  double high_ = 1;
};

template <class Value>
QPolygonF line(const std::vector<CurvePoint>& curve, const Fit& fit, Value value) {
  QPolygonF points;
  for (const CurvePoint& point : curve) {
    if (std::isfinite(value(point)) && std::isfinite(point.minutes)) {
      points << fit.at(point.minutes, value(point));
    }
  }
  return points;
}

const CurvePoint* best(const std::vector<CurvePoint>& curve) {
  const CurvePoint* lowest = nullptr;
  for (const CurvePoint& point : curve) {
    if (!std::isfinite(point.validation)) continue;
    if (!lowest || point.validation < lowest->validation) lowest = &point;
  }
  return lowest;
}

}  // namespace

void paintCurve(QPainter& painter, const QRectF& room, const std::vector<CurvePoint>& curve,
                const Theme& theme) {
  if (curve.size() < 2) return;
  const Fit fit(curve, room);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.training, 1.5));
  painter.drawPolyline(line(curve, fit, [](const CurvePoint& point) { return point.train; }));
  painter.setPen(QPen(theme.validation, 1.5, Qt::DashLine));
  painter.drawPolyline(line(curve, fit, [](const CurvePoint& point) { return point.validation; }));
}

CurveView::CurveView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setMinimumHeight(140);
  setObjectName(QStringLiteral("modelCurve"));
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

void CurveView::setCurve(const std::vector<CurvePoint>& curve, const QString& unit) {
  curve_ = curve;
  unit_ = unit;
  const CurvePoint* lowest = best(curve_);
  setAccessibleName(
      lowest ? tr("Loss curve, %1 points; best validation %2 %3 after %4.")
                   .arg(curve_.size())
                   .arg(lossText(lowest->validation), unit_, durationText(lowest->minutes * 60))
             : tr("No loss curve"));
  update();
}

void CurveView::paintAxes(QPainter& painter, const QRectF& room) const {
  const Theme& theme = appearance_.theme();
  const Fit fit(curve_, room);
  painter.setPen(QPen(theme.gridBar, 1));
  painter.drawLine(room.bottomLeft(), room.bottomRight());
  painter.setFont(fontOfSize(metrics::smallText));
  painter.setPen(theme.quietText);
  const auto number = [](double value) { return QLocale().toString(value, 'f', 2); };
  const QRectF left(0, 0, room.left() - 6, 16);
  painter.drawText(left.translated(0, room.top() - 8), Qt::AlignRight | Qt::AlignVCenter,
                   number(fit.high()));
  painter.drawText(left.translated(0, room.bottom() - 8), Qt::AlignRight | Qt::AlignVCenter,
                   number(fit.low()));
  painter.drawText(QRectF(0, 0, width(), topMargin - 4), Qt::AlignLeft | Qt::AlignTop, unit_);
  const QRectF below(room.left(), room.bottom() + 4, room.width(), 16);
  painter.drawText(below, Qt::AlignLeft, QStringLiteral("0"));
  painter.drawText(below, Qt::AlignRight, durationText(fit.minutes() * 60));
}

void CurveView::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(fontOfSize(metrics::smallText));
  if (curve_.size() < 2) {
    painter.setPen(theme.quietText);
    painter.drawText(rect(), Qt::AlignCenter, tr("No curve is kept with this model"));
    return;
  }
  const QRectF room =
      QRectF(rect()).adjusted(leftMargin, topMargin, -rightMargin, -bottomMargin + 8);
  paintAxes(painter, room);
  paintCurve(painter, room, curve_, theme);
  const CurvePoint* lowest = best(curve_);
  if (!lowest) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.validation);
  painter.drawEllipse(Fit(curve_, room).at(lowest->minutes, lowest->validation), dotSize, dotSize);
  // A legend that needs no colour: solid and dashed.
  const QString training = tr("training");
  const QString validation = tr("validation");
  painter.setFont(fontOfSize(metrics::smallText));
  const QFontMetrics text = painter.fontMetrics();
  double x = width() - rightMargin - text.horizontalAdvance(validation);
  const auto entry = [&](const QString& word, const QPen& pen) {
    painter.setPen(theme.quietText);
    painter.drawText(QPointF(x, text.ascent()), word);
    painter.setPen(pen);
    painter.drawLine(QPointF(x - 26, topMargin / 2.0 - 3), QPointF(x - 6, topMargin / 2.0 - 3));
  };
  entry(validation, QPen(theme.validation, 1.5, Qt::DashLine));
  x -= 42 + text.horizontalAdvance(training);
  entry(training, QPen(theme.training, 1.5));
}

}  // namespace cadenza::ui
