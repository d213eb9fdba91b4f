// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

/// The piano's keys at the left, one row each. Pressing sounds a key for as long as it is held
/// (nearer its front is louder), dragging slides over them, Shift-click selects all notes of a
/// pitch. Keys that sound or are held are lit.
class Keyboard : public QWidget {
  Q_OBJECT

 public:
  static constexpr int width = 72;

  Keyboard(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void press(QPointF position);
  void release();
  void selectPitch(int pitch);
  void paintWhiteKeys(QPainter& painter) const;
  void paintBlackKeys(QPainter& painter) const;
  void paintKeyDots(QPainter& painter) const;
  void paintExpectation(QPainter& painter) const;
  /// Of the bar that shows how likely a key is to come next; 0 for none.
  [[nodiscard]] double expectedLength(int pitch) const;
  void paintNames(QPainter& painter) const;
  void paintBlackName(QPainter& painter, int pitch) const;
  [[nodiscard]] QRectF rowOf(int pitch) const;
  [[nodiscard]] QRectF whiteKeyRect(int pitch) const;
  [[nodiscard]] bool isLit(int pitch) const;

  RollState& state_;
  WheelControl& wheel_;
  std::optional<int> pressed_;
};

}  // namespace cadenza::ui
