// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_model.h"

#include <QFile>
#include <algorithm>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr Qt::Alignment numbers = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment words = Qt::AlignLeft | Qt::AlignVCenter;

Qt::Alignment alignmentOf(int column) {
  return column == PieceModel::Notes || column == PieceModel::Length ? numbers : words;
}

// "1:23", "1:02:03"
QString lengthText(double seconds) {
  const auto whole = static_cast<int>(seconds + 0.5);
  const QString rest = QStringLiteral("%1").arg(whole % 60, 2, 10, QChar(u'0'));
  if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(rest);
  return QStringLiteral("%1:%2:%3")
      .arg(whole / 3600)
      .arg(whole / 60 % 60, 2, 10, QChar(u'0'))
      .arg(rest);
}

bool isPiece(const ListedFile& file) { return file.fate == FileFate::Kept; }

}  // namespace

QString titleOf(const ListedFile& file) {
  if (!file.title.empty()) return QString::fromStdString(file.title).simplified();
  return QString::fromStdString(std::filesystem::path(file.file).stem().string());
}

QString fateText(const ListedFile& file, bool leftOut) {
  switch (file.fate) {
    case FileFate::Duplicate:
      return PieceModel::tr("repeats %1").arg(QString::fromStdString(file.original));
    case FileFate::Skipped:
    case FileFate::Unreadable:
      return PieceModel::tr("skipped: %1").arg(QString::fromStdString(file.remark));
    case FileFate::Kept:
      break;
  }
  const QString use = leftOut                           ? PieceModel::tr("left out")
                      : file.split == Split::Train      ? PieceModel::tr("learn")
                      : file.split == Split::Validation ? PieceModel::tr("check")
                                                        : PieceModel::tr("test");
  return file.remark.empty()
             ? use
             : PieceModel::tr("%1; %2").arg(use, QString::fromStdString(file.remark));
}

PieceModel::PieceModel(CorpusController& corpus, const Appearance& appearance, QObject* parent)
    : QAbstractTableModel(parent),
      corpus_(corpus),
      appearance_(appearance),
      files_(corpus.files()) {
  colour();
  connect(&corpus_, &CorpusController::listed, this, &PieceModel::takeFiles);
  connect(&corpus_, &CorpusController::changed, this, &PieceModel::showAll);
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    colour();
    showAll();
  });
}

void PieceModel::colour() {
  const Theme& theme = appearance_.theme();
  heardIcon_ = icon(QStringLiteral("volume"), theme.accent);
  problemIcon_ = icon(QStringLiteral("warning"), theme.warning);
  repeatedIcon_ = icon(QStringLiteral("copy"), theme.quietText);
}

void PieceModel::takeFiles() {
  beginResetModel();
  files_ = corpus_.files();
  endResetModel();
}

void PieceModel::showAll() {
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void PieceModel::setHeard(std::uint64_t hash) {
  if (hash == heard_) return;
  heard_ = hash;
  showAll();
}

bool PieceModel::isLeftOut(int row) const { return corpus_.isLeftOut(file(row).contentHash); }

std::vector<std::uint64_t> PieceModel::piecesIn(const QModelIndexList& rows) const {
  std::vector<std::uint64_t> hashes;
  for (const QModelIndex& index : rows) {
    if (isPiece(file(index.row()))) hashes.push_back(file(index.row()).contentHash);
  }
  return hashes;
}

int PieceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(files_->size());
}

int PieceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString PieceModel::textOf(int row, int column) const {
  const ListedFile& listed = file(row);
  const bool known = listed.contentHash != 0;
  switch (column) {
    case Title:
      return titleOf(listed);
    case Composer:
      return QString::fromStdString(listed.composer);
    case Notes:
      return known ? countText(listed.notes) : QString();
    case Length:
      return known ? lengthText(listed.seconds) : QString();
    case Key:
      return listed.key ? QString::fromStdString(printedName(*listed.key)) : QString();
    case Fate:
      return fateText(listed, isLeftOut(row));
    default:
      return QString::fromStdString(listed.file);
  }
}

QVariant PieceModel::iconOf(int row, int column) const {
  const ListedFile& listed = file(row);
  if (column == Title && heard_ != 0 && listed.contentHash == heard_ && isPiece(listed)) {
    return heardIcon_;
  }
  if (column != Fate) return {};
  if (listed.fate == FileFate::Duplicate) return repeatedIcon_;
  return listed.remark.empty() ? QVariant() : problemIcon_;
}

QString PieceModel::toolTipOf(int row) const {
  const ListedFile& listed = file(row);
  return QStringLiteral("%1\n%2\n%3")
      .arg(titleOf(listed), QFile::decodeName(listed.path.c_str()),
           fateText(listed, isLeftOut(row)));
}

QVariant PieceModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const int row = index.row();
  const bool out = !isPiece(file(row)) || isLeftOut(row);
  switch (role) {
    case Qt::DisplayRole:
      return textOf(row, index.column());
    case Qt::DecorationRole:
      return iconOf(row, index.column());
    case Qt::ToolTipRole:
      return toolTipOf(row);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(alignmentOf(index.column()));
    case Qt::ForegroundRole:
      return out || index.column() == File ? QVariant(appearance_.theme().quietText) : QVariant();
    case Qt::CheckStateRole:
      if (index.column() != Title || !isPiece(file(row))) return {};
      return isLeftOut(row) ? Qt::Unchecked : Qt::Checked;
    case Qt::AccessibleTextRole:
      return index.column() == Title
                 ? tr("%1, %2").arg(titleOf(file(row)), fateText(file(row), isLeftOut(row)))
                 : textOf(row, index.column());
    default:
      return {};
  }
}

bool PieceModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || !index.isValid() || !isPiece(file(index.row()))) return false;
  corpus_.setLeftOut({file(index.row()).contentHash}, value.toInt() != Qt::Checked);
  return true;
}

Qt::ItemFlags PieceModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
  if (index.isValid() && index.column() == Title && isPiece(file(index.row()))) {
    flags |= Qt::ItemIsUserCheckable;
  }
  return flags;
}

QVariant PieceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(alignmentOf(section));
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Title:
      return tr("Title");
    case Composer:
      return tr("Composer");
    case Notes:
      return tr("Notes");
    case Length:
      return tr("Length");
    case Key:
      return tr("Key");
    case Fate:
      return tr("Use");
    default:
      return tr("File");
  }
}

}  // namespace cadenza::ui
