// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/histogram_view.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int headHeight = 20;
constexpr int footHeight = 16;
constexpr int plotHeight = 48;
constexpr double leastGap = 1;

}  // namespace

HistogramView::HistogramView(const QString& title, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), title_(title), appearance_(appearance) {
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setAccessibleName(title);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize HistogramView::sizeHint() const { return {240, headHeight + plotHeight + footHeight}; }

void HistogramView::show(HistogramPicture picture) {
  picture_ = std::move(picture);
  largest_ = 0;
  total_ = 0;
  for (const double value : picture_.values) {
    largest_ = std::max(largest_, value);
    total_ += value;
  }
  looked_ = std::min(looked_, count() - 1);
  setAccessibleDescription(readOut());
  update();
}

QString HistogramView::readOut() const {
  if (looked_ < 0) return picture_.summary;
  const double value = picture_.values[static_cast<std::size_t>(looked_)];
  const double percent = total_ > 0 ? 100 * value / total_ : 0;
  return tr("%1: %2 (%3 %)")
      .arg(picture_.names.value(looked_), countText(static_cast<std::size_t>(value), picture_.unit),
           QLocale().toString(percent, 'f', 1));
}

QRectF HistogramView::plot() const {
  return {0, headHeight, static_cast<double>(width()),
          static_cast<double>(height() - headHeight - footHeight)};
}

QRectF HistogramView::bar(int index) const {
  const QRectF room = plot();
  const double step = room.width() / std::max(1, count());
  const double gap = step > 4 ? leastGap : 0;
  const double value = picture_.values[static_cast<std::size_t>(index)];
  const double height = largest_ > 0 ? value / largest_ * (room.height() - 2) : 0;
  const double shown = value > 0 ? std::max(1.0, height) : 0;
  return {room.left() + index * step, room.bottom() - shown, step - gap, shown};
}

void HistogramView::lookAt(int index) {
  index = std::clamp(index, -1, count() - 1);
  if (index == looked_) return;
  looked_ = index;
  setAccessibleDescription(readOut());
  update();
}

void HistogramView::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setFont(fontOfSize(metrics::smallText));
  const QRectF head(0, 0, width(), headHeight);
  painter.setPen(theme.text);
  painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, title_);
  painter.setPen(looked_ < 0 ? theme.quietText : theme.text);
  const int used = painter.fontMetrics().horizontalAdvance(title_) + 12;
  const QRectF rest = head.adjusted(used, 0, 0, 0);
  painter.drawText(
      rest, Qt::AlignRight | Qt::AlignVCenter,
      painter.fontMetrics().elidedText(readOut(), Qt::ElideRight, static_cast<int>(rest.width())));
  paintBars(painter);
  painter.setPen(QPen(theme.controlEdge, 1));
  painter.drawLine(QPointF(0, plot().bottom() + 0.5), QPointF(width(), plot().bottom() + 0.5));
  paintMarks(painter);
  if (!hasFocus()) return;
  painter.setPen(QPen(theme.accent, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void HistogramView::paintBars(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  for (int i = 0; i < count(); ++i) {
    const QRectF rect = bar(i);
    const bool hollow = static_cast<std::size_t>(i) < picture_.hollow.size() &&
                        picture_.hollow[static_cast<std::size_t>(i)];
    const QColor colour = i == looked_ ? theme.selection : theme.accent;
    if (!hollow) {
      painter.fillRect(rect, colour);
    } else if (!rect.isEmpty()) {
      painter.setPen(QPen(colour, 1));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, 0));
    }
  }
}

void HistogramView::paintMarks(QPainter& painter) const {
  painter.setPen(appearance_.theme().quietText);
  const QRectF room = plot();
  const double step = room.width() / std::max(1, count());
  for (const auto& [place, text] : picture_.marks) {
    const double width = painter.fontMetrics().horizontalAdvance(text) + 2;
    const double left = std::clamp(place * step - width / 2, 0.0, room.width() - width);
    painter.drawText(QRectF(left, room.bottom() + 1, width, footHeight - 1), Qt::AlignCenter, text);
  }
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
  const QRectF room = plot();
  const double x = event->position().x();
  const bool inside = x >= 0 && x < room.width() && event->position().y() >= headHeight;
  lookAt(inside ? static_cast<int>(x / room.width() * count()) : -1);
}

void HistogramView::leaveEvent(QEvent* event) {
  lookAt(-1);
  QWidget::leaveEvent(event);
}

void HistogramView::focusOutEvent(QFocusEvent* event) {
  lookAt(-1);
  QWidget::focusOutEvent(event);
}

void HistogramView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return lookAt(looked_ < 0 ? count() - 1 : std::max(0, looked_ - 1));
    case Qt::Key_Right:
      return lookAt(looked_ + 1);
    case Qt::Key_Home:
      return lookAt(0);
    case Qt::Key_End:
      return lookAt(count() - 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace cadenza::ui
