// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/part_table.h"

#include <QHeaderView>
#include <QKeyEvent>

#include "ui/import/part_model.h"

namespace cadenza::ui {

namespace {

constexpr int heightOfRow = 40;

}  // namespace

PartTable::PartTable(PartModel& model, QWidget* parent) : QTableView(parent), model_(model) {
  setModel(&model);
  setObjectName(QStringLiteral("parts"));
  setAccessibleName(tr("Parts of the file"));
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setShowGrid(false);
  setTabKeyNavigation(false);
  setWordWrap(false);
  setIconSize(MidiPartsFile::pictureSize / 2);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(heightOfRow);
  QHeaderView& header = *horizontalHeader();
  header.setHighlightSections(false);
  header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  header.setSectionResizeMode(QHeaderView::Fixed);
  header.setSectionResizeMode(PartModel::Name, QHeaderView::Stretch);
  header.resizeSection(PartModel::Instrument, 152);
  header.resizeSection(PartModel::Notes, 72);
  header.resizeSection(PartModel::Keys, 96);
  header.resizeSection(PartModel::Picture, MidiPartsFile::pictureSize.width() / 2 + 16);
}

void PartTable::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
    model_.toggle(selectionModel()->selectedRows());
    return;
  }
  QTableView::keyPressEvent(event);
}

}  // namespace cadenza::ui
