// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>

#include "ui/corpus/piece_filter.h"
#include "ui/corpus/piece_model.h"
#include "ui/dashboard/training_studio.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cadenza::ui {

class CorpusHistograms;
class PieceCard;
class PieceTable;

/// The pieces that were found: a table to search, sort, leave out of and hear; beside it the piece
/// of the current row, and histograms of what is learned from.
class PieceBrowser : public QWidget {
  Q_OBJECT

 public:
  explicit PieceBrowser(const TrainingStudio& studio, QWidget* parent = nullptr);

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeList();
  [[nodiscard]] QWidget* makeTools();
  [[nodiscard]] QWidget* makeSide();
  void connectParts();
  void showPiece(int row);
  void hear(int row);
  void endHearing();
  void updateControls();

  CorpusController& corpus_;
  PlaybackController& playback_;
  const Appearance& appearance_;
  PieceModel model_;
  PieceFilter filter_;
  QLineEdit* search_;
  QComboBox* kind_;
  QLabel* shown_;
  QPushButton* leaveOut_;
  QPushButton* takeIn_;
  PieceTable* table_;
  PieceCard* card_;
  CorpusHistograms* histograms_;
  std::uint64_t heard_ = 0;  // the piece that we let sound; 0: none
};

}  // namespace cadenza::ui
