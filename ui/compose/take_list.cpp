// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_list.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalBlocker>
#include <utility>

#include "ui/controls/command.h"

namespace cadenza::ui {

TakeList::TakeList(TakeModel& model, TakePictures& pictures, const Appearance& appearance,
                   QWidget* parent)
    : QTreeView(parent), model_(model) {
  setObjectName(QStringLiteral("takes"));
  setAccessibleName(tr("Takes"));
  setModel(&model);
  setItemDelegate(new TakeDelegate(model, pictures, appearance, this));
  setHeaderHidden(true);
  setRootIsDecorated(false);
  setIndentation(0);
  setUniformRowHeights(true);
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setExpandsOnDoubleClick(false);
  setMouseTracking(true);
  setProperty("role", QStringLiteral("panel"));
  connect(this, &QTreeView::collapsed, this,
          [this](const QModelIndex& row) { folded_.insert(TakeModel::idOf(row)); });
  connect(this, &QTreeView::expanded, this,
          [this](const QModelIndex& row) { folded_.remove(TakeModel::idOf(row)); });
  connect(&model_, &QAbstractItemModel::modelAboutToBeReset, this, &TakeList::rememberPlace);
  connect(&model_, &QAbstractItemModel::modelReset, this, &TakeList::findPlaceAgain);
  connect(&pictures, &TakePictures::ready, this, [this](int id) {
    const QModelIndex row = model_.indexOf(id);
    if (row.isValid()) viewport()->update(visualRect(row));
  });
  findPlaceAgain();
}

void TakeList::rememberPlace() {
  chosen_ = currentTake();
  scrolled_ = verticalScrollBar()->value();
}

void TakeList::findPlaceAgain() {
  {
    const QSignalBlocker quiet(this);
    expandAll();
    for (const int id : QSet<int>(folded_)) {
      const QModelIndex row = model_.indexOf(id);
      if (row.isValid()) collapse(row);
    }
  }
  verticalScrollBar()->setValue(scrolled_);
  if (const QModelIndex row = model_.indexOf(chosen_); row.isValid()) {
    setCurrentIndex(row);
  } else {
    Q_EMIT currentTakeChanged(0);
  }
}

void TakeList::choose(int id) {
  const QModelIndex row = model_.indexOf(id);
  if (!row.isValid()) return;
  setCurrentIndex(row);
  scrollTo(row);
}

void TakeList::rename(int id) {
  choose(id);
  if (currentTake() == id && id != 0) edit(currentIndex());
}

QAction* TakeList::actionFor(const QKeyEvent& event) const {
  const QKeySequence key(event.keyCombination());
  const QKeySequence plain(event.key() | (event.modifiers() & ~Qt::KeypadModifier));
  for (QAction* action : actions()) {
    if (!action->isEnabled() || action->shortcutContext() == Qt::WindowShortcut) continue;
    if (action->shortcuts().contains(key) || action->shortcuts().contains(plain)) return action;
  }
  return nullptr;
}

bool TakeList::event(QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride) return QTreeView::event(event);
  const auto& key = static_cast<const QKeyEvent&>(*event);
  const bool walks = movesThings(QKeySequence(key.key())) && key.key() != Qt::Key_Tab &&
                     key.key() != Qt::Key_Backtab && !(key.modifiers() & Qt::ControlModifier);
  event->setAccepted(walks || actionFor(key) != nullptr);
  return event->isAccepted();
}

void TakeList::keyPressEvent(QKeyEvent* event) {
  // What the field for a name leaves over is meant for nobody.
  if (state() == EditingState) {
    event->accept();
    return;
  }
  if (QAction* action = actionFor(*event)) {
    action->trigger();
    return;
  }
  // Letters are keys of the window, not the beginning of a name.
  const bool writes = !event->text().isEmpty() && event->text()[0].isPrint();
  if (writes) {
    event->ignore();
    return;
  }
  QTreeView::keyPressEvent(event);
}

TakeList::Part TakeList::partAt(const QPoint& place) const {
  const QModelIndex row = indexAt(place);
  if (!row.isValid()) return Part::None;
  const TakeRowLayout layout(visualRect(row), model_.placeOf(row).level);
  if (layout.fold.contains(place) && model_.rowCount(row) > 0) return Part::Fold;
  if (layout.picture.contains(place)) return Part::Picture;
  return layout.star.contains(place) ? Part::Star : Part::Rest;
}

void TakeList::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->button() == Qt::LeftButton ? partAt(event->position().toPoint()) : Part::None;
  QTreeView::mousePressEvent(event);
}

void TakeList::mouseReleaseEvent(QMouseEvent* event) {
  QTreeView::mouseReleaseEvent(event);
  const QPoint place = event->position().toPoint();
  const Part part = std::exchange(pressed_, Part::None);
  const QModelIndex row = indexAt(place);
  if (part == Part::None || part != partAt(place) || row != currentIndex()) return;
  const int id = TakeModel::idOf(row);
  if (part == Part::Fold) setExpanded(row, !isExpanded(row));
  if (part == Part::Picture) Q_EMIT hearRequested(id);
  if (part == Part::Star) Q_EMIT starRequested(id);
}

void TakeList::mouseDoubleClickEvent(QMouseEvent* event) {
  const QPoint place = event->position().toPoint();
  const Part part = partAt(place);
  if (event->button() == Qt::LeftButton && part == Part::Rest) {
    Q_EMIT useRequested(TakeModel::idOf(indexAt(place)));
    return;
  }
  mousePressEvent(event);
}

void TakeList::mouseMoveEvent(QMouseEvent* event) {
  const Part part = partAt(event->position().toPoint());
  const bool presses = part != Part::None && part != Part::Rest;
  viewport()->setCursor(presses ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (event->buttons() == Qt::NoButton) QTreeView::mouseMoveEvent(event);
}

void TakeList::contextMenuEvent(QContextMenuEvent* event) {
  if (event->reason() == QContextMenuEvent::Keyboard) {
    if (!currentIndex().isValid()) return;
    scrollTo(currentIndex());
    Q_EMIT menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    return;
  }
  const QModelIndex row = indexAt(event->pos());
  if (!row.isValid()) return;
  setCurrentIndex(row);
  Q_EMIT menuRequested(event->globalPos());
}

void TakeList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTreeView::currentChanged(current, previous);
  Q_EMIT currentTakeChanged(TakeModel::idOf(current));
}

void TakeList::rowsInserted(const QModelIndex& parent, int start, int end) {
  QTreeView::rowsInserted(parent, start, end);
  if (parent.isValid()) expand(parent);
}

}  // namespace cadenza::ui
