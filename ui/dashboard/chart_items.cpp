// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_items.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

constexpr double dotRadius = 3.25;
constexpr double starRadius = 8;
constexpr double badge = 16;
constexpr double dotDistance = 9;  // centres nearer to each other are one dot
constexpr double boxPadding = 8;
constexpr double sampleWidth = 20;  // of a curve, in the box

QPolygonF star(const QPointF& centre, double radius) {
  QPolygonF shape;
  for (int i = 0; i < 10; ++i) {
    const double angle = (i * 36 - 90) * std::numbers::pi / 180;
    const double r = i % 2 == 0 ? radius : 0.45 * radius;
    shape << centre + QPointF(r * std::cos(angle), r * std::sin(angle));
  }
  return shape;
}

QPolygonF playTriangle(const QPointF& centre) {
  return QPolygonF(
      {centre + QPointF(-2.5, -4), centre + QPointF(4.5, 0), centre + QPointF(-2.5, 4)});
}

// A bookmark.
QPolygonF ribbon(const QPointF& centre) {
  return QPolygonF({centre + QPointF(-3.5, -4.5), centre + QPointF(3.5, -4.5),
                    centre + QPointF(3.5, 4.5), centre + QPointF(0, 1.5),
                    centre + QPointF(-3.5, 4.5)});
}

}  // namespace

MarksItem::MarksItem(QCustomPlot& plot, const Appearance& appearance)
    : QCPAbstractItem(&plot), appearance_(appearance) {
  setSelectable(false);
}

void MarksItem::draw(QCPPainter* painter) {
  const QCPAxis& x = *mParentPlot->xAxis;
  const QCPAxis& y = *mParentPlot->yAxis;
  std::optional<double> last;
  const auto isPlain = [](const ChartMark& m) {
    return !(m.best || m.heard || m.a || m.b || m.kept);
  };
  for (const bool plain : {true, false}) {
    for (const ChartMark& mark : marks_) {
      if (isPlain(mark) != plain || !x.range().contains(mark.place)) continue;
      const QPointF at(x.coordToPixel(mark.place), y.coordToPixel(mark.value));
      if (plain && last && std::abs(at.x() - *last) < dotDistance && at.x() >= *last) continue;
      if (plain) last = at.x();
      drawShape(*painter, mark, at);
      drawBadges(*painter, mark, at);
    }
  }
}

void MarksItem::drawShape(QPainter& painter, const ChartMark& mark, const QPointF& at) const {
  const Theme& theme = appearance_.theme();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.panel, 1.5));
  painter.setBrush(mark.colour);
  if (mark.best) {
    painter.drawPolygon(star(at, starRadius));
  } else {
    if (!mark.audible) {
      painter.setPen(QPen(mark.colour, 1.5));
      painter.setBrush(theme.panel);
    }
    painter.drawEllipse(at, dotRadius + 0.75, dotRadius + 0.75);
  }
  if (mark.heard) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.playhead, 2));
    painter.drawEllipse(at, starRadius + 3, starRadius + 3);
  }
}

void MarksItem::drawBadges(QPainter& painter, const ChartMark& mark, QPointF at) const {
  const Theme& theme = appearance_.theme();
  const bool above = at.y() > mParentPlot->axisRect()->top() + 4 * badge;
  const double way = above ? -1 : 1;
  at.ry() += way * (starRadius + badge / 2 + 5);
  const auto face = [&](const QColor& fill) {
    painter.setPen(QPen(theme.panel, 1.5));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(at.x() - badge / 2, at.y() - badge / 2, badge, badge), 4, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::inkOn(fill));
  };
  const auto letter = [&](const QString& text) {
    face(theme.text);
    painter.setFont(fontOfSize(metrics::smallText));
    painter.setPen(Theme::inkOn(theme.text));
    painter.drawText(QRectF(at.x() - badge / 2, at.y() - badge / 2, badge, badge), Qt::AlignCenter,
                     text);
    at.ry() += way * (badge + 2);
  };
  if (mark.heard) {
    face(theme.playhead);
    painter.drawPolygon(playTriangle(at));
    at.ry() += way * (badge + 2);
  }
  if (mark.a) letter(QStringLiteral("A"));
  if (mark.b) letter(QStringLiteral("B"));
  if (mark.kept) {
    face(theme.good);
    painter.drawPolygon(ribbon(at));
  }
}

