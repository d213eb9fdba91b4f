// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/learn/learning.h"
#include "ui/theme.h"

class QLabel;
class QVBoxLayout;

namespace cadenza::ui {

/// What the doctor says of a training by its newest validation, what to do about it, and what was
/// found before. It only speaks; nothing waits for it.
class DoctorPanel : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  explicit DoctorPanel(const Appearance& appearance, QWidget* parent = nullptr);

  void setEvaluations(const std::vector<TrainingEvaluation>& evaluations);

 private:
  [[nodiscard]] QWidget* makeCard(const Diagnosis& diagnosis) const;
  void showCards(const std::vector<Diagnosis>& diagnoses);
  void showHistory(const std::vector<TrainingEvaluation>& evaluations);
  void dress();

  const Appearance& appearance_;
  QLabel* sign_;
  QLabel* state_;
  QLabel* well_;
  QVBoxLayout* cards_;
  QLabel* historyTitle_;
  QLabel* history_;
  std::vector<Diagnosis> shown_;
};

}  // namespace cadenza::ui
