// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learn/learning.h"
#include "ui/theme.h"

class QCPGraph;
class QCustomPlot;

namespace cadenza::ui {

/// The loss curve of a training while it grows: training solid, validation dashed with a dot at
/// each measurement; nats a note over minutes.
class LossChart : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the chart.
  explicit LossChart(const Appearance& appearance, QWidget* parent = nullptr);

  void clear();
  /// A whole curve at once, of a model that is shown.
  void setCurve(const std::vector<CurvePoint>& curve);
  void addTraining(double minutes, double nats);
  void addValidation(double minutes, double nats);

  /// Points drawn, for tests and for the accessible text.
  [[nodiscard]] int trainingPoints() const;
  [[nodiscard]] int validationPoints() const;

 private:
  void dress();
  void fitAxes();
  void describe();

  const Appearance& appearance_;
  QCustomPlot* plot_;
  QCPGraph* training_;
  QCPGraph* validation_;
};

}  // namespace cadenza::ui
