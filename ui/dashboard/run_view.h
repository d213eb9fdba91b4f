// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/controllers/training_controller.h"
#include "ui/dashboard/course_chart.h"
#include "ui/theme.h"

class QStackedWidget;
class QBoxLayout;
class QVBoxLayout;

namespace cadenza::ui {

class CurveCard;
class DoctorPanel;
class PortraitView;
class RunFigures;
class TrainingLog;

/// Shows a training, one that learns now or an earlier one: figures, curve, the doctor, what it
/// writes, its log. The one that learns grows as it is looked at, ten times a second at most; while
/// the view is hidden nothing is drawn.
class RunView : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the view.
  RunView(TrainingController& training, const Appearance& appearance, QWidget* parent = nullptr);

  /// Shows a run of the controller, its course as soon as it was read; null shows none. Does
  /// nothing for the one that is shown.
  void show(const TrainingRun* run);
  using QWidget::show;
  /// Of the run that is shown; empty for none.
  [[nodiscard]] const std::string& runId() const { return id_; }

  /// What stands above all, and below the curve; the view takes them.
  void setHeader(QWidget* header);
  void setListening(QWidget* listening);

  /// Other runs' curves over this one's; stay when another run is shown.
  void setOverlays(std::vector<CourseOverlay> overlays);
  /// Which checkpoints of this run are heard, compared and kept.
  void setMarks(const CheckpointMarks& marks);
  /// As wide as the curve alone.
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// A validation of the run was chosen on the curve.
  void checkpointChosen(qint64 step);

 private:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

  [[nodiscard]] QWidget* makeBody(const Appearance& appearance);
  [[nodiscard]] QWidget* makeEmptyState();
  [[nodiscard]] QWidget* makeSide(const Appearance& appearance);
  void listen();
  [[nodiscard]] const TrainingRun* run() const;
  [[nodiscard]] bool isLearning() const;
  void render();
  void choose(std::int64_t step);
  void showEvaluations();
  void showPortrait();
  void showMarks();
  void updateFigures();
  void updateLater();

  TrainingController& training_;
  std::string id_;
  std::optional<TrainingProgress> latest_;  // of a run that learns
  CheckpointMarks marks_;
  std::optional<std::int64_t> chosenStep_;  // whose portrait is shown; without it the newest
  QVBoxLayout* column_;
  QVBoxLayout* underCurve_;
  QBoxLayout* sides_;  // the curve, and what is said of it
  QWidget* header_ = nullptr;
  QWidget* listening_ = nullptr;
  QStackedWidget* pages_;
  RunFigures* figures_;
  CurveCard* curve_;
  DoctorPanel* doctor_;
  PortraitView* portrait_;
  TrainingLog* log_;
  QTimer frame_;
};

}  // namespace cadenza::ui
