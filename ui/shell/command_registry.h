// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <vector>

class QAction;
class QWidget;

namespace cadenza::ui {

class Preferences;

/// All commands of one window, each with the keys that the user prefers. GUI thread.
class CommandRegistry : public QObject {
  Q_OBJECT

 public:
  /// `preferences` must outlive this; changes made there by another window are followed.
  explicit CommandRegistry(Preferences& preferences, QObject* parent = nullptr);

  /// Takes in every command among the actions of `owner` (see makeCommand).
  void addAll(const QWidget& owner);

  /// In the order they came in.
  [[nodiscard]] const std::vector<QAction*>& commands() const { return commands_; }
  /// Headings in the order of their first command.
  [[nodiscard]] QStringList categories() const;
  /// Null for an id that no command has.
  [[nodiscard]] QAction* find(const QString& id) const;

  /// The command that has `key`, other than `except`; null for a free one.
  [[nodiscard]] QAction* holder(const QKeySequence& key, const QAction* except = nullptr) const;
  /// Gives `command` just these keys. Commands that had one of them lose it.
  void setKeys(QAction* command, const QList<QKeySequence>& keys);
  [[nodiscard]] bool hasDefaultKeys(const QAction* command) const;
  /// The default keys again, taken back from whoever has them.
  void reset(QAction* command);
  void resetAll();

 Q_SIGNALS:
  void keysChanged();

 private:
  void store(QAction* command, const QList<QKeySequence>& keys);
  void apply();

  Preferences& preferences_;
  std::vector<QAction*> commands_;
};

}  // namespace cadenza::ui
