// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "ui/controls/widgets.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

namespace {

QString words(const char* text) { return QMainWindow::tr(text); }

class Maker {
 public:
  Maker(QMainWindow& window, const Appearance& appearance)
      : window_(window), appearance_(appearance) {}

  QAction* operator()(const char* text, const QList<QKeySequence>& keys,
                      const char* iconName = nullptr) const {
    auto* action = new QAction(words(text), &window_);
    dress(action, keys, iconName);
    return action;
  }

  void dress(QAction* action, const QList<QKeySequence>& keys, const char* iconName) const {
    action->setShortcuts(keys);
    if (iconName) setThemedIcon(action, QString::fromLatin1(iconName), appearance_);
    const QString plain = action->iconText();
    action->setToolTip(keys.isEmpty()
                           ? plain
                           : QStringLiteral("%1 (%2)").arg(
                                 plain, keys.front().toString(QKeySequence::NativeText)));
    window_.addAction(action);
  }

 private:
  QMainWindow& window_;
  const Appearance& appearance_;
};

void addThemeMenu(QMenu& menu, Appearance& appearance) {
  QMenu* themes = menu.addMenu(words("&Theme"));
  auto* group = new QActionGroup(themes);
  const std::pair<const char*, ThemeChoice> choices[] = {{"As the &system", ThemeChoice::System},
                                                         {"&Light", ThemeChoice::Light},
                                                         {"&Dark", ThemeChoice::Dark}};
  for (const auto& [text, choice] : choices) {
    QAction* action = themes->addAction(words(text));
    action->setCheckable(true);
    action->setChecked(appearance.choice() == choice);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, &appearance,
                     [&appearance, choice = choice] { appearance.setChoice(choice); });
  }
}

void addRollActions(QMenu& menu, const PianoRoll& roll, std::initializer_list<RollAction> which) {
  for (const RollAction action : which) menu.addAction(roll.action(action));
}

void addEditMenu(QMenuBar& bar, const Actions& actions, const PianoRoll& roll) {
  QMenu* edit = bar.addMenu(words("&Edit"));
  edit->addActions({actions.undo, actions.redo});
  edit->addSeparator();
  addRollActions(*edit, roll,
                 {RollAction::Cut, RollAction::Copy, RollAction::Paste, RollAction::Duplicate,
                  RollAction::Delete, RollAction::SelectAll});
  edit->addSeparator();
  addRollActions(
      *edit, roll,
      {RollAction::SemitoneUp, RollAction::SemitoneDown, RollAction::OctaveUp,
       RollAction::OctaveDown, RollAction::Quantise, RollAction::QuantiseWith, RollAction::Humanise,
       RollAction::Join, RollAction::Split, RollAction::Legato, RollAction::RemoveOverlaps,
       RollAction::Lock, RollAction::Louder, RollAction::Softer});
  edit->addSeparator();
  addRollActions(*edit, roll,
                 {RollAction::ToolPencil, RollAction::ToolSelect, RollAction::ToolErase});
}

void addViewMenu(QMenuBar& bar, const Actions& actions, const PianoRoll& roll,
                 Appearance& appearance) {
  QMenu* view = bar.addMenu(words("&View"));
  view->setObjectName(QStringLiteral("viewMenu"));
  view->addActions({actions.composeWorkspace, actions.trainWorkspace});
  view->addSeparator();
  view->addAction(actions.composePanel);
  view->addSeparator();
  addRollActions(*view, roll,
                 {RollAction::ZoomIn, RollAction::ZoomOut, RollAction::ZoomToSelection,
                  RollAction::ZoomToAll});
  view->addSeparator();
  addRollActions(*view, roll,
                 {RollAction::ShowVelocityLane, RollAction::ShowPedalLane,
                  RollAction::ShowTempoLane, RollAction::ShowMap});
  view->addSeparator();
  addRollActions(*view, roll,
                 {RollAction::AddMarker, RollAction::NextMarker, RollAction::PreviousMarker});
  view->addSeparator();
  addThemeMenu(*view, appearance);
}

}  // namespace

