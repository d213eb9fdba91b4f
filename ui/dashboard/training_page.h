// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/dashboard/training_studio.h"

namespace cadenza::ui {

class ListenPanel;
class RunHeader;
class RunList;
class RunView;

/// Third page of the Train workspace: the training that runs, those that wait and those before;
/// the chosen one's course, and what its checkpoints compose.
class TrainingPage : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPage(const TrainingStudio& studio, QWidget* parent = nullptr);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);
  void teachRequested(const std::filesystem::path& model);

 private:
  void listen();
  void showChosen();
  void showOverlays();

  TrainingStudio studio_;
  RunList* list_;
  RunView* view_;
  RunHeader* header_;
  ListenPanel* listening_;
};

}  // namespace cadenza::ui
