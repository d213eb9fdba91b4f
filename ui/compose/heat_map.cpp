// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/heat_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace cadenza::ui {

namespace {

constexpr double nameRoom = 76;
constexpr double leastNameHeight = 9;  // of a cell that is named; with smaller ones every other is

}  // namespace

HeatMap::HeatMap(QStringList names, std::vector<float> shares, const Appearance& appearance,
                 QWidget* parent)
    : QWidget(parent),
      names_(std::move(names)),
      shares_(std::move(shares)),
      appearance_(appearance) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  for (const float share : shares_) largest_ = std::max(largest_, share);
  colour();
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    colour();
    update();
  });
}

float HeatMap::share(int row, int column) const {
  return shares_[static_cast<std::size_t>(row * count() + column)];
}

// Nothing is the ground itself; the rest climbs the ramp.
void HeatMap::colour() {
  const Theme& theme = appearance_.theme();
  image_ = QImage(std::max(1, count()), std::max(1, count()), QImage::Format_RGB32);
  image_.fill(theme.field);
  for (int row = 0; row < count(); ++row) {
    for (int column = 0; column < count(); ++column) {
      const float value = share(row, column);
      if (value <= 0) continue;
      image_.setPixelColor(column, row, theme.surpriseFill(double{value} / largest_));
    }
  }
}

QRectF HeatMap::square() const {
  const double side = std::max(1.0, std::min(width(), height()) - nameRoom);
  return {nameRoom, nameRoom, side, side};
}

void HeatMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF cells = square();
  painter.drawImage(cells, image_);
  const Theme& theme = appearance_.theme();
  painter.setPen(QPen(theme.separator, 1));
  painter.drawRect(cells);
  paintNames(painter, cells);
  if (row_ < 0) return;
  const double side = cells.width() / count();
  const QRectF cell(cells.left() + column_ * side, cells.top() + row_ * side, side, side);
  painter.setPen(QPen(theme.selection, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(cell.adjusted(-1, -1, 1, 1));
}

void HeatMap::paintNames(QPainter& painter, const QRectF& cells) const {
  if (count() == 0) return;
  const double side = cells.width() / count();
  QFont font = fontOfSize(metrics::smallText);
  font.setPixelSize(std::clamp(static_cast<int>(side), 9, metrics::smallText));
  painter.setFont(font);
  const QFontMetricsF letters(font);
  const int every = std::max(1, static_cast<int>(std::ceil(leastNameHeight / side)));
  const Theme& theme = appearance_.theme();
  for (int i = 0; i < count(); ++i) {
    const bool chosenRow = i == row_;
    const bool chosenColumn = i == column_;
    const QString name = letters.elidedText(names_[i], Qt::ElideRight, nameRoom - 8);
    const double middle = (i + 0.5) * side;
    if (i % every == 0 || chosenRow) {
      painter.setPen(chosenRow ? theme.text : theme.quietText);
      painter.drawText(QRectF(0, cells.top() + middle - 8, nameRoom - 4, 16),
                       Qt::AlignRight | Qt::AlignVCenter, name);
    }
    if (i % every == 0 || chosenColumn) {
      painter.setPen(chosenColumn ? theme.text : theme.quietText);
      painter.save();
      painter.translate(cells.left() + middle, cells.top() - 4);
      painter.rotate(-90);
      painter.drawText(QRectF(0, -8, nameRoom - 4, 16), Qt::AlignLeft | Qt::AlignVCenter, name);
      painter.restore();
    }
  }
}

void HeatMap::setCell(int row, int column) {
  row = std::clamp(row, 0, count() - 1);
  column = std::clamp(column, 0, count() - 1);
  if (count() == 0 || (row == row_ && column == column_)) return;
  row_ = row;
  column_ = column;
  update();
  Q_EMIT cellChanged(row_, column_);
}

void HeatMap::chooseAt(QPointF position) {
  const QRectF cells = square();
  if (count() == 0 || !cells.contains(position)) return;
  const double side = cells.width() / count();
  setCell(static_cast<int>((position.y() - cells.top()) / side),
          static_cast<int>((position.x() - cells.left()) / side));
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) { chooseAt(event->position()); }
void HeatMap::mousePressEvent(QMouseEvent* event) { chooseAt(event->position()); }

void HeatMap::focusInEvent(QFocusEvent* event) {
  if (row_ < 0) setCell(count() - 1, count() - 1);
  QWidget::focusInEvent(event);
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
      return setCell(row_ - 1, column_);
    case Qt::Key_Down:
      return setCell(row_ + 1, column_);
    case Qt::Key_Left:
      return setCell(row_, column_ - 1);
    case Qt::Key_Right:
      return setCell(row_, column_ + 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace cadenza::ui
