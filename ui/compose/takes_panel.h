// SPDX-License-Identifier: GPL-3.0-or-later
// The Takes panel: everything that models wrote for this piece, as a tree; to be heard, compared,
// gone back to and composed on from.
#pragma once

#include <QWidget>

#include "ui/compose/take_commands.h"
#include "ui/compose/take_comparison.h"
#include "ui/compose/take_list.h"
#include "ui/compose/take_model.h"
#include "ui/compose/take_pictures.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace cadenza::ui {

class TakesPanel : public QWidget {
  Q_OBJECT

 public:
  /// All must outlive the panel. `generate` is named where nothing is composed yet.
  TakesPanel(Document& document, PlaybackController& playback, const Appearance& appearance,
             QAction* generate, QWidget* parent = nullptr);

  [[nodiscard]] TakeCommands& commands() { return *commands_; }
  [[nodiscard]] TakeComparison& comparison() { return comparison_; }
  [[nodiscard]] TakeList& list() { return *list_; }
  [[nodiscard]] TakePictures& pictures() { return pictures_; }
  /// Puts the keyboard into the list.
  void focusFirst();

 private:
  [[nodiscard]] QWidget* makeHeader();
  [[nodiscard]] QWidget* makeComparisonBar(const Appearance& appearance);
  [[nodiscard]] QWidget* makeFooter();
  [[nodiscard]] QWidget* makeEmptyPage(QAction* generate);
  [[nodiscard]] QWidget* makeUnstarredPage();
  void showTakes();
  void showComparison();
  void showMenu(const QPoint& globalPlace);
  void chooseNewest();

  Document& document_;
  TakeModel model_;
  TakePictures pictures_;
  TakeComparison comparison_;
  TakeList* list_;
  TakeCommands* commands_;
  QLabel* count_;
  QWidget* comparisonBar_;
  QPushButton* hearA_;
  QPushButton* hearB_;
  QWidget* header_;
  QWidget* footer_;
  QStackedWidget* pages_;
  int newest_ = 0;
};

}  // namespace cadenza::ui
