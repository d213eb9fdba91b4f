// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/model/checkpoint.h"
#include "ui/theme.h"

class QPainter;

namespace cadenza::ui {

/// The loss curve of a model as it is kept in its file, without axes: training solid, validation
/// dashed. Nothing for fewer than two points.
void paintCurve(QPainter& painter, const QRectF& room, const std::vector<CurvePoint>& curve,
                const Theme& theme);

/// The same with axes, units and the best point.
class CurveView : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the view.
  explicit CurveView(const Appearance& appearance, QWidget* parent = nullptr);

  /// `unit` is what the loss is counted in: "nats a note".
  void setCurve(const std::vector<CurvePoint>& curve, const QString& unit);

  [[nodiscard]] QSize sizeHint() const override { return {320, 180}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintAxes(QPainter& painter, const QRectF& room) const;

  const Appearance& appearance_;
  std::vector<CurvePoint> curve_;
  QString unit_;
};

}  // namespace cadenza::ui
