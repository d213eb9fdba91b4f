// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/tempo_lane.h"

#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/score/edits.h"
#include "core/score/tempo_edits.h"
#include "ui/piano_roll/ask.h"
#include "ui/piano_roll/previewed.h"
#include "ui/piano_roll/tempo_gestures.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double room = 12;
constexpr double pointReach = 7;
constexpr double pointRadius = 4;
constexpr double labelRoom = 40;  // pixels between two points whose numbers are written

}  // namespace

TempoLane::TempoLane(RollState& state, WheelControl& wheel, QWidget* parent)
    : Lane(LaneKind::Tempo, tr("Tempo"), state, wheel, parent) {
  setToolTip(
      tr("Drag: ritardando or accelerando · double-click: new tempo\n"
         "Drag a point · double-click it: type a number · Alt: no snap"));
}

LaneScale TempoLane::scale() const {
  if (isDragging() && heldScale_) return *heldScale_;
  double low = 120;
  double high = 120;
  const auto& changes = state().score().tempo().changes();
  if (!changes.empty()) low = high = changes.front().quartersPerMinute();
  for (const TempoChange& change : changes) {
    low = std::min(low, change.quartersPerMinute());
    high = std::max(high, change.quartersPerMinute());
  }
  const double margin = std::max(40.0, 0.25 * (high - low));
  heldScale_ = LaneScale{gap + room, height() - room, std::max(slowestTempo, low - margin),
                         std::min(fastestTempo, high + margin)};
  return *heldScale_;
}

std::optional<TempoChange> TempoLane::pointAt(QPointF position) const {
  const LaneScale heights = scale();
  std::optional<TempoChange> nearest;
  double least = pointReach;
  for (const TempoChange& change : state().score().tempo().changes()) {
    const QPointF point(xOf(change.tick), heights.yOf(change.quartersPerMinute()));
    const double distance = std::hypot(point.x() - position.x(), point.y() - position.y());
    if (distance > least) continue;
    least = distance;
    nearest = change;
  }
  return nearest;
}

std::unique_ptr<Gesture> TempoLane::gestureFor(const Pointer& pressed) {
  const LaneScale heights = scale();
  const auto point = pointAt(pressed.position);
  if (state().tool() == Tool::Erase) {
    if (point) {
      state().document().push(tr("Remove tempo"), removeTempo(state().score(), point->tick));
    }
    return nullptr;
  }
  if (point && !pressed.copies()) return moveTempoGesture(state(), pressed, heights, *point);
  return rampTempoGesture(state(), pressed, heights);
}

std::unique_ptr<Gesture> TempoLane::doubleClicked(const Pointer& pressed) {
  if (state().tool() == Tool::Erase) return gestureFor(pressed);
  const auto point = pointAt(pressed.position);
  if (!point) return addTempoGesture(state(), pressed, scale());
  edit(point->tick);
  return nullptr;
}

void TempoLane::edit(Tick tick) {
  const double now = state().score().tempo().changeAt(tick).quartersPerMinute();
  const QString label = tr("Tempo from bar %1").arg(positionText(state().score().meter(), tick));
  askTempo(*this, QCursor::pos(), label, now, [this, tick](double tempo) {
    state().document().push(tr("Tempo %1").arg(tempo), addTempo(state().score(), tick, tempo));
  });
}

void TempoLane::hoverAt(const Pointer& pointer) {
  const auto point = pointAt(pointer.position);
  setCursor(point ? Qt::SizeAllCursor : Qt::CrossCursor);
  const Tick tick = point ? point->tick : state().toGridDown(pointer.tick, false);
  const TempoChange here = point.value_or(state().score().tempo().changeAt(tick));
  state().hover(
      tr("%1 · bar %2")
          .arg(tempoText(here.quartersPerMinute()), positionText(state().score().meter(), tick)));
}

void TempoLane::openMenu(const Pointer& pressed, QPoint globalPosition) {
  const auto point = pointAt(pressed.position);
  const Tick tick = point ? point->tick : state().toGridDown(pressed.tick, pressed.ignoresSnap());
  QMenu menu(this);
  const QAction* change = menu.addAction(
      point ? tr("Change the tempo…")
            : tr("Tempo from bar %1…").arg(positionText(state().score().meter(), tick)));
  QAction* remove = menu.addAction(tr("Remove this tempo"));
  remove->setEnabled(point.has_value());
  QAction* even = menu.addAction(tr("One tempo for the whole piece"));
  even->setEnabled(state().score().tempo().changes().size() > 1);
  const QAction* chosen = menu.exec(globalPosition);
  if (chosen == change) edit(tick);
  if (chosen == remove) {
    state().document().push(tr("Remove tempo"), removeTempo(state().score(), tick));
  }
  if (chosen == even) {
    const double here = state().score().tempo().changeAt(tick).quartersPerMinute();
    state().document().push(tr("One tempo"), setTempo(state().score(), here));
  }
}

