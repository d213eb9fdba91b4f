// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoView>

namespace cadenza::ui {

/// The steps of a piece by name, the last one done marked; a click goes back or forth to that step.
/// It follows the steps while it is shown: a hidden list would tell screen readers of each edit.
class HistoryList : public QUndoView {
 public:
  /// `stack` must outlive the list.
  explicit HistoryList(QUndoStack& stack);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QUndoStack& steps_;
};

}  // namespace cadenza::ui
