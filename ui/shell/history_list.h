// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoView>

namespace cadenza::ui {

/// The steps of a piece by name, the last one done marked; a click goes back or forth to that step.
class HistoryList : public QUndoView {
 public:
  /// `stack` must outlive the list.
  explicit HistoryList(QUndoStack& stack);
};

}  // namespace cadenza::ui
