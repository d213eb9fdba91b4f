// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/dashboard/training_studio.h"

class QPushButton;

namespace cadenza::ui {

class CorpusPanel;

/// First page of the Train workspace: what is learned from.
class MusicPage : public QWidget {
  Q_OBJECT

 public:
  explicit MusicPage(const TrainingStudio& studio, QWidget* parent = nullptr);

  /// Scans these folders and files, as if they had been dropped here.
  void choose(const QStringList& places);

 Q_SIGNALS:
  /// The user has seen what there is and goes on to the recipe.
  void nextRequested();

 private:
  CorpusPanel* panel_;
  QPushButton* next_;
};

}  // namespace cadenza::ui
