// SPDX-License-Identifier: GPL-3.0-or-later
// The Train workspace: music, a recipe, the training that makes a model of them, and the models.
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/dashboard/training_studio.h"

class QStackedWidget;

namespace cadenza {
struct TrainingOptions;
}

namespace cadenza::ui {

class ModelsPage;
class MusicPage;
class RecipePage;
class SegmentedControl;
class TrainingPage;

enum class TrainPage { Music, Recipe, Training, Models };

class Dashboard : public QWidget {
  Q_OBJECT

 public:
  explicit Dashboard(const TrainingStudio& studio, QWidget* parent = nullptr);

  /// Scans `folder`, as if it had been dropped here.
  void chooseFolder(const QString& folder);
  [[nodiscard]] TrainPage page() const;
  void setPage(TrainPage page);
  /// Where the pages are chosen.
  void focusFirst();

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);

 private:
  void start(const TrainingOptions& options);

  TrainingStudio studio_;
  SegmentedControl* steps_;
  QStackedWidget* pages_;
  MusicPage* music_;
  RecipePage* recipe_;
  TrainingPage* training_;
  ModelsPage* models_;
};

}  // namespace cadenza::ui
