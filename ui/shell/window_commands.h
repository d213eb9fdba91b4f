// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/shell/actions.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/studio.h"

class QMainWindow;

namespace cadenza::ui {

class Docks;
class PianoRoll;

/// What a window offers about itself: its commands by name, by key and in the preferences, its
/// layout and full screen; and what the user prefers, brought to the roll.
class WindowCommands : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this. Takes in the commands of window and roll as they are now.
  WindowCommands(QMainWindow& window, PianoRoll& roll, const Actions& actions, Docks& docks,
                 const Studio& studio);

  [[nodiscard]] CommandRegistry& registry() { return registry_; }

  void showPalette();
  void showShortcuts();
  void showManual();
  void showPreferences();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void connectFullScreen();
  void applyEditing();

  QMainWindow& window_;
  PianoRoll& roll_;
  Actions actions_;
  Studio studio_;
  CommandRegistry registry_;
};

}  // namespace cadenza::ui
