// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "ui/piano_roll/lane.h"

namespace cadenza::ui {

/// A bar for each note's velocity under the notes. A drag paints velocities over the onsets that
/// the pointer passes; with Ctrl it draws a line, with Ctrl+Shift a curve; a drag on the head of a
/// selected note moves all selected ones, with Alt they are scaled. Where notes are selected only
/// they change.
class VelocityLane : public Lane {
  Q_OBJECT

 public:
  VelocityLane(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  [[nodiscard]] std::unique_ptr<Gesture> gestureFor(const Pointer& pressed) override;
  void hoverAt(const Pointer& pointer) override;
  void paintValues(QPainter& painter, const QRectF& area) override;

 private:
  /// The note whose head is under the pointer.
  [[nodiscard]] std::optional<Note> headAt(QPointF position) const;
  void paintNotes(QPainter& painter) const;
  void paintGathered(QPainter& painter, std::span<const Note> notes) const;
  void paintBar(QPainter& painter, const Note& note, QColor colour) const;
};

}  // namespace cadenza::ui
