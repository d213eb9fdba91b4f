// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_table.h"

#include <algorithm>
#include <cmath>

#include "ui/controls/words.h"
#include "ui/models/model_words.h"

namespace cadenza::ui {

namespace {

QString text(const std::string& words) { return QString::fromStdString(words); }

QString firstLine(const ModelEntry& entry, int column) {
  switch (column) {
    case ModelTable::NameColumn:
      return entry.name;
    case ModelTable::RecipeColumn:
      return entry.recipe.isOurs() ? recipeTitle(entry.recipe) : recipeText(entry.recipe);
    case ModelTable::LossColumn:
      return lossText(entry.info.validationLoss);
    case ModelTable::DayColumn:
      return dayText(entry.info);
    case ModelTable::SizeColumn:
      return bytesText(entry.bytes);
  }
  return {};
}

QString secondLine(const ModelEntry& entry, int column) {
  switch (column) {
    case ModelTable::NameColumn:
      if (entry.isStarter) return ModelTable::tr("Comes with Cadenza");
      return entry.info.data.empty() ? ModelTable::tr("Of unknown music") : text(entry.info.data);
    case ModelTable::RecipeColumn:
      return entry.recipe.isOurs() ? sizeTitle(entry.recipe.size) : QString();
    case ModelTable::LossColumn:
      return std::isfinite(entry.info.validationLoss) ? unitText(entry.recipe) : QString();
    case ModelTable::DayColumn:
      return entry.info.minutes > 0 ? durationText(entry.info.minutes * 60) : QString();
    case ModelTable::SizeColumn:
      return entry.trainingBytes > 0 ? ModelTable::tr("+ %1").arg(bytesText(entry.trainingBytes))
                                     : QString();
  }
  return {};
}

QVariant sortValue(const ModelEntry& entry, int column) {
  switch (column) {
    case ModelTable::LossColumn:
      return std::isfinite(entry.info.validationLoss) ? QVariant(entry.info.validationLoss)
                                                      : QVariant();
    case ModelTable::DayColumn:
      return text(entry.info.created);
    case ModelTable::SizeColumn:
      return static_cast<qulonglong>(entry.bytes + entry.trainingBytes);
  }
  return firstLine(entry, column) + QChar(u' ') + secondLine(entry, column);
}

QString tip(const ModelEntry& entry, int column) {
  if (column == ModelTable::SizeColumn && entry.trainingBytes > 0) {
    return ModelTable::tr("The model, and what its training keeps to go on with it");
  }
  if (column == ModelTable::NameColumn) {
    QStringList lines{entry.name, text(entry.info.data), text(entry.info.licence),
                      text(entry.path.string())};
    lines.removeAll(QString());
    return lines.join(QChar(u'\n'));
  }
  return {};
}

}  // namespace

ModelTable::ModelTable(QObject* parent) : QAbstractTableModel(parent) {}

void ModelTable::setEntries(const std::vector<ModelEntry>& entries) {
  const auto at = [](const std::vector<ModelEntry>& list, const std::filesystem::path& path) {
    return std::find_if(list.begin(), list.end(),
                        [&](const ModelEntry& entry) { return entry.path == path; });
  };
  for (int row = rowCount() - 1; row >= 0; --row) {
    const auto place = entries_.begin() + row;
    if (const auto now = at(entries, place->path); now != entries.end()) {
      *place = *now;
      continue;
    }
    beginRemoveRows({}, row, row);
    entries_.erase(place);
    endRemoveRows();
  }
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
  for (const ModelEntry& entry : entries) {
    if (at(entries_, entry.path) != entries_.end()) continue;
    beginInsertRows({}, rowCount(), rowCount());
    entries_.push_back(entry);
    endInsertRows();
  }
}

const ModelEntry* ModelTable::entry(int row) const {
  return row >= 0 && row < rowCount() ? &entries_[static_cast<std::size_t>(row)] : nullptr;
}

int ModelTable::rowOf(const std::filesystem::path& path) const {
  for (int row = 0; row < rowCount(); ++row) {
    if (entry(row)->path == path) return row;
  }
  return -1;
}

int ModelTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int ModelTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QVariant ModelTable::data(const QModelIndex& index, int role) const {
  const ModelEntry* shown = entry(index.row());
  if (!shown) return {};
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return firstLine(*shown, column);
    case Qt::EditRole:
      return shown->name;
    case SecondLineRole:
      return secondLine(*shown, column);
    case SortRole:
      return sortValue(*shown, column);
    case SearchRole:
      return QStringList{shown->name, recipeText(shown->recipe), text(shown->info.data),
                         text(shown->info.licence)}
          .join(QChar(u' '));
    case Qt::ToolTipRole:
      return tip(*shown, column);
    case Qt::AccessibleTextRole:
      if (column == CurveColumn) return tr("Loss curve");
      return QStringLiteral("%1 %2").arg(firstLine(*shown, column), secondLine(*shown, column));
  }
  return {};
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QStringList titles{tr("Curve"), tr("Name"),    tr("Recipe"),
                           tr("Loss"),  tr("Trained"), tr("On disk")};
  return titles.value(section);
}

Qt::ItemFlags ModelTable::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  const ModelEntry* shown = entry(index.row());
  if (shown && index.column() == NameColumn && renamable_ && renamable_(*shown)) {
    flags |= Qt::ItemIsEditable;
  }
  return flags;
}

bool ModelTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  const ModelEntry* shown = entry(index.row());
  const QString name = value.toString().simplified();
  if (role != Qt::EditRole || !shown || name.isEmpty() || name == shown->name) return false;
  Q_EMIT renameWanted(shown->path, name);
  return true;
}

SortedModels::SortedModels(QObject* parent) : QSortFilterProxyModel(parent) {
  setDynamicSortFilter(true);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void SortedModels::setSearch(const QString& words) {
  words_ = words.split(QChar(u' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

bool SortedModels::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const QVariant a = left.data(ModelTable::SortRole);
  const QVariant b = right.data(ModelTable::SortRole);
  if (a.isValid() != b.isValid()) return a.isValid() == (sortOrder() == Qt::AscendingOrder);
  if (a.typeId() == QMetaType::QString) {
    return QString::localeAwareCompare(a.toString().toLower(), b.toString().toLower()) < 0;
  }
  return QVariant::compare(a, b) == QPartialOrdering::Less;
}

bool SortedModels::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QString text = sourceModel()->index(row, 0, parent).data(ModelTable::SearchRole).toString();
  return std::all_of(words_.begin(), words_.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace cadenza::ui
