// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "ui/controllers/training_controller.h"
#include "ui/theme.h"

class QListWidget;
class QListWidgetItem;

namespace cadenza::ui {

/// All trainings, the newest first: what learns, what waits, and what there was. One is chosen; the
/// curves of those that are ticked are laid over its own.
class RunList : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive it.
  RunList(TrainingController& training, const Appearance& appearance, QWidget* parent = nullptr);

  /// The chosen one; empty for none.
  [[nodiscard]] std::string chosen() const;
  void choose(const std::string& id);
  [[nodiscard]] const std::vector<std::string>& overlaid() const { return overlaid_; }

 Q_SIGNALS:
  void chosenChanged();
  void overlaysChanged();

 private:
  void list();
  void dress(QListWidgetItem& item, const TrainingRun& run);
  void takeTick(const QListWidgetItem& item);
  void updateProgress();

  TrainingController& training_;
  const Appearance& appearance_;
  std::vector<std::string> overlaid_;
  bool listing_ = false;
  QListWidget* runs_;
};

}  // namespace cadenza::ui
