// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/histogram_pair.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/score/key.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int titleHeight = 20;
constexpr int axisHeight = 16;
constexpr double barGap = 1;
constexpr double endGap = 0.02;  // of the width, before a bar of what lies beyond the edges
constexpr float barOpacity = 0.42f;
constexpr float veilOpacity = 0.35f;

constexpr double veryClose = 0.1;
constexpr double close = 0.25;
constexpr double someWay = 0.5;

double shareOf(std::size_t count, std::size_t total) {
  return total == 0 ? 0 : static_cast<double>(count) / static_cast<double>(total);
}

// A round distance that divides `span` into three to six.
double niceStep(double span) {
  const double raw = span / 4;
  const double power = std::pow(10, std::floor(std::log10(std::max(raw, 1e-9))));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (raw <= step * power) return step * power;
  }
  return 10 * power;
}

}  // namespace

QString closenessText(double distance) {
  const auto tr = [](const char* text) {
    return QCoreApplication::translate("HistogramPair", text);
  };
  if (distance < veryClose) return tr("very close");
  if (distance < close) return tr("close");
  if (distance < someWay) return tr("some way off");
  return tr("far off");
}

HistogramPair::HistogramPair(const QString& name, HistogramKind kind, const Appearance& appearance,
                             QWidget* parent)
    : QWidget(parent), name_(name), kind_(kind), appearance_(appearance) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(name);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

void HistogramPair::clear() {
  bars_.clear();
  distance_.reset();
  setAccessibleName(name_);
  update();
}

void HistogramPair::setHistograms(const Histogram& music, const Histogram& written,
                                  double distance) {
  distance_ = distance;
  makeBars(music, written);
  setAccessibleName(tr("%1: %2; %3 % of the notes lie elsewhere than in your music")
                        .arg(name_, closenessText(distance))
                        .arg(std::lround(100 * distance)));
  update();
}

void HistogramPair::makeBars(const Histogram& music, const Histogram& written) {
  bars_.clear();
  edges_ = music.edges;
  most_ = 0;
  const std::size_t bins = std::min(music.counts.size(), written.counts.size());
  if (bins == 0 || edges_.size() <= bins) return;
  const std::size_t all = music.total();
  const std::size_t allWritten = written.total();
  const bool below = music.below + written.below > 0;
  const bool above = music.above + written.above > 0;
  const double ends = (below ? 1 : 0) + (above ? 1 : 0);
  const double bin = (1 - ends * endGap) / (static_cast<double>(bins) + ends);
  binsBegin_ = below ? bin + endGap : 0;
  binsEnd_ = binsBegin_ + bin * static_cast<double>(bins);
  const auto add = [&](double left, std::size_t ofData, std::size_t ofWritten, QString place) {
    bars_.push_back(
        {left, left + bin, shareOf(ofData, all), shareOf(ofWritten, allWritten), std::move(place)});
    most_ = std::max({most_, bars_.back().data, bars_.back().written});
  };
  if (below) add(0, music.below, written.below, tr("below %1").arg(edgeText(edges_.front())));
  for (std::size_t i = 0; i < bins; ++i) {
    add(binsBegin_ + bin * static_cast<double>(i), music.counts[i], written.counts[i],
        tr("%1 to %2").arg(edgeText(edges_[i]), edgeText(edges_[i + 1])));
  }
  if (above) {
    add(binsEnd_ + endGap, music.above, written.above,
        kind_ == HistogramKind::Pitch ? tr("above %1").arg(edgeText(edges_.back()))
                                      : tr("longer than %1").arg(edgeText(edges_.back())));
  }
}

QString HistogramPair::edgeText(double edge) const {
  if (kind_ == HistogramKind::Pitch) {
    return QString::fromStdString(
        pitchName(std::clamp(static_cast<int>(std::lround(edge)), 0, 127)));
  }
  return tr("%1 s").arg(QLocale().toString(edge, 'f', 2));
}

QRectF HistogramPair::area() const {
  return QRectF(rect()).adjusted(0, titleHeight, 0, -axisHeight);
}

