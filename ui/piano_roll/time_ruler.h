// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/piano_roll/ruler_labels.h"
#include "ui/piano_roll/time_strip.h"

class QMenu;

namespace cadenza::ui {

/// Bars and beats over the notes, and above them time signatures, markers and tempo changes. A
/// click goes there; a drag marks a stretch of time, whose ends and body can be dragged again
/// (Shift marks anew inside of it); a double click inside unmarks it. Markers are dragged, and
/// named by a double click; so are signatures changed. A double click on the empty upper half puts
/// a new marker there. The rest is in the context menu.
class TimeRuler : public TimeStrip {
  Q_OBJECT

 public:
  static constexpr int height = 28;

  TimeRuler(RollState& state, WheelControl& wheel, QWidget* parent);

 protected:
  [[nodiscard]] std::unique_ptr<Gesture> gestureFor(const Pointer& pressed) override;
  [[nodiscard]] std::unique_ptr<Gesture> doubleClicked(const Pointer& pressed) override;
  void hoverAt(const Pointer& pointer) override;
  void openMenu(const Pointer& pressed, QPoint globalPosition) override;
  void paintStrip(QPainter& painter, const QRectF& area) override;

 private:
  [[nodiscard]] std::optional<RulerLabel> labelAt(QPointF position) const;
  [[nodiscard]] std::optional<Marker> markerAt(QPointF position) const;
  [[nodiscard]] std::optional<Tick> otherEndAt(double x) const;
  [[nodiscard]] bool isInRange(const Pointer& pointer) const;
  /// On the screen, under `tick`.
  [[nodiscard]] QPoint placeOf(Tick tick) const;

  void addMarkerAt(Tick tick);
  void rename(const Marker& marker);
  void changeSignature(Tick barStart);
  void changeTempo(Tick tick);
  void askWhereToGo();
  void fillMarkerMenu(QMenu& menu, const Pointer& pressed);
  void fillBarMenu(QMenu& menu, const Pointer& pressed);

  void paintRange(QPainter& painter) const;
  void paintLines(QPainter& painter) const;
  void paintLabels(QPainter& painter) const;
  void paintPlayhead(QPainter& painter) const;
};

}  // namespace cadenza::ui
