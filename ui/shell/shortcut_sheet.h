// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace cadenza::ui {

class CommandRegistry;

/// All commands with their keys and what the mouse does in the roll, by headings in columns; typing
/// searches. Its own key closes it again.
class ShortcutSheet : public QDialog {
  Q_OBJECT

 public:
  /// `registry` must outlive this; `opener` is the action that shows the sheet.
  ShortcutSheet(const CommandRegistry& registry, const QAction* opener, QWidget* parent);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void search(const QString& query);

  const CommandRegistry& registry_;
  const QAction* opener_;
  QLineEdit* query_;
  QLabel* nothing_;
  QList<QVBoxLayout*> columns_;
};

}  // namespace cadenza::ui
