// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <utility>

#include "ui/compose/compose_panel.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/dashboard/dashboard.h"
#include "ui/messages.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/docks.h"
#include "ui/shell/export_status.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/focus_keys.h"
#include "ui/shell/ghost_notes.h"
#include "ui/shell/history_list.h"
#include "ui/shell/menus.h"
#include "ui/shell/recent_menu.h"
#include "ui/shell/status_message.h"
#include "ui/shell/window_commands.h"
#include "ui/transport/transport_bar.h"

namespace cadenza::ui {

namespace {

// So much of a piece is seen when it is opened: enough to read, not all of a sonata.
constexpr int openingBars = 16;
constexpr int composeWidth = 300;
constexpr QLatin1String lanesName("lanes");

QStringList droppedPieces(const QMimeData* data) {
  QStringList paths;
  for (const QUrl& url : data->urls()) {
    if (url.isLocalFile() && canBeOpened(url.toLocalFile())) paths << url.toLocalFile();
  }
  return paths;
}

}  // namespace

MainWindow::MainWindow(const Studio& studio, QWidget* parent)
    : QMainWindow(parent),
      studio_(studio),
      actions_(*this, studio),
      session_(studio_.document, studio_.composing) {
  setObjectName(QStringLiteral("mainWindow"));
  setAcceptDrops(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  layOut();
  files_ = new FileCommands(*this, studio_.document, studio_.settings);
  const OpenMenus menus = makeMenus(*this, actions_, *roll_);
  recent_ = new RecentMenu(*menus.recent, studio_.settings, studio_.appearance,
                           studio_.pictureFolder, this);
  auto* ghosts = new GhostNotes(*this, *roll_, studio_.document);
  ghosts->fill(*menus.ghosts);
  connect(ghosts, &GhostNotes::said, this, &MainWindow::say);
  windowMenu_ = menus.windows;
  commands_ = new WindowCommands(*this, *roll_, actions_, *docks_, studio_);
  new FocusKeys(this);
  connectFiles();
  connectPlaying();
  connectComposing();
  connectTraining();
  restore();
  updateComposeActions();
  hearWhatIsSeen();
  showTitle();
}

MainWindow::~MainWindow() { studio_.document.setStateSource({}); }

void MainWindow::layOut() {
  roll_ = new PianoRoll(studio_.document, studio_.appearance);
  roll_->setVelocityLaneVisible(true);
  dashboard_ = new Dashboard(studio_.training, studio_.models, studio_.appearance);
  pages_ = new QStackedWidget;
  pages_->addWidget(roll_);
  pages_->addWidget(dashboard_);
  setCentralWidget(pages_);

  const std::vector<QAction*> tools{roll_->action(RollAction::ToolPencil),
                                    roll_->action(RollAction::ToolSelect),
                                    roll_->action(RollAction::ToolErase)};
  transport_ = new TransportBar(
      studio_.document, studio_.playback, *roll_,
      {actions_.toStart, actions_.play, actions_.loop, actions_.metronome, actions_.follow, tools},
      studio_.appearance);
  transport_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  auto* bar = addToolBar(tr("Transport"));
  bar->setObjectName(QStringLiteral("transport"));
  bar->setMovable(false);
  bar->toggleViewAction()->setVisible(false);
  bar->addWidget(transport_);

  panel_ = new ComposePanel(studio_.models, session_,
                            {actions_.generate, actions_.stopComposing, actions_.listen,
                             actions_.accept, actions_.reject, actions_.trainWorkspace},
                            studio_.appearance);
  docks_ = new Docks(*this, studio_.appearance);
  const QDockWidget* composeDock =
      docks_->add(QStringLiteral("composeDock"), tr("Compose"), panel_, actions_.composePanel,
                  {Qt::RightDockWidgetArea, true, composeWidth});
  docks_->add(QStringLiteral("historyDock"), tr("History"),
              new HistoryList(studio_.document.undoStack()), actions_.history,
              {Qt::RightDockWidgetArea, false, composeWidth});
  connect(docks_, &Docks::workspaceWanted, this, [this] { setWorkspace(Workspace::Compose); });
  connect(docks_, &Docks::opened, this, [this, composeDock](const QDockWidget* dock) {
    if (dock == composeDock) panel_->focusFirst();
  });

  message_ = new StatusMessage;
  hover_ = makeLabel({}, "quiet");
  export_ = new ExportStatus(studio_.exportAudio);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setContentsMargins(10, 0, 10, 0);
  statusBar()->addWidget(message_, 1);
  statusBar()->addPermanentWidget(export_);
  statusBar()->addPermanentWidget(hover_);
}

void MainWindow::connectFiles() {
  connect(actions_.newPiece, &QAction::triggered, files_, &FileCommands::newPiece);
  connect(actions_.open, &QAction::triggered, files_, &FileCommands::open);
  connect(actions_.save, &QAction::triggered, files_, &FileCommands::save);
  connect(actions_.saveAs, &QAction::triggered, files_, &FileCommands::saveAs);
  connect(actions_.exportMidi, &QAction::triggered, files_, &FileCommands::exportMidi);
  connect(actions_.exportAudio, &QAction::triggered, this,
          [this] { files_->askForAudioFile([this](const QString& path) { exportAudio(path); }); });
  connect(actions_.newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
  connect(actions_.openInNewWindow, &QAction::triggered, this, [this] {
    files_->askForPiece([this](const QString& path) { Q_EMIT newWindowForFileRequested(path); });
  });
  connect(actions_.closeWindow, &QAction::triggered, this, &QWidget::close);
  connect(actions_.quit, &QAction::triggered, this, &MainWindow::quitRequested);
  connect(files_, &FileCommands::said, this, &MainWindow::say);
  connect(files_, &FileCommands::used, this,
          [this](const QString& path) { recent_->remember(path, studio_.document.score()); });
  connect(recent_, &RecentMenu::chosen, files_, &FileCommands::openFile);

  Document& document = studio_.document;
  connect(&document, &Document::pathChanged, this, &MainWindow::showTitle);
  connect(&document, &Document::modifiedChanged, this, &QWidget::setWindowModified);
  connect(&document, &Document::replaced, this, [this] {
    showTitle();
    studio_.playback.pause();
    studio_.playback.seek(0);
    roll_->setTimeRange(std::nullopt);
    showBeginning();
    findAgain(studio_.document.openedState());
  });
  document.setStateSource([this] {
    QJsonObject view = roll_->viewState();
    view[lanesName] = QJsonDocument::fromJson(roll_->saveLanes()).object();
    return WorkingState{panel_->key(), view, panel_->state()};
  });
  connect(
      export_, &ExportStatus::exported, this,
      [this](const QString& path, const RenderedAudio& audio) {
        say(audio.clippedSamples > 0
                ? tr("Exported %1; the loudest places are clipped.").arg(QFileInfo(path).fileName())
                : tr("Exported %1.").arg(QFileInfo(path).fileName()));
      });
  connect(export_, &ExportStatus::failed, this, [this](const Error& error) {
    say(error.code == ErrorCode::Cancelled ? tr("Export cancelled; nothing was written.")
                                           : userText(error));
  });
}

void MainWindow::connectTraining() {
  connect(dashboard_, &Dashboard::composeRequested, this,
          [this](const std::filesystem::path& model) {
            panel_->chooseModel(model);
            setWorkspace(Workspace::Compose);
          });
  connect(&studio_.training, &TrainingController::ended, this,
          [this](const Result<TrainingOutcome>& outcome) {
            if (!outcome) return;
            studio_.composing.forgetModel();
            say(tr("“%1” can be chosen in the Compose panel now.")
                    .arg(QString::fromStdString(outcome->model.name)));
          });
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
  if (composing) roll_->setFocus();
}

CommandRegistry& MainWindow::registry() { return commands_->registry(); }

void MainWindow::say(const QString& sentence) { message_->say(sentence); }
void MainWindow::warn(const QString& sentence) { message_->warn(sentence); }

void MainWindow::showTitle() { setWindowTitle(tr("%1[*]").arg(studio_.document.displayName())); }

void MainWindow::showBeginning() {
  const Score& score = studio_.document.score();
  const Tick opening = score.meter().barStart(openingBars);
  roll_->showRange({0, std::min(std::max(score.end(), score.meter().barStart(4)), opening)});
  roll_->centreOnNotes();
}

void MainWindow::findAgain(const WorkingState& state) {
  if (state.view.isEmpty()) return;
  panel_->setKey(state.key);
  const QString missing = panel_->restoreState(state.compose);
  if (!missing.isEmpty()) {
    // After what is said about the opening.
    const QString sentence =
        tr("The model “%1” of this piece is not here; another one is chosen.").arg(missing);
    QMetaObject::invokeMethod(
        this, [this, sentence] { say(sentence); }, Qt::QueuedConnection);
  }
  if (state.view.contains(lanesName)) {
    roll_->restoreLanes(QJsonDocument(state.view[lanesName].toObject()).toJson());
  }
  roll_->restoreViewState(state.view);
}

void MainWindow::exportAudio(const QString& path) {
  if (export_->isBusy()) {
    say(tr("An export is running already; wait for it or cancel it first."));
    return;
  }
  export_->start(studio_.document.score(), path);
}

void MainWindow::restore() {
  QSettings& settings = studio_.settings;
  resize(1440, 900);
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  docks_->restore(settings);
  actions_.metronome->setChecked(settings.value(QStringLiteral("play/metronome")).toBool());
  roll_->restoreLanes(settings.value(QStringLiteral("window/lanes")).toByteArray());
  actions_.follow->setChecked(settings.value(QStringLiteral("play/follow"), true).toBool());
  panel_->restore(settings);
  const bool training = settings.value(QStringLiteral("window/workspace")).toInt() == 1;
  setWorkspace(training ? Workspace::Train : Workspace::Compose);
}

void MainWindow::store() {
  QSettings& settings = studio_.settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  docks_->store(settings);
  settings.setValue(QStringLiteral("window/workspace"), static_cast<int>(workspace()));
  settings.setValue(QStringLiteral("window/theme"), static_cast<int>(studio_.appearance.choice()));
  settings.setValue(QStringLiteral("play/metronome"), actions_.metronome->isChecked());
  settings.setValue(QStringLiteral("window/lanes"), roll_->saveLanes());
  settings.setValue(QStringLiteral("play/follow"), actions_.follow->isChecked());
  panel_->save(settings);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool training = last_ && studio_.training.isTraining();
  if (mayClose_ || (!training && !studio_.document.isModified())) {
    store();
    event->accept();
    Q_EMIT closed();
    return;
  }
  event->ignore();
  if (std::exchange(asking_, true)) return;
  const auto stay = [this] {
    asking_ = false;
    Q_EMIT stayed();
  };
  const auto askAboutPiece = [this, stay] {
    files_->whenSafe(
        [this] {
          mayClose_ = true;
          QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        },
        stay);
  };
  if (training) {
    whenTrainingMayEnd(askAboutPiece, stay);
  } else {
    askAboutPiece();
  }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!droppedPieces(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QStringList paths = droppedPieces(event->mimeData());
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  setWorkspace(Workspace::Compose);
  files_->openFile(paths.front());
  for (const QString& path : paths.mid(1)) Q_EMIT newWindowForFileRequested(path);
}

}  // namespace cadenza::ui
