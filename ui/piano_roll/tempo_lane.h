// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/piano_roll/lane.h"

namespace cadenza::ui {

/// The tempo as steps, with a point where each begins. A press on empty ground adds a point, a drag
/// moves one, with Ctrl a drag makes a ramp of steps; a double click on a point edits its number,
/// the eraser removes it. Alt ignores the snap.
class TempoLane : public Lane {
  Q_OBJECT

 public:
  TempoLane(RollState& state, WheelControl& wheel, QWidget* parent);

  /// Where tempi stand now; wide enough for all of the piece.
  [[nodiscard]] LaneScale scale() const;

 protected:
  [[nodiscard]] std::unique_ptr<Gesture> gestureFor(const Pointer& pressed) override;
  [[nodiscard]] std::unique_ptr<Gesture> doubleClicked(const Pointer& pressed) override;
  void hoverAt(const Pointer& pointer) override;
  void openMenu(const Pointer& pressed, QPoint globalPosition) override;
  void paintValues(QPainter& painter, const QRectF& area) override;

 private:
  [[nodiscard]] std::optional<TempoChange> pointAt(QPointF position) const;
  /// Asks for the number of the change at `tick`, which need not stand there yet.
  void edit(Tick tick);
  void paintSteps(QPainter& painter, const std::vector<TempoChange>& steps, const QRectF& area);
  void paintScale(QPainter& painter, const QRectF& area) const;

  mutable std::optional<LaneScale> heldScale_;  // while a drag lasts
};

}  // namespace cadenza::ui
