// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_ruler.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/time_grid.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double gripWidth = 5;
constexpr double clickSlack = 4;

}  // namespace

TimeRuler::TimeRuler(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel) {
  setFixedHeight(height);
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  setAccessibleName(tr("Time ruler"));
  setToolTip(tr("Click to go there, drag to mark a stretch to loop"));
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_, &RollState::viewChanged, this, repaint);
  connect(&state_, &RollState::looksChanged, this, repaint);
  connect(&state_, &RollState::playheadMoved, this, [this](Tick from, Tick to) {
    for (const Tick tick : {from, to}) {
      update(static_cast<int>(xOf(tick)) - 8, 0, 16, height);
    }
  });
}

double TimeRuler::xOf(Tick tick) const { return state_.view().xOf(tick) + Keyboard::width; }

double TimeRuler::tickAt(double x) const { return state_.view().tickAt(x - Keyboard::width); }

std::optional<Tick> TimeRuler::otherEndAt(double x) const {
  const auto& range = state_.timeRange();
  if (!range) return std::nullopt;
  if (std::abs(x - xOf(range->begin)) <= gripWidth) return range->end;
  if (std::abs(x - xOf(range->end)) <= gripWidth) return range->begin;
  return std::nullopt;
}

void TimeRuler::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const double x = event->position().x();
  const bool free = event->modifiers() & Qt::AltModifier;
  const auto otherEnd = otherEndAt(x);
  const Tick here = state_.toGridDown(tickAt(x), free);
  drag_ = Drag{x, otherEnd.value_or(here), false, state_.timeRange()};
}

void TimeRuler::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  const double tick = tickAt(x);
  if (!drag_) {
    setCursor(otherEndAt(x) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    state_.hover(
        tr("bar %1").arg(positionText(state_.score().meter(), state_.toGridDown(tick, false))));
    return;
  }
  drag_->moved = drag_->moved || std::abs(x - drag_->pressedX) >= clickSlack;
  if (!drag_->moved) return;
  const Tick to = state_.toGrid(tick, event->modifiers() & Qt::AltModifier);
  state_.setTimeRange(TickRange{std::min(drag_->anchor, to), std::max(drag_->anchor, to)});
  state_.reveal(to);
}

void TimeRuler::mouseReleaseEvent(QMouseEvent* event) {
  if (!drag_ || event->button() != Qt::LeftButton) return;
  const bool clicked = !drag_->moved;
  drag_.reset();
  if (!clicked) return;
  const bool free = event->modifiers() & Qt::AltModifier;
  Q_EMIT state_.seekRequested(state_.toGrid(tickAt(event->position().x()), free));
}

void TimeRuler::mouseDoubleClickEvent(QMouseEvent* event) {
  const double tick = tickAt(event->position().x());
  if (state_.timeRange() && state_.timeRange()->contains(static_cast<Tick>(tick))) {
    state_.setTimeRange(std::nullopt);
  } else {
    mousePressEvent(event);
  }
}

bool TimeRuler::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && drag_) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void TimeRuler::keyPressEvent(QKeyEvent* event) {
  if (!drag_ || event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
  state_.setTimeRange(drag_->before);
  drag_.reset();
}

void TimeRuler::wheelEvent(QWheelEvent* event) {
  wheel_.handle(*event, event->position() - QPointF(Keyboard::width, 0));
}

void TimeRuler::leaveEvent(QEvent* event) {
  state_.hover({});
  QWidget::leaveEvent(event);
}

void TimeRuler::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), state_.theme().window);
  painter.setClipRect(QRect(Keyboard::width, 0, width() - Keyboard::width, height));
  paintRange(painter);
  paintLines(painter);
  painter.setClipping(false);
  if (xOf(state_.playhead()) >= Keyboard::width) paintPlayhead(painter);
}

void TimeRuler::paintRange(QPainter& painter) const {
  const auto band = [&](TickRange range, QColor colour, double strength) {
    if (range.length() <= 0) return;
    const double left = std::round(xOf(range.begin));
    const double right = std::round(xOf(range.end));
    QColor tint = colour;
    tint.setAlphaF(static_cast<float>(strength));
    painter.fillRect(QRectF(left, 0, right - left, height), tint);
    painter.fillRect(QRectF(left, height - 3, right - left, 3), colour);
    painter.fillRect(QRectF(left, 0, 2, height), colour);
    painter.fillRect(QRectF(right - 2, 0, 2, height), colour);
  };
  band(state_.candidateRange(), state_.theme().candidate, 0.16);
  if (!state_.timeRange()) return;
  const Theme& theme = state_.theme();
  if (state_.isLooping()) {
    band(*state_.timeRange(), theme.accent, 0.28);
  } else {
    band(*state_.timeRange(), theme.controlEdge, 0.18);
  }
}

void TimeRuler::paintLines(QPainter& painter) const {
  constexpr double labelRoom = 22;
  const RollTransform& view = state_.view();
  const Theme& theme = state_.theme();
  painter.setFont(fontOfSize(metrics::smallText));
  for (const GridLine& line :
       gridLines(state_.score().meter(), view.visibleTicks(), 0, view.pixelsPerTick(), labelRoom)) {
    const double x = std::round(xOf(line.tick));
    const bool isBar = line.level == GridLevel::Bar;
    painter.fillRect(QRectF(x, isBar ? 6 : height - 7, 1, isBar ? height - 6 : 7),
                     isBar ? theme.controlEdge : theme.gridBar);
    if (!isBar) continue;
    painter.setPen(theme.quietText);
    painter.drawText(QRectF(x + 5, 3, 80, height - 8), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(line.bar + 1));
  }
}

void TimeRuler::paintPlayhead(QPainter& painter) const {
  const double x = std::round(xOf(state_.playhead())) + 0.5;
  QPainterPath flag;
  flag.moveTo(x - 5.5, height - 11);
  flag.lineTo(x + 6.5, height - 11);
  flag.lineTo(x + 6.5, height - 7);
  flag.lineTo(x + 0.5, height);
  flag.lineTo(x - 5.5, height - 7);
  flag.closeSubpath();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(flag, state_.theme().playhead);
}

}  // namespace cadenza::ui
