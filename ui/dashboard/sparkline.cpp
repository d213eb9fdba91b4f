// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace cadenza::ui {

namespace {

constexpr std::size_t mostValues = 64;
constexpr double flat = 0.02;  // of the value: less of a change is a level line

}  // namespace

std::vector<double> thinned(const std::vector<double>& values, std::size_t count) {
  std::vector<double> means;
  if (count == 0) return means;
  const std::size_t stretch = std::max<std::size_t>(1, (values.size() + count - 1) / count);
  for (std::size_t begin = 0; begin < values.size(); begin += stretch) {
    double sum = 0;
    std::size_t taken = 0;
    for (std::size_t i = begin; i < std::min(begin + stretch, values.size()); ++i) {
      if (!std::isfinite(values[i])) continue;
      sum += values[i];
      ++taken;
    }
    if (taken > 0) means.push_back(sum / static_cast<double>(taken));
  }
  return means;
}

Sparkline::Sparkline(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setMaximumWidth(72);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(std::vector<double> values) {
  values_ = thinned(values, mostValues);
  update();
}

void Sparkline::paintEvent(QPaintEvent*) {
  if (values_.size() < 2) return;
  const auto [low, high] = std::minmax_element(values_.begin(), values_.end());
  const double middle = (*low + *high) / 2;
  const double span = std::max({*high - *low, flat * std::abs(middle), 1e-300});
  const QRectF area = QRectF(rect()).adjusted(2, 3, -3, -3);
  const auto pointAt = [&](std::size_t i) {
    const double x = area.left() + area.width() * static_cast<double>(i) /
                                       static_cast<double>(values_.size() - 1);
    return QPointF(x, area.center().y() - area.height() * (values_[i] - middle) / span);
  };
  QPainterPath path(pointAt(0));
  for (std::size_t i = 1; i < values_.size(); ++i) path.lineTo(pointAt(i));
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = appearance_.theme();
  painter.setPen(QPen(theme.quietText, 1.25));
  painter.drawPath(path);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawEllipse(pointAt(values_.size() - 1), 2, 2);
}

}  // namespace cadenza::ui
