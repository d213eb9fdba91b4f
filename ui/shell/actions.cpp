// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <utility>

#include "ui/controls/command.h"
#include "ui/controls/widgets.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

namespace {

using Keys = QList<QKeySequence>;

QString words(const char* text) { return QMainWindow::tr(text); }

// The heading is the first part of the id: "file.open" stands under "File".
QString categoryOf(const QString& id) {
  static const std::pair<const char*, const char*> rooms[] = {
      {"file", "File"}, {"edit", "Edit"},   {"play", "Play"}, {"compose", "Compose"},
      {"view", "View"}, {"theme", "Theme"}, {"help", "Help"}};
  for (const auto& [room, title] : rooms) {
    if (id.startsWith(QLatin1String(room) + QChar(u'.'))) return words(title);
  }
  return words("Other");
}

class Maker {
 public:
  Maker(QMainWindow& window, const Appearance& appearance)
      : window_(window), appearance_(appearance) {}

  QAction* operator()(const char* id, const char* text, const Keys& keys = {},
                      const char* iconName = nullptr) const {
    auto* action = new QAction(words(text), &window_);
    dress(action, id, keys, iconName);
    return action;
  }

  QAction* checkable(const char* id, const char* text, const Keys& keys = {},
                     const char* iconName = nullptr) const {
    QAction* action = (*this)(id, text, keys, iconName);
    action->setCheckable(true);
    return action;
  }

  void dress(QAction* action, const char* id, const Keys& keys, const char* iconName) const {
    const QString name = QString::fromLatin1(id);
    makeCommand(action, name, categoryOf(name), keys);
    if (iconName) setThemedIcon(action, QString::fromLatin1(iconName), appearance_);
    window_.addAction(action);
  }

 private:
  QMainWindow& window_;
  const Appearance& appearance_;
};

std::array<QAction*, 3> makeThemes(const Maker& make, QMainWindow& window, Appearance& appearance) {
  const std::array<QAction*, 3> actions{make.checkable("theme.system", "As the &system"),
                                        make.checkable("theme.light", "&Light"),
                                        make.checkable("theme.dark", "&Dark")};
  auto* group = new QActionGroup(&window);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto choice = static_cast<ThemeChoice>(i);
    actions[i]->setChecked(appearance.choice() == choice);
    group->addAction(actions[i]);
    QObject::connect(actions[i], &QAction::triggered, &appearance,
                     [&appearance, choice] { appearance.setChoice(choice); });
    QObject::connect(
        &appearance, &Appearance::choiceChanged, actions[i],
        [action = actions[i], choice](ThemeChoice now) { action->setChecked(now == choice); });
  }
  return actions;
}

}  // namespace

