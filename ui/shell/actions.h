// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QMainWindow;
class QMenu;

namespace cadenza::ui {

class PianoRoll;
struct Studio;

/// The window's own actions, with text, icon, shortcut, and the shortcut in the tooltip; owned by
/// the window. What they do is connected by who builds them.
struct Actions {
  Actions(QMainWindow& window, const Studio& studio);

  QAction* newPiece;
  QAction* newWindow;
  QAction* open;
  QAction* openInNewWindow;
  QAction* save;
  QAction* saveAs;
  QAction* exportMidi;
  QAction* exportAudio;
  QAction* closeWindow;
  QAction* quit;
  QAction* undo;
  QAction* redo;
  QAction* toStart;
  QAction* play;
  QAction* loop;
  QAction* metronome;
  QAction* follow;
  QAction* panic;
  QAction* composePanel;
  QAction* generate;
  QAction* stopComposing;
  QAction* listen;
  QAction* accept;
  QAction* reject;
  QAction* composeWorkspace;
  QAction* trainWorkspace;
};

/// Fills the menu bar; answers the menu of recent files, to be filled by its owner.
[[nodiscard]] QMenu* makeMenus(QMainWindow& window, const Actions& actions, const PianoRoll& roll,
                               Studio& studio);

}  // namespace cadenza::ui
