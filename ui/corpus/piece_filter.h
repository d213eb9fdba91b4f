// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>
#include <vector>

namespace cadenza::ui {

class PieceModel;

/// Which rows are shown.
enum class ShownPieces { All, Used, LeftOut, Repeated, Problems };

/// The rows of a PieceModel, sorted by numbers and names as people read them, and narrowed down by
/// words of which each must stand in title, composer, key or file. GUI thread.
class PieceFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  /// `model` must outlive this.
  explicit PieceFilter(PieceModel& model, QObject* parent = nullptr);

  void setWords(const QString& words);
  void setKind(ShownPieces kind);
  /// The rows of the model, whatever order they are shown in.
  [[nodiscard]] QModelIndexList sourceRows(const QModelIndexList& shown) const;

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  void readTexts() const;
  void readKeys(int column) const;
  [[nodiscard]] bool isOfKind(int row) const;

  PieceModel& model_;
  mutable std::vector<QString> texts_;          // of each row, what is searched, folded
  mutable std::vector<QCollatorSortKey> keys_;  // of each row, in the order of keysColumn_
  mutable int keysColumn_ = -1;
  QCollator collator_;
  QStringList words_;
  ShownPieces kind_ = ShownPieces::All;
};

}  // namespace cadenza::ui
