// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_commands.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>

#include "ui/piano_roll/piano_roll.h"
#include "ui/settings/preferences.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/docks.h"
#include "ui/shell/manual_window.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/shell/shortcut_sheet.h"

namespace cadenza::ui {

namespace {

// Brings the open dialog of that kind to the front; false where none is.
template <class Dialog>
bool raiseOpen(QMainWindow& window) {
  auto* open = window.findChild<Dialog*>();
  if (!open) return false;
  open->raise();
  open->activateWindow();
  return true;
}

// Shows the one that `make` makes, unless one is open.
template <class Dialog, class Make>
void showOnce(QMainWindow& window, Make make) {
  if (raiseOpen<Dialog>(window)) return;
  QDialog* dialog = make();
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace

WindowCommands::WindowCommands(QMainWindow& window, PianoRoll& roll, const Actions& actions,
                               Docks& docks, const Studio& studio)
    : QObject(&window),
      window_(window),
      roll_(roll),
      actions_(actions),
      studio_(studio),
      registry_(studio_.preferences) {
  registry_.addAll(window);
  registry_.addAll(roll);
  connect(actions_.palette, &QAction::triggered, this, &WindowCommands::showPalette);
  connect(actions_.shortcuts, &QAction::triggered, this, &WindowCommands::showShortcuts);
  connect(actions_.manual, &QAction::triggered, this, &WindowCommands::showManual);
  connect(actions_.about, &QAction::triggered, this,
          [this] { showOnce<AboutDialog>(window_, [this] { return new AboutDialog(&window_); }); });
  connect(actions_.preferences, &QAction::triggered, this, &WindowCommands::showPreferences);
  connect(actions_.resetLayout, &QAction::triggered, &docks, &Docks::reset);
  connect(&studio_.preferences, &Preferences::editingChanged, this, &WindowCommands::applyEditing);
  connectFullScreen();
  applyEditing();
}

void WindowCommands::connectFullScreen() {
  window_.installEventFilter(this);
  connect(actions_.fullScreen, &QAction::triggered, this, [this](bool full) {
    window_.setWindowState(window_.windowState().setFlag(Qt::WindowFullScreen, full));
  });
}

bool WindowCommands::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &window_ && event->type() == QEvent::WindowStateChange) {
    actions_.fullScreen->setChecked(window_.isFullScreen());
  }
  return QObject::eventFilter(watched, event);
}

void WindowCommands::applyEditing() {
  const EditingPreferences& editing = studio_.preferences.editing();
  roll_.setOptions({editing.velocity, editing.length, editing.namesEveryRow, editing.soundsEdits,
                    editing.reversesWheel});
  roll_.setSnap(editing.snap);
}

void WindowCommands::showPalette() {
  showOnce<CommandPalette>(window_, [this] {
    return new CommandPalette(registry_, studio_.settings, studio_.appearance, window_);
  });
}

void WindowCommands::showShortcuts() {
  showOnce<ShortcutSheet>(
      window_, [this] { return new ShortcutSheet(registry_, actions_.shortcuts, &window_); });
}

void WindowCommands::showManual() {
  if (raiseOpen<ManualWindow>(window_)) return;
  auto* manual = new ManualWindow(&window_);
  manual->setAttribute(Qt::WA_DeleteOnClose);
  manual->show();
}

void WindowCommands::showPreferences() {
  showOnce<PreferencesDialog>(
      window_, [this] { return new PreferencesDialog(studio_, registry_, actions_, window_); });
}

}  // namespace cadenza::ui