QRectF HistogramPair::barRect(const Bar& bar, double share) const {
  const QRectF room = area();
  const double height = most_ > 0 ? room.height() * share / most_ : 0;
  return {room.left() + bar.left * room.width(), room.bottom() - height,
          (bar.right - bar.left) * room.width(), height};
}

void HistogramPair::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintTitle(painter);
  paintBars(painter);
  paintAxis(painter);
}

void HistogramPair::paintTitle(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  const QRectF line(0, 0, width(), titleHeight - 4);
  painter.setFont(fontOfSize(metrics::smallText));
  painter.setPen(theme.text);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name_);
  if (!distance_) return;
  painter.setPen(theme.quietText);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                   tr("%1, %2 % lie elsewhere")
                       .arg(closenessText(*distance_))
                       .arg(std::lround(100 * *distance_)));
}

void HistogramPair::paintBars(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  QColor ground = theme.quietText;
  ground.setAlphaF(barOpacity);
  for (const Bar& bar : bars_) {
    painter.fillRect(barRect(bar, bar.data).adjusted(barGap / 2, 0, -barGap / 2, 0), ground);
  }
  QColor veil = theme.candidate;
  veil.setAlphaF(veilOpacity);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPen outline(theme.candidate, 1.5, Qt::CustomDashLine);
  QPen dashed = outline;
  dashed.setDashPattern({3, 2});
  QPolygonF roof;
  const auto finish = [&] {
    painter.setPen(dashed);
    painter.drawPolyline(roof);
    roof.clear();
  };
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const QRectF over = barRect(bars_[i], bars_[i].written);
    painter.fillRect(over, QBrush(veil, Qt::BDiagPattern));
    const bool apart = i > 0 && bars_[i].left - bars_[i - 1].right > endGap / 2;
    if (apart) {
      roof << QPointF(roof.last().x(), area().bottom());
      finish();
    }
    if (roof.isEmpty()) roof << over.bottomLeft();
    roof << over.topLeft() << over.topRight();
  }
  if (roof.isEmpty()) return;
  roof << QPointF(roof.last().x(), area().bottom());
  finish();
}

void HistogramPair::paintAxis(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  const QRectF room = area();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(theme.gridBar, 1));
  painter.drawLine(QPointF(room.left(), room.bottom()), QPointF(room.right(), room.bottom()));
  if (bars_.empty()) return;
  const double begin = edges_.front();
  const double span = edges_.back() - begin;
  if (span <= 0) return;
  painter.setFont(tabularFont(metrics::smallText));
  painter.setPen(theme.quietText);
  const auto label = [&](double value, const QString& text) {
    const double share = binsBegin_ + (binsEnd_ - binsBegin_) * (value - begin) / span;
    const double x = room.left() + room.width() * share;
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 2;
    const double left = std::clamp(x - wide / 2, 0.0, width() - wide);
    painter.drawText(QRectF(left, room.bottom() + 2, wide, axisHeight - 2), Qt::AlignCenter, text);
  };
  const double step = kind_ == HistogramKind::Pitch ? 12 : niceStep(span);
  for (double value = step * std::ceil(begin / step); value <= edges_.back() + 1e-9;
       value += step) {
    label(value, kind_ == HistogramKind::Pitch ? edgeText(value)
                                               : tr("%1 s").arg(QLocale().toString(value, 'g', 3)));
  }
}

QString HistogramPair::barText(int x) const {
  const QRectF room = area();
  const double share = (x - room.left()) / std::max(1.0, room.width());
  for (const Bar& bar : bars_) {
    if (share < bar.left || share >= bar.right) continue;
    const auto percent = [](double part) { return QLocale().toString(100 * part, 'f', 1); };
    return tr("%1: %2 % of your music, %3 % of what it writes")
        .arg(bar.place, percent(bar.data), percent(bar.written));
  }
  return {};
}

bool HistogramPair::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), barText(help->pos().x()), this);
  return true;
}

}  // namespace cadenza::ui
