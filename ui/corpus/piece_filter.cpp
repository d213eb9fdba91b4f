// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_filter.h"

#include <algorithm>

#include "ui/corpus/piece_model.h"

namespace cadenza::ui {

namespace {

int keyOrder(const ListedFile& file) {
  if (!file.key) return 100;
  return file.key->tonic * 2 + (file.key->scale == Scale::Minor ? 1 : 0);
}

}  // namespace

PieceFilter::PieceFilter(PieceModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), model_(model) {
  setDynamicSortFilter(false);  // a tick must not move its row away under the pointer
  connect(&model_, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
    texts_.clear();
    keysColumn_ = -1;
  });
  connect(&model_, &QAbstractItemModel::dataChanged, this, [this] { keysColumn_ = -1; });
  collator_.setNumericMode(true);
  collator_.setCaseSensitivity(Qt::CaseInsensitive);
  setSourceModel(&model);
  connect(&model_, &QAbstractItemModel::modelReset, this, [this] {
    if (sortColumn() >= 0) sort(sortColumn(), sortOrder());
  });
}

void PieceFilter::readTexts() const {
  texts_.clear();
  texts_.reserve(static_cast<std::size_t>(model_.rowCount()));
  for (int row = 0; row < model_.rowCount(); ++row) {
    QString text;
    for (const int column :
         {PieceModel::Title, PieceModel::Composer, PieceModel::Key, PieceModel::File}) {
      text += model_.index(row, column).data().toString() + QChar(u'\n');
    }
    texts_.push_back(text.toCaseFolded());
  }
}

void PieceFilter::readKeys(int column) const {
  keys_.clear();
  keys_.reserve(static_cast<std::size_t>(model_.rowCount()));
  for (int row = 0; row < model_.rowCount(); ++row) {
    keys_.push_back(collator_.sortKey(model_.index(row, column).data().toString()));
  }
  keysColumn_ = column;
}

void PieceFilter::setWords(const QString& words) {
  words_ = words.toCaseFolded().split(QChar(u' '), Qt::SkipEmptyParts);
  if (!words_.isEmpty() && texts_.empty()) readTexts();
  invalidateFilter();
}

void PieceFilter::setKind(ShownPieces kind) {
  kind_ = kind;
  invalidateFilter();
}

QModelIndexList PieceFilter::sourceRows(const QModelIndexList& shown) const {
  QModelIndexList rows;
  for (const QModelIndex& index : shown) rows += mapToSource(index);
  return rows;
}

bool PieceFilter::isOfKind(int row) const {
  const ListedFile& file = model_.file(row);
  const bool piece = file.fate == FileFate::Kept;
  switch (kind_) {
    case ShownPieces::All:
      return true;
    case ShownPieces::Used:
      return piece && !model_.isLeftOut(row);
    case ShownPieces::LeftOut:
      return piece && model_.isLeftOut(row);
    case ShownPieces::Repeated:
      return file.fate == FileFate::Duplicate;
    case ShownPieces::Problems:
      return !file.remark.empty();
  }
  return true;
}

bool PieceFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  if (!isOfKind(row)) return false;
  if (words_.isEmpty()) return true;
  if (texts_.size() != static_cast<std::size_t>(model_.rowCount())) {
    readTexts();
  }
  const QString& text = texts_[static_cast<std::size_t>(row)];
  return std::ranges::all_of(words_, [&](const QString& word) { return text.contains(word); });
}

bool PieceFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const ListedFile& a = model_.file(left.row());
  const ListedFile& b = model_.file(right.row());
  switch (left.column()) {
    case PieceModel::Notes:
      return a.notes < b.notes;
    case PieceModel::Length:
      return a.seconds < b.seconds;
    case PieceModel::Key:
      return keyOrder(a) < keyOrder(b);
    default:
      if (keysColumn_ != left.column()) readKeys(left.column());
      return keys_[static_cast<std::size_t>(left.row())] <
             keys_[static_cast<std::size_t>(right.row())];
  }
}

}  // namespace cadenza::ui
