// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTabWidget;

namespace cadenza::ui {

struct Actions;
class CommandRegistry;
struct Studio;

/// What the user prefers, on a page a matter: General, Editing, Sound, MIDI, Keys. All of it works
/// at once; there is nothing to cancel, but the defaults can be had again.
class PreferencesDialog : public QDialog {
  Q_OBJECT

 public:
  /// All must outlive the dialog.
  PreferencesDialog(const Studio& studio, CommandRegistry& registry, const Actions& actions,
                    QWidget& window);

 private:
  QTabWidget* pages_;
};

}  // namespace cadenza::ui
