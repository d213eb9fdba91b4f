// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/cursor_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double gap = 3;     // between a note and the corners around it
constexpr double corner = 6;  // their length
constexpr double thick = 2;

void paintLine(QPainter& painter, const QColor& colour, double x, double height) {
  QPen pen(colour, 1);
  pen.setDashPattern({4, 4});
  painter.setPen(pen);
  painter.drawLine(QPointF(x + 0.5, 0), QPointF(x + 0.5, height));
}

void paintCorners(QPainter& painter, const QColor& colour, const QRectF& rect) {
  const double length = std::min({corner, rect.width() / 2, rect.height() / 2});
  for (const double x : {rect.left(), rect.right()}) {
    for (const double y : {rect.top(), rect.bottom()}) {
      const double inX = x == rect.left() ? length : -length;
      const double inY = y == rect.top() ? length : -length;
      painter.fillRect(QRectF(x, y, inX, std::copysign(thick, inY)).normalized(), colour);
      painter.fillRect(QRectF(x, y, std::copysign(thick, inX), inY).normalized(), colour);
    }
  }
}

void paintGhost(QPainter& painter, const QColor& colour, const QRectF& rect) {
  QPen pen(colour, 1);
  pen.setDashPattern({2, 3});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintTag(QPainter& painter, const RollState& state, double x) {
  const Theme& theme = state.theme();
  painter.setFont(fontOfSize(metrics::smallText));
  const QString text = lengthText(state.drawnLength());
  const double width = painter.fontMetrics().horizontalAdvance(text) + 12;
  const QRectF tag(x, 4, width, 20);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent);
  painter.drawRect(tag);
  painter.setPen(theme.onAccent);
  painter.drawText(tag, Qt::AlignCenter, text);
}

}  // namespace

void paintNoteCursor(QPainter& painter, const RollState& state, bool hasFocus) {
  const NoteCursor& cursor = state.cursor();
  if (!cursor.isShown()) return;
  const RollTransform& view = state.view();
  const QColor colour = hasFocus ? state.theme().text : state.theme().quietText;
  const auto note = cursor.note();
  const Note shape = note.value_or(
      Note{cursor.tick(), state.drawnLength(), static_cast<std::uint8_t>(cursor.pitch())});
  const double x = std::round(view.xOf(cursor.tick()));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  paintLine(painter, colour, x, view.size().height());
  QRectF rect = view.rectOf(shape).toAlignedRect();
  rect.setWidth(std::max(rect.width(), 4.0));
  if (!note) paintGhost(painter, colour, rect);
  paintCorners(painter, colour, rect.adjusted(-gap, -gap, gap, gap));
  painter.fillRect(QRectF(x, rect.top() - gap, thick, rect.height() + 2 * gap), colour);
  if (state.writer().isOn()) paintTag(painter, state, x);
  painter.restore();
}

}  // namespace cadenza::ui
