// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

/// Bars and beats over the notes. A click goes there; a drag marks a stretch of time, whose ends
/// can be dragged again; a double click inside unmarks it. Esc takes a drag back.
class TimeRuler : public QWidget {
  Q_OBJECT

 public:
  static constexpr int height = 28;

  TimeRuler(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Drag {
    double pressedX = 0;
    Tick anchor = 0;
    bool moved = false;
    std::optional<TickRange> before;
  };

  [[nodiscard]] double xOf(Tick tick) const;
  [[nodiscard]] double tickAt(double x) const;
  [[nodiscard]] std::optional<Tick> otherEndAt(double x) const;
  void paintRange(QPainter& painter) const;
  void paintLines(QPainter& painter) const;
  void paintPlayhead(QPainter& painter) const;

  RollState& state_;
  WheelControl& wheel_;
  std::optional<Drag> drag_;
};

}  // namespace cadenza::ui
