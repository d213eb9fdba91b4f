// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menus.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

#include "ui/controls/command.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/actions.h"

namespace cadenza::ui {

namespace {

QString words(const char* text) { return QMainWindow::tr(text); }

bool hasPlace(const QAction& action) {
  for (const QObject* object : action.associatedObjects()) {
    if (qobject_cast<const QMenu*>(object)) return true;
  }
  return false;
}

// The menu (or submenu) of that title in `parent`, made where there is none.
template <class Parent>
QMenu& menuCalled(Parent& parent, const QString& title) {
  for (QAction* action : parent.actions()) {
    if (action->menu() && withoutMnemonic(action->text()) == title) return *action->menu();
  }
  return *parent.addMenu(title);
}

void addCategory(QMenu& menu, const QWidget& owner, const QString& category) {
  for (QAction* action : owner.actions()) {
    if (commandCategory(*action) == category && !hasPlace(*action)) menu.addAction(action);
  }
}

// One submenu for each heading of the roll that has no menu of its own.
void addRollMenus(QMenu& menu, const PianoRoll& roll) {
  for (QAction* action : roll.actions()) {
    if (!isCommand(*action) || hasPlace(*action)) continue;
    menuCalled(menu, commandCategory(*action)).addAction(action);
  }
}

QMenu* addFileMenu(QMenu& menu, const Actions& actions) {
  menu.addActions({actions.newPiece, actions.newWith, actions.newWindow});
  menu.addSeparator();
  menu.addActions({actions.open, actions.openInNewWindow});
  QMenu* recent = menu.addMenu(words("Open &recent"));
  menu.addSeparator();
  menu.addActions({actions.save, actions.saveAs, actions.pieceProperties});
  menu.addSeparator();
  menu.addActions(
      {actions.importMidi, actions.exportMidi, actions.exportExcerpt, actions.exportAudio});
  menu.addSeparator();
  menu.addActions({actions.closeWindow, actions.quit});
  return recent;
}

void addEditMenu(QMenu& menu, const Actions& actions, const PianoRoll& roll) {
  menu.addActions({actions.undo, actions.redo});
  menu.addSeparator();
  addCategory(menu, roll, words("Edit"));
  menu.addSeparator();
  addRollMenus(menu, roll);
  menu.addSeparator();
  menu.addAction(actions.preferences);
}

QMenu* addViewMenu(QMenu& menu, const Actions& actions, const PianoRoll& roll) {
  menu.addActions({actions.composeWorkspace, actions.trainWorkspace});
  menu.addSeparator();
  menu.addActions({actions.composePanel, actions.takes, actions.history});
  menu.addSeparator();
  menu.addActions({actions.focusCompose, actions.nextPane, actions.previousPane});
  menu.addSeparator();
  addCategory(menu, roll, words("View"));
  QMenu* ghosts = menu.addMenu(words("&Ghost notes"));
  menu.addSeparator();
  QMenu* themes = menu.addMenu(words("&Theme"));
  for (QAction* theme : actions.themes) themes->addAction(theme);
  menu.addActions({actions.fullScreen, actions.resetLayout});
  return ghosts;
}

QString letterOf(const QString& text) {
  const qsizetype at = text.indexOf(QChar(u'&'));
  return at >= 0 && at + 1 < text.size() ? text.mid(at + 1, 1).toLower() : QString();
}

// `text` with a letter that is not in `taken`: first letters of words before others; none when all
// are taken.
QString withFreeLetter(const QString& text, const QSet<QString>& taken) {
  const QString plain = withoutMnemonic(text);
  for (const bool onlyFirst : {true, false}) {
    for (qsizetype i = 0; i < plain.size(); ++i) {
      const bool first = i == 0 || !plain[i - 1].isLetterOrNumber();
      const QString letter = plain.mid(i, 1).toLower();
      if ((onlyFirst && !first) || !plain[i].isLetterOrNumber() || taken.contains(letter)) continue;
      return plain.left(i) + QChar(u'&') + plain.mid(i);
    }
  }
  return plain;
}

}  // namespace

void settleMnemonics(QMenu& menu) {
  QSet<QString> taken;
  QList<QAction*> without;
  for (QAction* action : menu.actions()) {
    if (action->menu()) settleMnemonics(*action->menu());
    if (action->isSeparator()) continue;
    const QString letter = letterOf(action->text());
    if (letter.isEmpty() || taken.contains(letter)) {
      without << action;
    } else {
      taken << letter;
    }
  }
  for (QAction* action : without) {
    action->setText(withFreeLetter(action->text(), taken));
    taken << letterOf(action->text());
  }
}

OpenMenus makeMenus(QMainWindow& window, const Actions& actions, const PianoRoll& roll,
                    const QList<QAction*>& takes) {
  QMenuBar& bar = *window.menuBar();
  QMenu* recent = addFileMenu(*bar.addMenu(words("&File")), actions);
  QMenu* edit = bar.addMenu(words("&Edit"));
  QMenu* ghosts = addViewMenu(*bar.addMenu(words("&View")), actions, roll);
  addEditMenu(*edit, actions, roll);
  QMenu* playing = bar.addMenu(words("&Play"));
  playing->addActions({actions.play, actions.playSelection, actions.toStart});
  playing->addSeparator();
  playing->addActions({actions.record, actions.keepPlayed});
  playing->addSeparator();
  playing->addActions({actions.loop, actions.metronome, actions.follow});
  playing->addSeparator();
  playing->addActions({actions.slower, actions.faster, actions.normalSpeed});
  playing->addSeparator();
  addCategory(*playing, window, words("Play"));
  QMenu* composing = bar.addMenu(words("&Compose"));
  composing->addActions({actions.generate, actions.stopComposing});
  composing->addSeparator();
  composing->addActions({actions.playOn, actions.answerMe});
  composing->addSeparator();
  composing->addActions({actions.continueHere, actions.fillGap, actions.vary});
  composing->addSeparator();
  composing->addActions({actions.listen, actions.nextCandidate, actions.previousCandidate,
                         actions.accept, actions.reject});
  composing->addSeparator();
  QMenu* ofTakes = composing->addMenu(words("&Takes"));
  for (QAction* action : takes) {
    if (action) {
      ofTakes->addAction(action);
    } else {
      ofTakes->addSeparator();
    }
  }
  composing->addSeparator();
  composing->addActions({actions.modelThinks, actions.attentionMaps});
  QMenu* windows = bar.addMenu(words("&Window"));
  bar.addMenu(words("&Help"))
      ->addActions({actions.manual, actions.shortcuts, actions.palette, actions.about});
  for (QAction* action : window.actions()) {
    if (!isCommand(*action) || hasPlace(*action)) continue;
    menuCalled(bar, commandCategory(*action)).addAction(action);
  }
  for (QAction* title : bar.actions()) settleMnemonics(*title->menu());
  return {recent, windows, ghosts};
}

}  // namespace cadenza::ui
