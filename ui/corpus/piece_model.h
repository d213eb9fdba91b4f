// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/corpus/corpus_listing.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// What a piece is called in the table: its title, else the name of its file.
[[nodiscard]] QString titleOf(const ListedFile& file);
/// What becomes of a file, in words: "learn", "check", "left out", "repeats a.mid", or the problem.
[[nodiscard]] QString fateText(const ListedFile& file, bool leftOut);

/// The files of a scan as rows; pieces can be ticked, which takes them in. GUI thread.
class PieceModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Title, Composer, Notes, Length, Key, Fate, File, ColumnCount };

  /// Both must outlive the model.
  PieceModel(CorpusController& corpus, const Appearance& appearance, QObject* parent = nullptr);

  [[nodiscard]] const ListedFile& file(int row) const {
    return (*files_)[static_cast<std::size_t>(row)];
  }
  [[nodiscard]] bool isLeftOut(int row) const;
  /// The piece that sounds is marked; 0 for none.
  void setHeard(std::uint64_t hash);
  /// Content hashes of the pieces among these rows.
  [[nodiscard]] std::vector<std::uint64_t> piecesIn(const QModelIndexList& rows) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  void takeFiles();
  void showAll();
  [[nodiscard]] QString textOf(int row, int column) const;
  [[nodiscard]] QVariant iconOf(int row, int column) const;
  [[nodiscard]] QString toolTipOf(int row) const;
  void colour();

  CorpusController& corpus_;
  const Appearance& appearance_;
  std::shared_ptr<const CorpusController::Listing> files_;
  std::uint64_t heard_ = 0;
  QIcon heardIcon_;
  QIcon problemIcon_;
  QIcon repeatedIcon_;
};

}  // namespace cadenza::ui
