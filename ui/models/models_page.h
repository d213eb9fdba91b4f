// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/dashboard/training_studio.h"

class QTreeWidget;

namespace cadenza::ui {

/// Last page of the Train workspace: the models that there are.
class ModelsPage : public QWidget {
  Q_OBJECT

 public:
  explicit ModelsPage(const TrainingStudio& studio, QWidget* parent = nullptr);

 Q_SIGNALS:
  void composeRequested(const std::filesystem::path& model);
  void teachRequested(const std::filesystem::path& model);

 private:
  void list();

  TrainingStudio studio_;
  QTreeWidget* models_;
};

}  // namespace cadenza::ui
