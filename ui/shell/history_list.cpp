// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history_list.h"

namespace cadenza::ui {

HistoryList::HistoryList(QUndoStack& stack) : QUndoView(&stack) {
  setObjectName(QStringLiteral("history"));
  setAccessibleName(tr("History"));
  setEmptyLabel(tr("As it was opened"));
  setFrameShape(QFrame::NoFrame);
  setMinimumWidth(200);
  setUniformItemSizes(true);
  setProperty("role", QStringLiteral("panel"));
}

}  // namespace cadenza::ui
