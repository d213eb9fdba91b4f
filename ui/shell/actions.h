// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

class QAction;
class QMainWindow;

namespace cadenza::ui {

struct Studio;

/// The window's own actions; owned by the window, and each a command (see makeCommand), so that
/// menus, palette, shortcut sheet and preferences find it. What they do is connected by who builds
/// them.
struct Actions {
  Actions(QMainWindow& window, const Studio& studio);

  QAction* newPiece;
  QAction* newWith;
  QAction* newWindow;
  QAction* open;
  QAction* openInNewWindow;
  QAction* save;
  QAction* saveAs;
  QAction* pieceProperties;
  QAction* importMidi;
  QAction* exportMidi;
  QAction* exportExcerpt;
  QAction* exportAudio;
  QAction* closeWindow;
  QAction* quit;
  QAction* undo;
  QAction* redo;
  QAction* preferences;
  QAction* toStart;
  QAction* play;
  QAction* playSelection;
  QAction* record;
  QAction* keepPlayed;
  QAction* slower;
  QAction* faster;
  QAction* normalSpeed;
  QAction* loop;
  QAction* metronome;
  QAction* follow;
  QAction* tellPosition;
  QAction* panic;
  QAction* keyboardPiano;
  QAction* composePanel;
  QAction* generate;
  QAction* stopComposing;
  QAction* continueHere;
  QAction* fillGap;
  QAction* vary;
  QAction* listen;
  QAction* accept;
  QAction* reject;
  QAction* nextCandidate;
  QAction* previousCandidate;
  QAction* playOn;
  QAction* answerMe;
  QAction* modelThinks;
  QAction* attentionMaps;
  QAction* composeWorkspace;
  QAction* trainWorkspace;
  QAction* focusCompose;
  QAction* nextPane;
  QAction* previousPane;
  QAction* takes;
  QAction* history;
  QAction* fullScreen;
  QAction* resetLayout;
  std::array<QAction*, 3> themes;  ///< in the order of ThemeChoice
  QAction* manual;
  QAction* palette;
  QAction* about;
  QAction* shortcuts;
};

}  // namespace cadenza::ui
