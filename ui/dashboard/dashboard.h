// SPDX-License-Identifier: GPL-3.0-or-later
// The Train workspace: a folder of music, a recipe, and the training that makes a model of them.
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/controllers/model_library.h"
#include "ui/controllers/training_controller.h"
#include "ui/theme.h"

class QPushButton;

namespace cadenza::ui {

class CorpusPanel;
class RecipePanel;

class Dashboard : public QWidget {
  Q_OBJECT

 public:
  /// All must outlive the dashboard; `models` names the files that trainings write.
  Dashboard(TrainingController& training, ModelLibrary& models, const Appearance& appearance,
            QWidget* parent = nullptr);

  /// Scans `folder`, as if it had been dropped here.
  void chooseFolder(const QString& folder);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);

 private:
  [[nodiscard]] QWidget* makeSettings();
  void start();
  void updateControls();

  TrainingController& training_;
  ModelLibrary& models_;
  const Appearance& appearance_;
  CorpusPanel* corpus_;
  RecipePanel* recipe_;
  QPushButton* start_;
};

}  // namespace cadenza::ui
