// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/controllers/training_controller.h"
#include "ui/theme.h"

class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace cadenza::ui {

class ElidedLabel;
class Figure;
class LossChart;

/// The training as it runs: curve, figures, what it says of itself, and how it ended.
class TrainingView : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the view.
  TrainingView(TrainingController& training, const Appearance& appearance,
               QWidget* parent = nullptr);

 Q_SIGNALS:
  /// The user wants to compose with the model that was just trained.
  void composeRequested(const std::filesystem::path& model);

 private:
  [[nodiscard]] QWidget* makeHeader();
  [[nodiscard]] QWidget* makeEmptyState();
  [[nodiscard]] QWidget* makeFigures();
  void begin(const TrainingRun& run);
  void showProgress(const TrainingProgress& progress);
  void showEvaluation(const TrainingEvaluation& evaluation);
  void showOutcome(const TrainingRun& run, const Result<TrainingOutcome>& outcome);
  void say(const QString& sentence);

  TrainingController& training_;
  const Appearance& appearance_;
  std::filesystem::path model_;
  ElidedLabel* title_;
  ElidedLabel* state_;
  QProgressBar* bar_;
  QPushButton* stop_;
  QPushButton* compose_;
  QStackedLayout* pages_;
  LossChart* chart_;
  Figure* trainLoss_;
  Figure* validationLoss_;
  Figure* rate_;
  Figure* passes_;
  Figure* elapsed_;
  Figure* left_;
  QPlainTextEdit* log_;
};

}  // namespace cadenza::ui