Actions::Actions(QMainWindow& window, const Studio& studio) {
  const Maker make(window, studio.appearance);
  newPiece = make("file.new", "&New", {QKeySequence::New}, "file-new");
  newWith =
      make("file.new-with", "New from se&ttings…", {Qt::CTRL | Qt::ALT | Qt::Key_N}, "file-new");
  open = make("file.open", "&Open…", {QKeySequence::Open}, "open");
  newWindow = make("file.new-window", "New &window", {Qt::CTRL | Qt::SHIFT | Qt::Key_N});
  openInNewWindow =
      make("file.open-in-new-window", "Open in a ne&w window…", {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
  save = make("file.save", "&Save", {QKeySequence::Save}, "save");
  saveAs = make("file.save-as", "Save &as…", {Qt::CTRL | Qt::SHIFT | Qt::Key_S});
  pieceProperties = make("file.properties", "Piece &properties…");
  importMidi = make("file.import-midi", "&Import MIDI…", {Qt::CTRL | Qt::SHIFT | Qt::Key_I});
  exportMidi = make("file.export-midi", "Export &MIDI…", {Qt::CTRL | Qt::SHIFT | Qt::Key_E});
  exportExcerpt = make("file.export-excerpt", "Export e&xcerpt as MIDI…");
  setCommandNeeds(exportExcerpt, words("needs selected notes or a marked range"));
  exportAudio = make("file.export-audio", "&Export audio…", {Qt::CTRL | Qt::Key_E}, "export");
  closeWindow = make("file.close", "&Close", {Qt::CTRL | Qt::Key_W});
  quit = make("file.quit", "&Quit", {Qt::CTRL | Qt::SHIFT | Qt::Key_Q});

  undo = studio.document.undoStack().createUndoAction(&window, words("&Undo"));
  make.dress(undo, "edit.undo", {Qt::CTRL | Qt::Key_Z}, "undo");
  redo = studio.document.undoStack().createRedoAction(&window, words("&Redo"));
  make.dress(redo, "edit.redo", {Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z}, "redo");
  preferences = make("edit.preferences", "Pre&ferences…", {Qt::CTRL | Qt::Key_Comma}, "settings");

  toStart = make("play.to-start", "To the &start", {Qt::Key_Home}, "to-start");
  play = make("play.play", "&Play", {Qt::Key_Space}, "play");
  playSelection =
      make("play.from-selection", "Play from the s&election", {Qt::SHIFT | Qt::Key_Space}, "play");
  record = make.checkable("play.record", "&Record", {Qt::Key_R}, "record");
  keepPlayed = make("play.keep-played", "&Keep what I just played", {Qt::SHIFT | Qt::Key_C});
  slower = make("play.slower", "Play s&lower", {Qt::CTRL | Qt::Key_BracketLeft});
  faster = make("play.faster", "Play f&aster", {Qt::CTRL | Qt::Key_BracketRight});
  normalSpeed = make("play.normal-speed", "Play at &normal speed");
  loop = make.checkable("play.loop", "&Loop", {Qt::Key_L}, "loop");
  metronome = make.checkable("play.metronome", "&Metronome", {Qt::Key_M}, "metronome");
  follow = make.checkable("play.follow", "&Follow the playhead", {Qt::Key_F}, "follow");
  keyboardPiano = make.checkable("play.keyboard-piano", "Play with the computer &keyboard",
                                 {Qt::CTRL | Qt::SHIFT | Qt::Key_K});
  tellPosition =
      make("play.tell-position", "Announce &position", {Qt::CTRL | Qt::SHIFT | Qt::Key_W});
  panic = make("play.panic", "All notes &off", {Qt::Key_F12}, "panic");

  generate = make("compose.generate", "&Generate",
                  {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}, "generate");
  stopComposing = make("compose.stop", "&Stop composing", {}, "stop");
  continueHere = make("compose.continue-here", "&Continue from here", {Qt::Key_C});
  fillGap = make("compose.fill-gap", "&Fill this gap", {Qt::Key_B});
  vary = make("compose.vary", "&Vary the selection", {Qt::Key_V});
  setCommandNeeds(vary, words("needs selected notes"));
  listen = make("compose.listen", "&Hear the candidate", {Qt::Key_P}, "play");
  accept = make("compose.accept", "&Take the candidate", {Qt::Key_Return, Qt::Key_Enter}, "accept");
  reject = make("compose.reject", "&Drop all candidates", {Qt::SHIFT | Qt::Key_Escape}, "reject");
  nextCandidate = make("compose.next-candidate", "&Next candidate", {Qt::Key_F8});
  previousCandidate =
      make("compose.previous-candidate", "&Previous candidate", {Qt::SHIFT | Qt::Key_F8});
  for (QAction* action : {listen, accept, reject}) {
    setCommandNeeds(action, words("needs a candidate"));
  }
  for (QAction* action : {nextCandidate, previousCandidate}) {
    setCommandNeeds(action, words("needs several candidates"));
  }

  playOn = make.checkable("compose.play-on", "Play &on", {Qt::SHIFT | Qt::Key_L}, "play-on");
  answerMe = make.checkable("compose.answer-me", "Ans&wer me", {Qt::SHIFT | Qt::Key_A}, "answer");
  for (QAction* action : {playOn, answerMe}) setCommandNeeds(action, words("needs a model"));
  modelThinks =
      make.checkable("compose.model-thinks", "&What the model thinks", {Qt::SHIFT | Qt::Key_T});
  attentionMaps = make("compose.attention-maps", "Attention &maps…");
  setCommandNeeds(attentionMaps, words("needs music that Classic A composed"));

  composeWorkspace = make("view.compose-workspace", "&Compose", {Qt::CTRL | Qt::Key_1}, "compose");
  trainWorkspace = make("view.train-workspace", "&Train", {Qt::CTRL | Qt::Key_2}, "train");
  composePanel = make.checkable("view.compose-panel", "Compose &panel", {Qt::Key_G}, "compose");
  focusCompose = make("view.focus-compose", "&Go to the Compose panel", {Qt::CTRL | Qt::Key_G});
  nextPane = make("view.next-pane", "&Next pane", {Qt::Key_F6});
  previousPane = make("view.previous-pane", "&Previous pane", {Qt::SHIFT | Qt::Key_F6});
  takes = make.checkable("view.takes", "&Takes", {Qt::Key_T}, "takes");
  history = make.checkable("view.history", "&History", {Qt::CTRL | Qt::SHIFT | Qt::Key_H}, "clock");
  fullScreen = make.checkable("view.full-screen", "&Full screen", {Qt::Key_F11});
  resetLayout = make("view.reset-layout", "&Reset the layout");
  themes = makeThemes(make, window, studio.appearance);

  manual = make("help.manual", "&Manual", {QKeySequence::HelpContents}, "info");
  palette = make("help.commands", "&Commands…", {Qt::CTRL | Qt::Key_P}, "search");
  about = make("help.about", "&About Cadenza", {}, "info");
  shortcuts = make("help.shortcuts", "&Shortcuts", {Qt::Key_Question}, "info");
}

}  // namespace cadenza::ui
