// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace cadenza::ui {

class CommandRegistry;
class KeyField;

/// The keys of all commands, to be searched and changed; what is changed works at once. A key that
/// another command has is taken only when the user says so.
class KeysPage : public QWidget {
  Q_OBJECT

 public:
  /// `registry` must outlive this.
  explicit KeysPage(CommandRegistry& registry);

 private:
  [[nodiscard]] QWidget* makeEditor();
  [[nodiscard]] QWidget* makeConflict();
  void fill();
  void search(const QString& query);
  void showKeys();
  void showCommand();
  void offer(const QKeySequence& key);
  void take(const QKeySequence& key);
  void drop(const QKeySequence& key);
  [[nodiscard]] QAction* command() const;

  CommandRegistry& registry_;
  QLineEdit* query_;
  QTreeWidget* table_;
  QLabel* name_;
  QHBoxLayout* keys_;
  KeyField* field_;
  QPushButton* reset_;
  QWidget* conflict_;
  QLabel* conflictText_;
  QPushButton* takeOver_;
  QKeySequence offered_;
};

}  // namespace cadenza::ui
