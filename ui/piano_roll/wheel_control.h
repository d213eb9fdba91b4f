// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QTimer>

#include "ui/piano_roll/roll_state.h"

class QWheelEvent;

namespace cadenza::ui {

/// What the wheel does over any part of the roll: scrolls (Shift: sideways), zooms (Ctrl: time at
/// the pointer, Ctrl+Shift: pitch), and with Alt over a selected note changes velocities. Turning
/// on without a rest is one undo step.
class WheelControl {
 public:
  explicit WheelControl(RollState& state);
  /// `position` is the pointer's in the note area.
  void handle(QWheelEvent& event, QPointF position);

 private:
  void scroll(const QWheelEvent& event, bool sideways);
  bool changeVelocity(double notches, QPointF position);

  RollState& state_;
  QTimer rest_;
  int run_ = 0;
  double velocityLeft_ = 0;  // fractions of a step, from fine wheels
};

}  // namespace cadenza::ui