QString ReadOut::sentence() const {
  QString text = title;
  for (const Line& line : lines) text += QStringLiteral(", ") + line.text;
  return hint.isEmpty() ? text : text + QStringLiteral(". ") + hint;
}

ReadOutItem::ReadOutItem(QCustomPlot& plot, const Appearance& appearance)
    : QCPAbstractItem(&plot), appearance_(appearance) {
  setSelectable(false);
  setClipToAxisRect(false);
}

void ReadOutItem::draw(QCPPainter* painter) {
  const Theme& theme = appearance_.theme();
  const QCPAxisRect& area = *mParentPlot->axisRect();
  painter->setRenderHint(QPainter::Antialiasing);
  if (focused_) {
    painter->setPen(QPen(theme.accent, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(area.rect()).adjusted(1, 1, -1, -1), 4, 4);
  }
  if (!readOut_) return;
  const double x = mParentPlot->xAxis->coordToPixel(readOut_->place);
  if (x < area.left() || x > area.right() + 1) return;
  painter->setPen(QPen(theme.quietText, 1));
  painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  const auto dot = [&](double value, const QColor& colour, double radius) {
    const double y = mParentPlot->yAxis->coordToPixel(value);
    if (y < area.top() || y > area.bottom()) return;
    painter->setPen(QPen(theme.panel, 1.5));
    painter->setBrush(colour);
    painter->drawEllipse(QPointF(x, y), radius, radius);
  };
  for (const ReadOut::Line& line : readOut_->lines) dot(line.value, line.pen.color(), 4);
  if (readOut_->checkpoint) {
    painter->setPen(QPen(theme.text, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawEllipse(QPointF(x, mParentPlot->yAxis->coordToPixel(*readOut_->checkpoint)), 8, 8);
  }
  drawBox(*painter, boxFor(x));
}

QRectF ReadOutItem::boxFor(double x) const {
  const QFontMetricsF metric(tabularFont(metrics::smallText));
  double width = metric.horizontalAdvance(readOut_->title);
  for (const ReadOut::Line& line : readOut_->lines) {
    width = std::max(width, sampleWidth + 8 + metric.horizontalAdvance(line.text));
  }
  width = std::max(width, metric.horizontalAdvance(readOut_->hint)) + 2 * boxPadding;
  const double rows =
      static_cast<double>(readOut_->lines.size()) + (readOut_->hint.isEmpty() ? 1 : 2);
  const double height = rows * (metric.height() + 4) - 4 + 2 * boxPadding;
  const QRect area = mParentPlot->axisRect()->rect();
  double left = x + 14;
  if (left + width > area.right()) left = x - 14 - width;
  left = std::clamp(left, static_cast<double>(area.left()),
                    std::max(static_cast<double>(area.left()), area.right() - width));
  return {std::round(left), area.top() + 8.0, std::ceil(width), std::ceil(height)};
}

void ReadOutItem::drawBox(QPainter& painter, const QRectF& box) const {
  const Theme& theme = appearance_.theme();
  const QFont font = tabularFont(metrics::smallText);
  const double row = QFontMetricsF(font).height() + 4;
  painter.setPen(QPen(theme.gridBar, 1));
  painter.setBrush(theme.field);
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius, metrics::radius);
  painter.setFont(font);
  QRectF line(box.left() + boxPadding, box.top() + boxPadding, box.width() - 2 * boxPadding,
              row - 4);
  const auto write = [&](const QString& text, const QColor& colour, double indent) {
    painter.setPen(colour);
    painter.drawText(line.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
  };
  write(readOut_->title, theme.quietText, 0);
  for (const ReadOut::Line& value : readOut_->lines) {
    line.translate(0, row);
    painter.setPen(value.pen);
    painter.drawLine(QPointF(line.left(), line.center().y()),
                     QPointF(line.left() + sampleWidth, line.center().y()));
    write(value.text, theme.text, sampleWidth + 8);
  }
  if (readOut_->hint.isEmpty()) return;
  line.translate(0, row);
  write(readOut_->hint, theme.quietText, 0);
}

}  // namespace cadenza::ui
