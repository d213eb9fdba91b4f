// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <span>
#include <vector>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

/// A bar for each note's velocity under the notes. Dragging paints velocities over the onsets that
/// the pointer passes, of selected notes only if some are selected; one undo step a drag, Esc
/// takes it back.
class VelocityLane : public QWidget {
  Q_OBJECT

 public:
  VelocityLane(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Drag {
    QPointF last;
    std::vector<Note> before;  ///< notes that were changed, as they stand in the score
    std::vector<Note> after;
  };

  void sweepTo(QPointF position);
  void setVelocity(const Note& note, int velocity);
  [[nodiscard]] ScoreEdit edit() const;
  [[nodiscard]] int velocityAt(double y) const;
  [[nodiscard]] double yOf(int velocity) const;
  void paintBars(QPainter& painter) const;
  void paintLoudest(QPainter& painter, std::span<const Note> notes) const;
  void paintBar(QPainter& painter, const Note& note, QColor colour) const;

  RollState& state_;
  WheelControl& wheel_;
  std::optional<Drag> drag_;
};

}  // namespace cadenza::ui
