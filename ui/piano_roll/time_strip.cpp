// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/time_grid.h"

namespace cadenza::ui {
namespace {

constexpr int borderScrollMs = 16;

}  // namespace

TimeStrip::TimeStrip(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel) {
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  borderScroll_.setInterval(borderScrollMs);
  connect(&borderScroll_, &QTimer::timeout, this, &TimeStrip::scrollWhileDragging);
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_, &RollState::viewChanged, this, repaint);
  connect(&state_, &RollState::looksChanged, this, repaint);
  connect(&state_, &RollState::playheadMoved, this, [this](Tick from, Tick to) {
    repaintAround(from);
    repaintAround(to);
  });
  connect(&state_.document(), &Document::changed, this, &TimeStrip::endGesture);
  connect(&state_.document(), &Document::replaced, this, &TimeStrip::endGesture);
}

TimeStrip::~TimeStrip() = default;

void TimeStrip::repaintAround(Tick tick) {
  update(Keyboard::width + static_cast<int>(std::floor(xOf(tick))) - 8, 0, 18, height());
}

Pointer TimeStrip::pointerAt(QPointF position, Qt::KeyboardModifiers keys) const {
  const QPointF at = position - QPointF(Keyboard::width, 0);
  return {at, state_.view().tickAt(at.x()), 0, keys};
}

std::unique_ptr<Gesture> TimeStrip::doubleClicked(const Pointer& pressed) {
  return gestureFor(pressed);
}

void TimeStrip::openMenu(const Pointer&, QPoint) {}

void TimeStrip::begin(std::unique_ptr<Gesture> gesture, const Pointer& pressed) {
  gesture_ = std::move(gesture);
  last_ = pressed;
  update();
}

void TimeStrip::mousePressEvent(QMouseEvent* event) {
  if (gesture_ || !isOpen()) return;
  const Pointer pressed = pointerAt(event->position(), event->modifiers());
  if (event->button() == Qt::RightButton) {
    openMenu(pressed, event->globalPosition().toPoint());
  } else if (event->button() == Qt::MiddleButton) {
    begin(panGesture(state_, pressed), pressed);
  } else if (event->button() == Qt::LeftButton && pressed.position.x() >= 0) {
    begin(gestureFor(pressed), pressed);
  }
}

void TimeStrip::mouseDoubleClickEvent(QMouseEvent* event) {
  const Pointer pressed = pointerAt(event->position(), event->modifiers());
  const bool isLeft = event->button() == Qt::LeftButton;
  if (gesture_ || !isOpen() || !isLeft || pressed.position.x() < 0) return;
  begin(doubleClicked(pressed), pressed);
}

void TimeStrip::mouseMoveEvent(QMouseEvent* event) {
  const Pointer pointer = pointerAt(event->position(), event->modifiers());
  if (gesture_) {
    moveGestureTo(pointer);
  } else if (isOpen()) {
    hoverAt(pointer);
  }
}

void TimeStrip::moveGestureTo(const Pointer& pointer) {
  last_ = pointer;
  gesture_->move(pointer);
  if (beyondBorder(pointer.position.x()) != 0 && gesture_->scrollsAtBorders()) {
    if (!borderScroll_.isActive()) borderScroll_.start();
  } else {
    borderScroll_.stop();
  }
  update();
}

double TimeStrip::beyondBorder(double x) const {
  return x < 0 ? x : std::max(0.0, x - (width() - Keyboard::width));
}

void TimeStrip::scrollWhileDragging() {
  if (!gesture_ || !last_) return borderScroll_.stop();
  const Pointer last = *last_;
  const double distance = beyondBorder(last.position.x()) / 4;
  state_.changeView([&](RollTransform& view) { view.scrollByPixels({distance, 0}); });
  moveGestureTo(pointerAt(last.position + QPointF(Keyboard::width, 0), last.modifiers));
}

void TimeStrip::mouseReleaseEvent(QMouseEvent* event) {
  if (!gesture_ || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)) {
    return;
  }
  // The gesture is out of the member first: its edit must not be taken for somebody else's.
  const auto gesture = std::move(gesture_);
  const Pointer pointer = pointerAt(event->position(), event->modifiers());
  gesture->release(pointer);
  endGesture();
  hoverAt(pointer);
}

void TimeStrip::endGesture() {
  gesture_.reset();
  last_.reset();
  borderScroll_.stop();
  update();
}

bool TimeStrip::event(QEvent* event) {
  // While something is being dragged, no shortcut may change what is under it.
  if (event->type() == QEvent::ShortcutOverride && gesture_) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void TimeStrip::keyPressEvent(QKeyEvent* event) {
  if (!gesture_) return QWidget::keyPressEvent(event);
  if (event->key() == Qt::Key_Escape) return endGesture();
  if (last_)
    moveGestureTo(pointerAt(last_->position + QPointF(Keyboard::width, 0), event->modifiers()));
}

void TimeStrip::keyReleaseEvent(QKeyEvent* event) {
  if (!gesture_ || !last_) return QWidget::keyReleaseEvent(event);
  moveGestureTo(pointerAt(last_->position + QPointF(Keyboard::width, 0), event->modifiers()));
}

void TimeStrip::wheelEvent(QWheelEvent* event) {
  wheel_.handle(*event, {event->position().x() - Keyboard::width, -1});
}

void TimeStrip::leaveEvent(QEvent* event) {
  state_.hover({});
  QWidget::leaveEvent(event);
}

TickRange TimeStrip::ticksUnder(const QRect& rect) const {
  constexpr double margin = 8;
  const auto tick = [&](double x) {
    return static_cast<Tick>(
        std::clamp<double>(std::floor(state_.view().tickAt(x - Keyboard::width)), 0, maxTick));
  };
  return {tick(rect.left() - margin), tick(rect.right() + margin)};
}

void TimeStrip::paintEvent(QPaintEvent* event) {
  painted_ = ticksUnder(event->rect());
  QPainter painter(this);
  painter.fillRect(rect(), state_.theme().window);
  painter.translate(Keyboard::width, 0);
  const QRectF area(0, 0, width() - Keyboard::width, height());
  painter.setClipRect(area);
  paintStrip(painter, area);
  if (gesture_) gesture_->paint(painter);
}

void TimeStrip::paintGridLines(QPainter& painter, const QRectF& area) const {
  const RollTransform& view = state_.view();
  for (const GridLine& line :
       gridLines(state_.score().meter(), paintedTicks(), 0, view.pixelsPerTick())) {
    painter.fillRect(
        QRectF(std::round(xOf(line.tick)), area.top(), 1, area.height()),
        line.level == GridLevel::Bar ? state_.theme().gridBar : state_.theme().gridBeat);
  }
}

void TimeStrip::paintPlayheadLine(QPainter& painter, const QRectF& area) const {
  QColor colour = state_.theme().playhead;
  colour.setAlphaF(0.7F);
  painter.fillRect(QRectF(std::round(xOf(state_.playhead())), area.top(), 1, area.height()),
                   colour);
}

}  // namespace cadenza::ui
