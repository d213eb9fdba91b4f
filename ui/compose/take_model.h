// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <map>
#include <optional>
#include <vector>

#include "ui/document.h"

namespace cadenza::ui {

/// Marks of two takes that are compared.
enum class TakeMark { None, A, B };

/// Where a row's lines run. A take that came alone of its parent stands right under it, joined to
/// it; only where several came of one they are one level further in, so that long lines of descent
/// stay narrow.
struct TakePlace {
  int level = 0;
  bool isLast = true;           ///< of its brothers
  bool isJoined = false;        ///< the only one that came of the row above
  std::vector<bool> passing{};  ///< for each level outside: a line runs past this row
};

/// The document's takes as a tree of rows, in the order in which they were made. Names can be
/// edited. GUI thread.
class TakeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  enum Role { Line = Qt::UserRole, Starred, InPiece, Current, Sounding, Mark };

  /// `document` must outlive this.
  explicit TakeModel(Document& document, QObject* parent = nullptr);

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

  /// 0 for no take.
  [[nodiscard]] static int idOf(const QModelIndex& index);
  /// Invalid for a take that is not shown.
  [[nodiscard]] QModelIndex indexOf(int id) const;
  /// Null for none.
  [[nodiscard]] const Take* takeAt(const QModelIndex& index) const;
  [[nodiscard]] const TakePlace& placeOf(const QModelIndex& index) const;
  [[nodiscard]] bool isInPiece(int id) const;

  [[nodiscard]] bool showsStarredOnly() const { return starredOnly_; }
  void setStarredOnly(bool only);
  /// Ids; 0 for none.
  void setMarks(int a, int b);
  void setSounding(int id);

 private:
  struct Row {
    int parent = 0;
    int number = 0;  // among its brothers
    TakePlace place;
  };
  struct Shape {
    std::map<int, Row> rows;
    std::map<int, std::vector<int>> children;

    [[nodiscard]] bool onlyAddsTo(const Shape& other) const;
  };

  [[nodiscard]] Shape shape() const;
  [[nodiscard]] const std::vector<int>& childrenOf(int id) const;
  [[nodiscard]] TakeMark markOf(int id) const;
  [[nodiscard]] QString description(const Take& take) const;
  void follow();
  void renew();
  void insertRowsOf(Shape next);
  void touch(int id);
  void touchAll();

  Document& document_;
  QHash<int, std::size_t> places_;  // of ids in the document's list
  Shape shape_;
  bool starredOnly_ = false;
  int a_ = 0;
  int b_ = 0;
  int sounding_ = 0;
  mutable QHash<int, bool> inPiece_;  // as far as it was asked for
};

}  // namespace cadenza::ui