Actions::Actions(QMainWindow& window, const Studio& studio) {
  const Maker make(window, studio.appearance);
  newPiece = make("&New", {QKeySequence::New}, "file-new");
  open = make("&Open…", {QKeySequence::Open}, "open");
  newWindow = make("New &window", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)});
  openInNewWindow =
      make("Open in a ne&w window…", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
  save = make("&Save", {QKeySequence::Save}, "save");
  saveAs = make("Save &as…", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
  exportMidi = make("Export &MIDI…", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)});
  exportAudio = make("&Export audio…", {QKeySequence(Qt::CTRL | Qt::Key_E)}, "export");
  closeWindow = make("&Close", {QKeySequence(Qt::CTRL | Qt::Key_W)});
  quit = make("&Quit", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q)});

  undo = studio.document.undoStack().createUndoAction(&window, words("&Undo"));
  make.dress(undo, {QKeySequence(Qt::CTRL | Qt::Key_Z)}, "undo");
  redo = studio.document.undoStack().createRedoAction(&window, words("&Redo"));
  make.dress(redo,
             {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
             "redo");

  toStart = make("To the &start", {QKeySequence(Qt::Key_Home)}, "to-start");
  play = make("&Play", {QKeySequence(Qt::Key_Space)}, "play");
  loop = make("&Loop", {QKeySequence(Qt::Key_L)}, "loop");
  loop->setCheckable(true);
  metronome = make("&Metronome", {QKeySequence(Qt::Key_M)}, "metronome");
  metronome->setCheckable(true);
  follow = make("&Follow the playhead", {QKeySequence(Qt::Key_F)}, "follow");
  follow->setCheckable(true);
  panic = make("All notes &off", {QKeySequence(Qt::Key_F12)}, "panic");

  composePanel = make("Compose &panel", {QKeySequence(Qt::Key_G)}, "compose");
  composePanel->setCheckable(true);
  generate = make("&Generate",
                  {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
                  "generate");
  stopComposing = make("&Stop composing", {}, "stop");
  listen = make("&Listen to the proposal", {QKeySequence(Qt::Key_P)}, "play");
  accept = make("&Accept the proposal", {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
                "accept");
  reject = make("&Reject the proposal", {QKeySequence(Qt::Key_Escape)}, "reject");

  composeWorkspace = make("&Compose", {QKeySequence(Qt::CTRL | Qt::Key_1)}, "compose");
  trainWorkspace = make("&Train", {QKeySequence(Qt::CTRL | Qt::Key_2)}, "train");
}

QMenu* makeMenus(QMainWindow& window, const Actions& actions, const PianoRoll& roll,
                 Studio& studio) {
  QMenuBar& bar = *window.menuBar();
  QMenu* file = bar.addMenu(words("&File"));
  file->addActions({actions.newPiece, actions.newWindow});
  file->addSeparator();
  file->addActions({actions.open, actions.openInNewWindow});
  QMenu* recent = file->addMenu(words("Open &recent"));
  file->addSeparator();
  file->addActions({actions.save, actions.saveAs});
  file->addSeparator();
  file->addActions({actions.exportMidi, actions.exportAudio});
  file->addSeparator();
  file->addActions({actions.closeWindow, actions.quit});
  addEditMenu(bar, actions, roll);
  addViewMenu(bar, actions, roll, studio.appearance);
  QMenu* playing = bar.addMenu(words("&Play"));
  playing->addActions(
      {actions.play, actions.toStart, actions.loop, actions.metronome, actions.follow});
  playing->addSeparator();
  playing->addAction(actions.panic);
  QMenu* composing = bar.addMenu(words("&Compose"));
  composing->addActions({actions.generate, actions.stopComposing});
  composing->addSeparator();
  composing->addActions({actions.listen, actions.accept, actions.reject});
  return recent;
}

}  // namespace cadenza::ui
