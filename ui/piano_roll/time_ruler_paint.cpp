// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/piano_roll/time_grid.h"
#include "ui/piano_roll/time_ruler.h"

namespace cadenza::ui {

void TimeRuler::paintStrip(QPainter& painter, const QRectF&) {
  paintRange(painter);
  paintLines(painter);
  paintLabels(painter);
  if (xOf(state().playhead()) >= 0) paintPlayhead(painter);
}

void TimeRuler::paintRange(QPainter& painter) const {
  const auto band = [&](TickRange range, QColor colour, double strength) {
    if (range.length() <= 0) return;
    const double left = std::round(xOf(range.begin));
    const double right = std::round(xOf(range.end));
    QColor tint = colour;
    tint.setAlphaF(static_cast<float>(strength));
    const double top = rulerLabelHeight;
    painter.fillRect(QRectF(left, top, right - left, height - top), tint);
    painter.fillRect(QRectF(left, height - 3, right - left, 3), colour);
    painter.fillRect(QRectF(left, top, 2, height - top), colour);
    painter.fillRect(QRectF(right - 2, top, 2, height - top), colour);
  };
  const Theme& theme = state().theme();
  band(state().candidateRange(), theme.candidate, 0.16);
  if (!state().timeRange()) return;
  if (state().isLooping()) {
    band(*state().timeRange(), theme.accent, 0.28);
  } else {
    band(*state().timeRange(), state().marksGaps() ? theme.candidate : theme.controlEdge, 0.18);
  }
}

void TimeRuler::paintLines(QPainter& painter) const {
  constexpr double labelRoom = 22;
  const RollTransform& view = state().view();
  const Theme& theme = state().theme();
  painter.setFont(fontOfSize(metrics::smallText));
  for (const GridLine& line : gridLines(state().score().meter(), view.visibleTicks(), 0,
                                        view.pixelsPerTick(), labelRoom)) {
    const double x = std::round(xOf(line.tick));
    const bool isBar = line.level == GridLevel::Bar;
    const double top = isBar ? rulerLabelHeight + 2 : height - 5;
    painter.fillRect(QRectF(x, top, 1, height - top), isBar ? theme.controlEdge : theme.gridBar);
    if (!isBar) continue;
    painter.setPen(theme.quietText);
    painter.drawText(QRectF(x + 5, rulerLabelHeight, 80, height - rulerLabelHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, QString::number(line.bar + 1));
  }
}

void TimeRuler::paintLabels(QPainter& painter) const {
  const Theme& theme = state().theme();
  painter.setFont(fontOfSize(metrics::smallText));
  for (const RulerLabel& label : rulerLabels(state())) {
    if (label.kind == RulerLabelKind::Marker) {
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.control);
      painter.drawRoundedRect(label.place, 3, 3);
      painter.setRenderHint(QPainter::Antialiasing, false);
      const double x = std::round(xOf(label.tick));
      painter.fillRect(QRectF(x, label.place.top(), 2, height - label.place.top()), theme.text);
    }
    painter.setPen(label.kind == RulerLabelKind::Tempo ? theme.quietText : theme.text);
    painter.drawText(label.place.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     label.text);
  }
}

void TimeRuler::paintPlayhead(QPainter& painter) const {
  const double x = std::round(xOf(state().playhead())) + 0.5;
  QPainterPath flag;
  flag.moveTo(x - 5.5, height - 10);
  flag.lineTo(x + 6.5, height - 10);
  flag.lineTo(x + 6.5, height - 7);
  flag.lineTo(x + 0.5, height);
  flag.lineTo(x - 5.5, height - 7);
  flag.closeSubpath();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(flag, state().theme().playhead);
}

}  // namespace cadenza::ui
