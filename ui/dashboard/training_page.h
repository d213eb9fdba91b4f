// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/dashboard/training_studio.h"

namespace cadenza::ui {

class TrainingView;

/// Third page of the Train workspace: the training that runs, and those before it.
class TrainingPage : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPage(const TrainingStudio& studio, QWidget* parent = nullptr);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);

 private:
  TrainingView* view_;
};

}  // namespace cadenza::ui
