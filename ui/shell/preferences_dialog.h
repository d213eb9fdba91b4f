// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTabWidget;

namespace cadenza::ui {

struct Actions;
class Appearance;
class CommandRegistry;
class Preferences;

/// What the user prefers, on three pages: General, Editing, Keys. All of it works at once; there is
/// nothing to cancel, but the defaults can be had again.
class PreferencesDialog : public QDialog {
  Q_OBJECT

 public:
  /// All must outlive the dialog.
  PreferencesDialog(Preferences& preferences, CommandRegistry& registry, const Actions& actions,
                    Appearance& appearance, QWidget& window);

 private:
  QTabWidget* pages_;
};

}  // namespace cadenza::ui
