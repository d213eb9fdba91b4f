// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "core/learn/learning.h"
#include "ui/dashboard/training_studio.h"

class QPushButton;

namespace cadenza::ui {

class RecipePanel;

/// Second page of the Train workspace: what learns, and for how long.
class RecipePage : public QWidget {
  Q_OBJECT

 public:
  explicit RecipePage(const TrainingStudio& studio, QWidget* parent = nullptr);

  /// Chooses to teach this model further.
  void teach(const std::filesystem::path& model);

 Q_SIGNALS:
  /// Complete but for what is learned from.
  void startRequested(const cadenza::TrainingOptions& options);

 private:
  void start();
  void updateControls();

  TrainingStudio studio_;
  RecipePanel* panel_;
  QPushButton* start_;
};

}  // namespace cadenza::ui
