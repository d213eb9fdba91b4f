// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <cstdint>

#include "ui/corpus/piece_filter.h"
#include "ui/corpus/piece_model.h"

namespace cadenza::ui {

/// The pieces as a table that can be sorted: Space ticks or unticks what is selected, Enter hears
/// the piece of the current row.
class PieceTable : public QTableView {
  Q_OBJECT

 public:
  /// All must outlive the table.
  PieceTable(PieceModel& model, PieceFilter& filter, CorpusController& corpus,
             QWidget* parent = nullptr);

  /// The row of the model that the cursor is in; -1 for none.
  [[nodiscard]] int currentPiece() const;
  /// Leaves out what is selected, or takes it in.
  void setSelectedLeftOut(bool leftOut);
  /// There are pieces among what is selected that are (not) left out.
  [[nodiscard]] bool selectionHas(bool leftOut) const;

 Q_SIGNALS:
  /// The row of the model, or -1.
  void currentPieceChanged(int row);
  void selectionMoved();
  void hearRequested(int row);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

 private:
  void layOutColumns();
  void keepTitles();
  void toggleSelected();
  void showInFolder() const;

  PieceModel& model_;
  PieceFilter& filter_;
  CorpusController& corpus_;
};

}  // namespace cadenza::ui
