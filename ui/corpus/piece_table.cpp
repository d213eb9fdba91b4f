// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_table.h"

#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QFile>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>
#include <QUrl>
#include <algorithm>

#include "ui/controls/key_needs.h"

namespace cadenza::ui {

namespace {

constexpr int heightOfRow = 28;
constexpr int leastWidthWithFiles = 980;
constexpr int leastTitleWidth = 160;

// The end of a path tells more than its beginning.
class PathDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideLeft;
  }
};

}  // namespace

PieceTable::PieceTable(PieceModel& model, PieceFilter& filter, CorpusController& corpus,
                       QWidget* parent)
    : QTableView(parent), model_(model), filter_(filter), corpus_(corpus) {
  setObjectName(QStringLiteral("pieces"));
  setAccessibleName(tr("Pieces"));
  setModel(&filter);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setShowGrid(false);
  setAlternatingRowColors(true);
  setTabKeyNavigation(false);
  keepSpace(*this);
  setWordWrap(false);
  setTextElideMode(Qt::ElideRight);
  setIconSize({16, 16});
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setMinimumSectionSize(heightOfRow);
  verticalHeader()->setDefaultSectionSize(heightOfRow);
  setItemDelegateForColumn(PieceModel::File, new PathDelegate(this));
  layOutColumns();
  setSortingEnabled(true);
  sortByColumn(PieceModel::File, Qt::AscendingOrder);
}

void PieceTable::layOutColumns() {
  QHeaderView& header = *horizontalHeader();
  header.setHighlightSections(false);
  header.setSectionResizeMode(QHeaderView::Interactive);
  header.setMinimumSectionSize(56);
  header.setSectionResizeMode(PieceModel::Title, QHeaderView::Stretch);
  header.resizeSection(PieceModel::Composer, 152);
  header.resizeSection(PieceModel::Notes, 76);
  header.resizeSection(PieceModel::Length, 72);
  header.resizeSection(PieceModel::Key, 88);
  header.resizeSection(PieceModel::Fate, 176);
  header.resizeSection(PieceModel::File, 248);
}

// The titles take the room that is left; where that is too little, the table scrolls sideways.
void PieceTable::keepTitles() {
  QHeaderView& header = *horizontalHeader();
  int others = 0;
  for (int column = 0; column < header.count(); ++column) {
    if (column != PieceModel::Title && !header.isSectionHidden(column)) {
      others += header.sectionSize(column);
    }
  }
  const bool narrow = viewport()->width() - others < leastTitleWidth;
  header.setSectionResizeMode(PieceModel::Title,
                              narrow ? QHeaderView::Interactive : QHeaderView::Stretch);
  if (narrow) header.resizeSection(PieceModel::Title, leastTitleWidth);
}

int PieceTable::currentPiece() const {
  const QModelIndex index = filter_.mapToSource(currentIndex());
  return index.isValid() ? index.row() : -1;
}

bool PieceTable::selectionHas(bool leftOut) const {
  const QModelIndexList rows = filter_.sourceRows(selectionModel()->selectedRows());
  return std::ranges::any_of(rows, [&](const QModelIndex& index) {
    return model_.file(index.row()).fate == FileFate::Kept &&
           model_.isLeftOut(index.row()) == leftOut;
  });
}

void PieceTable::setSelectedLeftOut(bool leftOut) {
  const QModelIndexList rows = filter_.sourceRows(selectionModel()->selectedRows());
  corpus_.setLeftOut(model_.piecesIn(rows), leftOut);
}

// All to what the first becomes.
void PieceTable::toggleSelected() { setSelectedLeftOut(selectionHas(false)); }

void PieceTable::keyPressEvent(QKeyEvent* event) {
  const bool plain =
      event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
  if (plain && event->key() == Qt::Key_Space) return toggleSelected();
  if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
    if (currentPiece() >= 0) Q_EMIT hearRequested(currentPiece());
    return;
  }
  QTableView::keyPressEvent(event);
}

void PieceTable::resizeEvent(QResizeEvent* event) {
  setColumnHidden(PieceModel::File, width() < leastWidthWithFiles);
  keepTitles();
  QTableView::resizeEvent(event);
}

void PieceTable::contextMenuEvent(QContextMenuEvent* event) {
  const int row = currentPiece();
  if (row < 0) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* hear = menu->addAction(tr("Hear"), this, [this, row] { Q_EMIT hearRequested(row); });
  hear->setEnabled(model_.file(row).contentHash != 0);
  menu->addSeparator();
  QAction* out = menu->addAction(tr("Leave out"), this, [this] { setSelectedLeftOut(true); });
  out->setEnabled(selectionHas(false));
  QAction* in = menu->addAction(tr("Take in"), this, [this] { setSelectedLeftOut(false); });
  in->setEnabled(selectionHas(true));
  menu->addSeparator();
  menu->addAction(tr("Show in its folder"), this, &PieceTable::showInFolder);
  menu->popup(event->globalPos());
}

void PieceTable::showInFolder() const {
  const int row = currentPiece();
  if (row < 0) return;
  const QString folder = QFile::decodeName(model_.file(row).path.parent_path().c_str());
  QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void PieceTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  Q_EMIT currentPieceChanged(currentPiece());
}

void PieceTable::selectionChanged(const QItemSelection& selected,
                                  const QItemSelection& deselected) {
  QTableView::selectionChanged(selected, deselected);
  Q_EMIT selectionMoved();
}

}  // namespace cadenza::ui
