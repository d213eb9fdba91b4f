// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

/// The whole piece in a strip, painted once into an image, and what of it is in view as a frame:
/// dragging the frame scrolls, its edges zoom, a press beside it goes there. Esc takes a drag back.
class MiniMap : public QWidget {
  Q_OBJECT

 public:
  static constexpr int height = 40;

  MiniMap(RollState& state, WheelControl& wheel, QWidget* parent);

  /// The stretch in view.
  [[nodiscard]] QRectF frame() const;
  [[nodiscard]] double xOf(double tick) const;

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
  enum class Part { Body, Left, Right, Outside };
  struct Drag {
    Part part = Part::Body;
    double grabbed = 0;  ///< ticks from the view's left edge to the pointer
    RollTransform before;
  };

  [[nodiscard]] double tickAt(double x) const;
  [[nodiscard]] Part partAt(double x) const;
  void dragTo(double x);
  void forgetImage();
  void paintNotes();
  void paintBands(QPainter& painter) const;
  void paintFrame(QPainter& painter) const;

  RollState& state_;
  WheelControl& wheel_;
  std::optional<Drag> drag_;
  QImage image_;         // null when it is to be painted anew
  Tick paintedEnd_ = 0;  // the content's end as it was then
};

}  // namespace cadenza::ui
