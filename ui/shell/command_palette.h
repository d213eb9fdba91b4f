// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>
#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QMainWindow;
class QSettings;

namespace cadenza::ui {

class Appearance;
class CommandRegistry;

/// All commands by a few letters of their name; those used last come first. Enter runs, Esc closes.
/// Choices of the window's boxes are there too once something is typed ("Snap: 1/16").
class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  /// `registry`, `settings` (which keep what was used) and `appearance` must outlive this.
  CommandPalette(const CommandRegistry& registry, QSettings& settings, const Appearance& appearance,
                 QMainWindow& window);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Entry {
    QString id;
    QString category;
    QString name;
    QString key;
    QString needs;  ///< why it is not enabled
    bool enabled = true;
    bool isChoice = false;  ///< of a box, not a command
    std::function<void()> run;
  };

  void collectCommands(const CommandRegistry& registry);
  void collectChoices(const QMainWindow& window);
  void search(const QString& query);
  void add(std::size_t entry, const std::vector<int>& places);
  void runCurrent();
  void remember(const QString& id);

  QSettings& settings_;
  std::vector<Entry> entries_;
  QStringList recent_;
  QLineEdit* query_;
  QListWidget* list_;
};

}  // namespace cadenza::ui
