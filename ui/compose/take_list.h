// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTreeView>

#include "ui/compose/take_delegate.h"
#include "ui/compose/take_model.h"

namespace cadenza::ui {

/// The tree of takes. Its actions are commands whose keys work while it has the focus, before all
/// others; keys that it doesn't need are left to the window. A click on a picture hears it, one on
/// a star sets or takes it, a double click elsewhere goes back to the take.
class TakeList : public QTreeView {
  Q_OBJECT

 public:
  /// All must outlive the list.
  TakeList(TakeModel& model, TakePictures& pictures, const Appearance& appearance,
           QWidget* parent = nullptr);

  /// 0 for none.
  [[nodiscard]] int currentTake() const { return TakeModel::idOf(currentIndex()); }
  /// Selects it and scrolls there.
  void choose(int id);
  /// Opens the field for the name.
  void rename(int id);
  [[nodiscard]] bool isRenaming() const { return state() == EditingState; }

 Q_SIGNALS:
  void currentTakeChanged(int id);
  void hearRequested(int id);
  void starRequested(int id);
  void useRequested(int id);
  void menuRequested(const QPoint& globalPlace);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void rowsInserted(const QModelIndex& parent, int start, int end) override;

 private:
  enum class Part { None, Fold, Picture, Star, Rest };

  [[nodiscard]] QAction* actionFor(const QKeyEvent& event) const;
  [[nodiscard]] Part partAt(const QPoint& place) const;
  void rememberPlace();
  void findPlaceAgain();

  TakeModel& model_;
  QSet<int> folded_;
  int chosen_ = 0;  // before the rows were made anew
  int scrolled_ = 0;
  Part pressed_ = Part::None;
};

}  // namespace cadenza::ui
