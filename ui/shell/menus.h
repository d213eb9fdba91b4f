// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QMainWindow;
class QMenu;

namespace cadenza::ui {

struct Actions;
class PianoRoll;

/// Menus that are filled by who knows what is in them.
struct OpenMenus {
  QMenu* recent;   ///< pieces used last
  QMenu* windows;  ///< open windows
  QMenu* ghosts;   ///< notes of other pieces behind those of this one
};

/// Fills the menu bar with every command of the window and the roll: those that have their place
/// there, all others under their heading. Of the commands of takes, null is a separator.
[[nodiscard]] OpenMenus makeMenus(QMainWindow& window, const Actions& actions,
                                  const PianoRoll& roll, const QList<QAction*>& takes);

/// Gives every entry of `menu`, and of the menus in it, a letter of its own where there is one.
void settleMnemonics(QMenu& menu);

}  // namespace cadenza::ui
