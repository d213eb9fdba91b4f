// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <functional>
#include <vector>

#include "ui/controllers/model_library.h"

namespace cadenza::ui {

/// The library as rows of two lines. Rows stay where they are while models come and go, so that a
/// selection and a name that is being typed live on.
class ModelTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { CurveColumn, NameColumn, RecipeColumn, LossColumn, DayColumn, SizeColumn, Columns };
  enum Role { SecondLineRole = Qt::UserRole, SortRole, SearchRole };

  explicit ModelTable(QObject* parent = nullptr);

  void setEntries(const std::vector<ModelEntry>& entries);
  /// Of a row; null where there is none.
  [[nodiscard]] const ModelEntry* entry(int row) const;
  [[nodiscard]] int rowOf(const std::filesystem::path& path) const;
  /// Which models may be renamed.
  void setRenamable(std::function<bool(const ModelEntry&)> may) { renamable_ = std::move(may); }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 Q_SIGNALS:
  void renameWanted(const std::filesystem::path& model, const QString& name);

 private:
  std::vector<ModelEntry> entries_;
  std::function<bool(const ModelEntry&)> renamable_;
};

/// Sorted, and searched in name, recipe, data and licence. What has no value comes last.
class SortedModels : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit SortedModels(QObject* parent = nullptr);
  void setSearch(const QString& words);

 protected:
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList words_;
};

}  // namespace cadenza::ui
