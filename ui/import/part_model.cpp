// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/part_model.h"

#include <QIcon>
#include <QPixmap>
#include <algorithm>
#include <utility>

#include "core/score/key.h"
#include "ui/controls/words.h"
#include "ui/import/part_choice.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

PartModel::PartModel(std::shared_ptr<const MidiPartsFile> file, const Appearance& appearance,
                     QObject* parent)
    : QAbstractTableModel(parent),
      file_(std::move(file)),
      appearance_(appearance),
      ticks_(suggestedParts(file_->survey)) {
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    if (rowCount() == 0) return;
    Q_EMIT dataChanged(index(0, Picture), index(rowCount() - 1, Picture), {Qt::DecorationRole});
  });
}

void PartModel::tickAll(bool ticked) {
  std::fill(ticks_.begin(), ticks_.end(), ticked);
  showTicks(0, rowCount() - 1);
}

void PartModel::toggle(const QModelIndexList& rows) {
  if (rows.isEmpty()) return;
  const bool ticked = !ticks_[static_cast<std::size_t>(rows.front().row())];
  for (const QModelIndex& row : rows) {
    ticks_[static_cast<std::size_t>(row.row())] = ticked;
    Q_EMIT dataChanged(index(row.row(), Name), index(row.row(), Name), {Qt::CheckStateRole});
  }
  Q_EMIT ticksChanged();
}

void PartModel::showTicks(int first, int last) {
  if (last < first) return;
  Q_EMIT dataChanged(index(first, Name), index(last, Name), {Qt::CheckStateRole});
  Q_EMIT ticksChanged();
}

int PartModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(file_->survey.parts.size());
}

int PartModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString PartModel::textOf(std::size_t row, int column) const {
  const MidiPart& part = file_->survey.parts[row];
  switch (column) {
    case Name:
      return partName(file_->survey, row);
    case Instrument:
      return instrumentName(part);
    case Notes:
      return countText(part.notes.size());
    case Keys:
      if (part.isDrums()) return tr("no pitches");
      return QStringLiteral("%1 – %2").arg(QString::fromStdString(pitchName(part.lowestPitch())),
                                           QString::fromStdString(pitchName(part.highestPitch())));
    default:
      return {};
  }
}

QString PartModel::toolTipOf(std::size_t row) const {
  const MidiPart& part = file_->survey.parts[row];
  const QString place = tr("Track %1, channel %2").arg(part.id.track + 1).arg(part.id.channel + 1);
  return part.program ? tr("%1, program %2").arg(place).arg(*part.program + 1) : place;
}

QVariant PartModel::pictureOf(std::size_t row) const {
  if (row >= file_->pictures.size()) return {};
  const QSize size = MidiPartsFile::pictureSize / 2;
  const QPixmap picture =
      dressed(file_->pictures[row], size, 2, appearance_.theme(), appearance_.theme().accent);
  QIcon shown(picture);
  shown.addPixmap(picture, QIcon::Selected);
  return shown;
}

QVariant PartModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto row = static_cast<std::size_t>(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return textOf(row, index.column());
    case Qt::ToolTipRole:
      return toolTipOf(row);
    case Qt::AccessibleTextRole:
      return index.column() == Picture ? tr("Picture of the notes") : textOf(row, index.column());
    case Qt::CheckStateRole:
      if (index.column() != Name) return {};
      return ticks_[row] ? Qt::Checked : Qt::Unchecked;
    case Qt::DecorationRole:
      return index.column() == Picture ? pictureOf(row) : QVariant();
    case Qt::TextAlignmentRole:
      return index.column() == Notes ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                     : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default:
      return {};
  }
}

bool PartModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || index.column() != Name) return false;
  ticks_[static_cast<std::size_t>(index.row())] = value.toInt() == Qt::Checked;
  showTicks(index.row(), index.row());
  return true;
}

Qt::ItemFlags PartModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant PartModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue((section == Notes ? Qt::AlignRight : Qt::AlignLeft) |
                               Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Part");
    case Instrument:
      return tr("Instrument");
    case Notes:
      return tr("Notes");
    case Keys:
      return tr("From – to");
    default:
      return tr("Picture");
  }
}

}  // namespace cadenza::ui
