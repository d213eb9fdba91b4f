// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/dashboard/training_studio.h"
#include "ui/models/model_comparison.h"

class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace cadenza::ui {

class MusicStrip;
class SegmentedControl;
struct ModelEntry;

/// Several models compose the same request; each is seen and heard, one after the other or in turn
/// from the same moment.
class ComparisonView : public QWidget {
  Q_OBJECT

 public:
  ComparisonView(const TrainingStudio& studio, ModelLoader load, QWidget* parent = nullptr);

  /// Shows them and begins to compose.
  void compare(const std::vector<ModelEntry>& models);
  /// Ends what composes and sounds.
  void leave();

  /// Hears a row in place of what is heard now, or nothing more when it is the one.
  void hear(int row);
  /// The next one that is composed, from the moment where the music is.
  void hearNext();
  [[nodiscard]] int heard() const { return heard_; }

 Q_SIGNALS:
  void backRequested();
  void composeRequested(const std::filesystem::path& model);

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  struct Row {
    QWidget* box = nullptr;
    MusicStrip* strip = nullptr;
    QPushButton* hear = nullptr;
  };
  [[nodiscard]] QWidget* makeHeader();
  void addShortcuts();
  void addRow(const ModelEntry& model, int index);
  void compose();
  void showRow(int index);
  void showHearing();
  void showSource();
  [[nodiscard]] ComposeRequest request() const;

  TrainingStudio studio_;
  ModelComparison comparison_;
  std::vector<Row> rows_;
  Tick length_ = 0;  // of what was asked for, seed included
  int heard_ = -1;
  SegmentedControl* source_;
  QSpinBox* bars_;
  QSpinBox* seed_;
  QPushButton* compose_;
  QPushButton* next_;
  QVBoxLayout* list_;
  QLabel* note_;
};

}  // namespace cadenza::ui
