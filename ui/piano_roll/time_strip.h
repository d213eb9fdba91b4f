// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

/// What all strips along the notes share, ruler and lanes: they show the same time as the note
/// area, right of the keyboard's column, scroll and zoom with it, and drag by gestures: one undo
/// step each, which Esc or a change from elsewhere takes back. Positions that a strip is told and
/// paints at count from the column's right edge.
class TimeStrip : public QWidget {
  Q_OBJECT

 public:
  TimeStrip(RollState& state, WheelControl& wheel, QWidget* parent);
  ~TimeStrip() override;

 protected:
  /// Presses and moves are listened to.
  [[nodiscard]] virtual bool isOpen() const { return true; }
  /// What a press of the left button begins; may be nothing.
  [[nodiscard]] virtual std::unique_ptr<Gesture> gestureFor(const Pointer& pressed) = 0;
  /// A second press soon after the first; the same gesture again where nothing else is wanted.
  [[nodiscard]] virtual std::unique_ptr<Gesture> doubleClicked(const Pointer& pressed);
  /// Cursor and status bar.
  virtual void hoverAt(const Pointer& pointer) = 0;
  virtual void openMenu(const Pointer& pressed, QPoint globalPosition);
  /// `area` is what is right of the keyboard's column.
  virtual void paintStrip(QPainter& painter, const QRectF& area) = 0;

  [[nodiscard]] RollState& state() const { return state_; }
  [[nodiscard]] double xOf(Tick tick) const { return state_.view().xOf(tick); }
  [[nodiscard]] bool isDragging() const { return gesture_ != nullptr; }
  /// The time that is being painted, with a little to either side.
  [[nodiscard]] TickRange paintedTicks() const { return painted_; }
  /// Grid lines from top to bottom, bars a little stronger.
  void paintGridLines(QPainter& painter, const QRectF& area) const;
  void paintPlayheadLine(QPainter& painter, const QRectF& area) const;

  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  [[nodiscard]] Pointer pointerAt(QPointF position, Qt::KeyboardModifiers keys) const;
  void begin(std::unique_ptr<Gesture> gesture, const Pointer& pressed);
  void moveGestureTo(const Pointer& pointer);
  void endGesture();
  /// While the pointer is beyond the left or right border.
  void scrollWhileDragging();
  /// Pixels that `x` is left (negative) or right of the strip.
  [[nodiscard]] double beyondBorder(double x) const;
  void repaintAround(Tick tick);
  [[nodiscard]] TickRange ticksUnder(const QRect& rect) const;

  RollState& state_;
  WheelControl& wheel_;
  std::unique_ptr<Gesture> gesture_;
  std::optional<Pointer> last_;
  QTimer borderScroll_;
  TickRange painted_;
};

}  // namespace cadenza::ui
