// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include "ui/piano_roll/lane_views.h"
#include "ui/piano_roll/time_strip.h"

namespace cadenza::ui {

/// Values from `low` (at `bottom`) to `high` (at `top`) as heights in a lane.
struct LaneScale {
  double top = 0;
  double bottom = 1;
  double low = 0;
  double high = 1;

  [[nodiscard]] double yOf(double value) const {
    return bottom - (value - low) / (high - low) * (bottom - top);
  }
  /// Within `low` to `high`.
  [[nodiscard]] double valueAt(double y) const;
};

/// A strip under the notes with its name and a button that folds it at the left; its upper edge can
/// be dragged. How it is shown stands in the state.
class Lane : public TimeStrip {
  Q_OBJECT

 public:
  static constexpr int foldedHeight = 28;
  static constexpr int leastHeight = 44;  ///< of an open one, in a low window
  static constexpr int gap = 4;           ///< above what is drawn

  Lane(LaneKind kind, const QString& name, RollState& state, WheelControl& wheel, QWidget* parent);

  /// As high as it is wanted; it gives way down to leastHeight.
  [[nodiscard]] QSize sizeHint() const override {
    return {TimeStrip::sizeHint().width(), maximumHeight()};
  }

 protected:
  /// What is drawn over the grid, where the lane is not folded.
  virtual void paintValues(QPainter& painter, const QRectF& area) = 0;

  [[nodiscard]] bool isOpen() const final { return !state().lanes()[kind_].isFolded; }
  void paintStrip(QPainter& painter, const QRectF& area) final;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void takeView();
  void setFolded(bool folded);

  LaneKind kind_;
  QString name_;
  QToolButton* fold_;
  QWidget* grip_;
};

/// A short text on a small card beside `at`, kept within `area`: what a drag does.
void paintBubble(QPainter& painter, const Theme& theme, const QRectF& area, QPointF at,
                 const QString& text);

}  // namespace cadenza::ui
