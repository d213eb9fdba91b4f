// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history_list.h"

namespace cadenza::ui {

HistoryList::HistoryList(QUndoStack& stack) : steps_(stack) {
  setObjectName(QStringLiteral("history"));
  setAccessibleName(tr("History"));
  setEmptyLabel(tr("As it was opened"));
  setFrameShape(QFrame::NoFrame);
  setMinimumWidth(200);
  setUniformItemSizes(true);
  setProperty("role", QStringLiteral("panel"));
}

void HistoryList::showEvent(QShowEvent* event) {
  setStack(&steps_);
  QUndoView::showEvent(event);
}

void HistoryList::hideEvent(QHideEvent* event) {
  QUndoView::hideEvent(event);
  setStack(nullptr);
}

}  // namespace cadenza::ui