void TempoLane::paintValues(QPainter& painter, const QRectF& area) {
  const ScoreEdit& preview = state().preview();
  const auto& changes = state().score().tempo().changes();
  std::vector<TempoChange> steps = previewed(changes, preview.removed.tempo, preview.added.tempo);
  paintScale(painter, area);
  // Before the first change there is a tempo too.
  if (steps.empty() || steps.front().tick > 0) steps.insert(steps.begin(), TempoChange{});
  paintSteps(painter, steps, area);
}

void TempoLane::paintScale(QPainter& painter, const QRectF& area) const {
  const LaneScale heights = scale();
  const double span = heights.high - heights.low;
  const double step = span > 400 ? 200 : span > 200 ? 100 : span > 100 ? 50 : 20;
  painter.setFont(fontOfSize(metrics::smallText));
  for (double tempo = std::ceil(heights.low / step) * step; tempo < heights.high; tempo += step) {
    const double y = std::round(heights.yOf(tempo));
    painter.fillRect(QRectF(0, y, area.width(), 1), state().theme().gridBeat);
    painter.setPen(state().theme().quietText);
    painter.drawText(QRectF(area.right() - 44, y - 14, 40, 14), Qt::AlignRight | Qt::AlignBottom,
                     QString::number(tempo));
  }
}

void TempoLane::paintSteps(QPainter& painter, const std::vector<TempoChange>& steps,
                           const QRectF& area) {
  const LaneScale heights = scale();
  const Theme& theme = state().theme();
  const auto before = [](const TempoChange& change, Tick tick) { return change.tick < tick; };
  const TickRange seen = state().view().visibleTicks();
  auto first = std::lower_bound(steps.begin(), steps.end(), seen.begin + 1, before);
  const auto last = std::lower_bound(first, steps.end(), seen.end + 1, before);
  if (first != steps.begin()) --first;
  QPolygonF line;
  for (auto step = first; step != last; ++step) {
    const double left = std::max(xOf(step->tick), -8.0);
    const double right = std::min(
        step + 1 == steps.end() ? area.right() + 8 : xOf((step + 1)->tick), area.right() + 8);
    const double y = std::round(heights.yOf(step->quartersPerMinute())) + 0.5;
    line << QPointF(std::round(left), y) << QPointF(std::round(right), y);
  }
  if (line.isEmpty()) return;
  QPolygonF ground = line;
  ground << QPointF(line.back().x(), area.bottom()) << QPointF(line.front().x(), area.bottom());
  QColor shade = theme.accent;
  shade.setAlphaF(0.14F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(shade);
  painter.drawPolygon(ground);
  painter.setPen(QPen(theme.accent, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);

  painter.setFont(fontOfSize(metrics::smallText));
  double freeFrom = -1e9;
  for (auto step = first; step != last; ++step) {
    const QPointF point(std::round(xOf(step->tick)),
                        std::round(heights.yOf(step->quartersPerMinute())) + 0.5);
    const double next = step + 1 == last ? area.right() + labelRoom : xOf((step + 1)->tick);
    const bool isRoomForPoint = next - point.x() >= 2 * pointRadius || last - first < 64;
    if (isRoomForPoint) {
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(theme.accent, 1.5));
      painter.setBrush(theme.rollBlackRow);
      painter.drawEllipse(point, pointRadius, pointRadius);
      painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (point.x() < freeFrom || next - point.x() < labelRoom / 2) continue;
    const bool isHigh = point.y() - area.top() < 22;
    painter.setPen(theme.text);
    painter.drawText(
        QRectF(std::max(point.x(), 0.0) + 8, isHigh ? point.y() + 3 : point.y() - 19, 60, 16),
        Qt::AlignLeft | Qt::AlignVCenter, tempoText(step->quartersPerMinute()).section(u' ', 2));
    freeFrom = point.x() + labelRoom;
  }
}

}  // namespace cadenza::ui
