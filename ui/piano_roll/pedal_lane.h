// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/piano_roll/lane.h"

namespace cadenza::ui {

/// The sustain pedal: where it is down stands a block, as high as it is down. A drag on empty
/// ground draws a block, edges and bodies move, a double click or the eraser lifts it; Alt ignores
/// the snap.
class PedalLane : public Lane {
  Q_OBJECT

 public:
  PedalLane(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  [[nodiscard]] std::unique_ptr<Gesture> gestureFor(const Pointer& pressed) override;
  [[nodiscard]] std::unique_ptr<Gesture> doubleClicked(const Pointer& pressed) override;
  void hoverAt(const Pointer& pointer) override;
  void openMenu(const Pointer& pressed, QPoint globalPosition) override;
  void paintValues(QPainter& painter, const QRectF& area) override;
  void leaveEvent(QEvent* event) override;

 private:
  // Held down, it has the colour `down`.
  void paintShade(QPainter& painter, const std::vector<PedalChange>& pedal, const QRectF& area,
                  const QColor& down) const;
  void paintColumns(QPainter& painter, const std::vector<PedalChange>& pedal, TickRange seen,
                    const QRectF& area, QColor down) const;
  void paintHovered(QPainter& painter, const QRectF& area) const;

  std::optional<TickRange> hovered_;
};

}  // namespace cadenza::ui
