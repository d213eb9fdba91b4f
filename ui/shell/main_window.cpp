// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>
#include <cmath>
#include <functional>

#include "ui/compose/compose_panel.h"
#include "ui/compose/live_panel.h"
#include "ui/compose/takes_panel.h"
#include "ui/controls/page_stack.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/dashboard/dashboard.h"
#include "ui/dashboard/run_words.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/box_labels.h"
#include "ui/shell/docks.h"
#include "ui/shell/export_status.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/focus_home.h"
#include "ui/shell/focus_keys.h"
#include "ui/shell/ghost_notes.h"
#include "ui/shell/history_list.h"
#include "ui/shell/import_commands.h"
#include "ui/shell/insight_commands.h"
#include "ui/shell/menus.h"
#include "ui/shell/panes.h"
#include "ui/shell/recent_menu.h"
#include "ui/shell/status_message.h"
#include "ui/shell/wheel_guard.h"
#include "ui/shell/window_commands.h"
#include "ui/shell/window_size.h"
#include "ui/transport/keyboard_piano.h"
#include "ui/transport/transport_bar.h"

namespace cadenza::ui {

namespace {

constexpr int dockWidth = 312;

}  // namespace

MainWindow::MainWindow(const Studio& studio, QWidget* parent)
    : QMainWindow(parent),
      studio_(studio),
      actions_(*this, studio),
      session_(studio_.document, studio_.composing),
      recording_(studio_.document, studio_.playback) {
  setObjectName(QStringLiteral("mainWindow"));
  setMinimumSize(leastWindowSize.boundedTo(roomOnScreen(*this)));
  setAcceptDrops(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  layOut();
  files_ = new FileCommands(*this, studio_.document, studio_.settings);
  keyboardPiano_ = new KeyboardPiano(*this);
  imports_ = new ImportCommands(*this, *files_, studio_);
  const OpenMenus menus = makeMenus(*this, actions_, *roll_, takes_->commands().inOrder());
  recent_ = new RecentMenu(*menus.recent, studio_.settings, studio_.appearance,
                           studio_.pictureFolder, this);
  auto* ghosts = new GhostNotes(*this, *roll_, studio_.document);
  ghosts->fill(*menus.ghosts);
  connect(ghosts, &GhostNotes::said, this, &MainWindow::say);
  windowMenu_ = menus.windows;
  commands_ = new WindowCommands(*this, *roll_, actions_, *docks_, studio_);
  commands_->registry().addAll(takes_->list());
  insight_ = new InsightCommands(*this, *roll_, studio_, actions_);
  new BoxLabels(this);
  new FocusKeys(this);
  new WheelGuard(this);
  new FocusHome(
      *this, [this]() -> QWidget* { return workspace() == Workspace::Compose ? roll_ : nullptr; });
  connectFiles();
  connectPlaying();
  connectRecording();
  connectHands();
  connectComposing();
  connectTakes();
  connectTraining();
  restore();
  updatePlayed();
  hearWhatIsSeen();
  showTitle();
}

MainWindow::~MainWindow() { studio_.document.setStateSource({}); }

void MainWindow::layOut() {
  roll_ = new PianoRoll(studio_.document, studio_.appearance);
  roll_->setVelocityLaneVisible(true);
  dashboard_ = new Dashboard({studio_.corpus, studio_.training, studio_.listening, studio_.models,
                              studio_.document, studio_.playback, studio_.settings,
                              studio_.appearance, studio_.downloads});
  pages_ = new PageStack;
  pages_->addWidget(roll_);
  pages_->addWidget(dashboard_);
  setCentralWidget(pages_);

  const std::vector<QAction*> tools{roll_->action(RollAction::ToolPencil),
                                    roll_->action(RollAction::ToolSelect),
                                    roll_->action(RollAction::ToolErase)};
  transport_ = new TransportBar(studio_.document, studio_.playback, *roll_,
                                {actions_.toStart, actions_.play, actions_.record, actions_.loop,
                                 actions_.metronome, actions_.follow, actions_.preferences, tools},
                                studio_.preferences, studio_.appearance);
  transport_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  auto* bar = addToolBar(tr("Transport"));
  bar->setObjectName(QStringLiteral("transport"));
  bar->setMovable(false);
  bar->toggleViewAction()->setVisible(false);
  bar->addWidget(transport_);
  // The style gives its own margins back whenever the theme is put on.
  const auto tighten = [bar] { bar->layout()->setContentsMargins(0, 0, 0, 0); };
  tighten();
  connect(&studio_.appearance, &Appearance::themeChanged, bar, tighten);

  docks_ = new Docks(*this, studio_.appearance);
  QDockWidget* composeDock =
      docks_->add(QStringLiteral("composeDock"), tr("Compose"), makeComposeDock(),
                  actions_.composePanel, {Qt::RightDockWidgetArea, true, dockWidth});
  takes_ =
      new TakesPanel(studio_.document, studio_.playback, studio_.appearance, actions_.generate);
  QDockWidget* takesDock = docks_->add(QStringLiteral("takesDock"), tr("Takes"), takes_,
                                       actions_.takes, {Qt::RightDockWidgetArea, true, dockWidth});
  docks_->add(QStringLiteral("historyDock"), tr("History"),
              new HistoryList(studio_.document.undoStack()), actions_.history,
              {Qt::RightDockWidgetArea, false, dockWidth});
  connect(&session_, &ComposeSession::stateChanged, this,
          [this, composeDock](ComposeSession::State state) {
            if (state != ComposeSession::State::Idle) docks_->raise(composeDock);
          });
  connect(docks_, &Docks::workspaceWanted, this, [this] { setWorkspace(Workspace::Compose); });
  connect(docks_, &Docks::opened, this, [this, composeDock, takesDock](const QDockWidget* dock) {
    if (dock == composeDock) panel_->focusFirst();
    if (dock == takesDock) takes_->focusFirst();
  });
  makePanes(composeDock, takesDock);

  message_ = new StatusMessage;
  hover_ = makeLabel({}, "quiet");
  selected_ = makeLabel({}, "quiet");
  selected_->setObjectName(QStringLiteral("selectedNotes"));
  const auto showSelected = [this] {
    const std::size_t count = studio_.document.selection().size();
    selected_->setText(count == 0 ? QString()
                                  : tr("%1 selected").arg(countText(count, tr("note"))));
    selected_->setVisible(count > 0 && workspace() == Workspace::Compose);
  };
  connect(&studio_.document, &Document::selectionChanged, this, showSelected);
  connect(&studio_.document, &Document::replaced, this, showSelected);
  showSelected();
  keyboardState_ = makeLabel({});
  keyboardState_->setObjectName(QStringLiteral("keyboardState"));
  keyboardState_->hide();
  export_ = new ExportStatus(studio_.exportAudio);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setContentsMargins(10, 0, 10, 0);
  statusBar()->addWidget(message_, 1);
  statusBar()->addPermanentWidget(export_);
  statusBar()->addPermanentWidget(keyboardState_);
  statusBar()->addPermanentWidget(selected_);
  statusBar()->addPermanentWidget(hover_);
}

// The Compose panel, with live music below its settings.
QWidget* MainWindow::makeComposeDock() {
  panel_ = new ComposePanel(studio_.models, session_,
                            {actions_.generate, actions_.stopComposing, actions_.listen,
                             actions_.accept, actions_.reject, actions_.trainWorkspace},
                            studio_.appearance);
  if (!studio_.live) return panel_;
  livePanel_ = new LivePanel(*studio_.live, actions_.playOn, actions_.answerMe, studio_.appearance);
  panel_->addBelow(livePanel_);
  connect(studio_.live, &LiveController::activityChanged, panel_, [this] {
    if (studio_.live->activity() != LiveController::Activity::None) {
      panel_->reveal(livePanel_);
    }
  });
  return panel_;
}

// In the order of F6.
void MainWindow::makePanes(QDockWidget* composeDock, QDockWidget* takesDock) {
  auto* panes = new Panes(studio_.appearance, this);
  const auto composing = [this] { return workspace() == Workspace::Compose; };
  panes->add(
      transport_, [] { return true; }, [this] { transport_->focusFirst(); });
  panes->add(roll_, composing, [this] { roll_->setFocus(Qt::ShortcutFocusReason); });
  panes->add(
      dashboard_, [this] { return workspace() == Workspace::Train; },
      [this] { dashboard_->focusFirst(); });
  const auto addDock = [&](QDockWidget* dock, std::function<void()> focus) {
    panes->add(
        dock, [this, composing, dock] { return composing() && docks_->isWanted(dock); },
        [this, dock, focus = std::move(focus)] {
          docks_->raise(dock);
          focus();
        });
  };
  addDock(composeDock, [this] { panel_->focusFirst(); });
  addDock(takesDock, [this] { takes_->focusFirst(); });
  connect(actions_.nextPane, &QAction::triggered, panes, [panes] { panes->go(1); });
  connect(actions_.previousPane, &QAction::triggered, panes, [panes] { panes->go(-1); });
  connect(actions_.focusCompose, &QAction::triggered, this, [this, composeDock] {
    setWorkspace(Workspace::Compose);
    docks_->setWanted(composeDock, true);
    docks_->raise(composeDock);
    panel_->focusFirst();
  });
}

void MainWindow::connectTraining() {
  connect(&studio_.models, &ModelLibrary::worked, this, [this](const ModelWork& work) {
    if (work.kind != ModelWork::Kind::Export) studio_.composing.forgetModel();
  });
  const auto showBadge = [this] {
    transport_->workspaces().setBadge(static_cast<int>(Workspace::Train), trainingNews());
  };
  connect(&studio_.training, &TrainingController::runsChanged, this, showBadge);
  connect(&studio_.training, &TrainingController::progressed, this, showBadge);
  showBadge();
  connect(dashboard_, &Dashboard::composeRequested, this,
          [this](const std::filesystem::path& model) {
            panel_->chooseModel(model);
            setWorkspace(Workspace::Compose);
          });
  connect(&studio_.training, &TrainingController::ended, this,
          [this](const TrainingRun&, const Result<TrainingOutcome>& outcome) {
            if (!outcome) return;
            studio_.composing.forgetModel();
            say(tr("“%1” can be chosen in the Compose panel now.")
                    .arg(QString::fromStdString(outcome->model.name)));
          });
}

// Of a training that runs while one composes; empty for none.
QString MainWindow::trainingNews() const {
  const TrainingRun* run = studio_.training.current();
  if (!run) return {};
  return tr("Training %1: %2 % done")
      .arg(runTitle(*run), QString::number(std::lround(run->fraction * 100)));
}

Workspace MainWindow::workspace() const {
  return pages_->currentIndex() == 0 ? Workspace::Compose : Workspace::Train;
}

void MainWindow::setWorkspace(Workspace workspace) {
  transport_->workspaces().setCurrent(static_cast<int>(workspace));
  showWorkspace(workspace);
}

void MainWindow::showWorkspace(Workspace workspace) {
  const bool composing = workspace == Workspace::Compose;
  pages_->setCurrentIndex(static_cast<int>(workspace));
  docks_->setAvailable(composing);
  roll_->setActionsAvailable(composing);
  transport_->setRollToolsVisible(composing);
  hover_->setVisible(composing);
  selected_->setVisible(composing && !selected_->text().isEmpty());
  if (composing) roll_->setFocus();
}

CommandRegistry& MainWindow::registry() { return commands_->registry(); }

void MainWindow::say(const QString& sentence) { message_->say(sentence); }
void MainWindow::warn(const QString& sentence) { message_->warn(sentence); }

void MainWindow::restore() {
  QSettings& settings = studio_.settings;
  resize(usualWindowSize);
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  fitToScreen(*this);
  docks_->restore(settings);
  actions_.metronome->setChecked(settings.value(QStringLiteral("play/metronome")).toBool());
  roll_->restoreLanes(settings.value(QStringLiteral("window/lanes")).toByteArray());
  actions_.follow->setChecked(settings.value(QStringLiteral("play/follow"), true).toBool());
  panel_->restore(settings);
  if (livePanel_) livePanel_->restore(settings);
  const bool training = settings.value(QStringLiteral("window/workspace")).toInt() == 1;
  setWorkspace(training ? Workspace::Train : Workspace::Compose);
}

void MainWindow::store() {
  QSettings& settings = studio_.settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  docks_->store(settings);
  settings.setValue(QStringLiteral("window/workspace"), static_cast<int>(workspace()));
  settings.setValue(QStringLiteral("window/theme"), static_cast<int>(studio_.appearance.choice()));
  settings.setValue(QStringLiteral("window/textSize"), studio_.appearance.textSize());
  settings.setValue(QStringLiteral("play/metronome"), actions_.metronome->isChecked());
  settings.setValue(QStringLiteral("window/lanes"), roll_->saveLanes());
  settings.setValue(QStringLiteral("play/follow"), actions_.follow->isChecked());
  panel_->save(settings);
  if (livePanel_) livePanel_->save(settings);
}

}  // namespace cadenza::ui
