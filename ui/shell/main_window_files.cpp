// SPDX-License-Identifier: GPL-3.0-or-later
// How the window joins the piece and its file.
#include <QAction>
#include <QCloseEvent>
#include <QJsonDocument>
#include <QMimeData>
#include <memory>
#include <utility>

#include "core/score/excerpt.h"
#include "ui/compose/compose_panel.h"
#include "ui/messages.h"
#include "ui/native_path.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piece/new_piece_dialog.h"
#include "ui/piece/properties_dialog.h"
#include "ui/settings/preferences.h"
#include "ui/shell/audio_export_dialog.h"
#include "ui/shell/export_status.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/import_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recent_menu.h"

namespace cadenza::ui {

namespace {

// So much of a piece is seen when it is opened: enough to read, not all of a sonata.
constexpr int openingBars = 16;
constexpr QLatin1String lanesName("lanes");

QStringList droppedPieces(const QMimeData* data) {
  QStringList paths;
  for (const QUrl& url : data->urls()) {
    const QString path = localPath(url);
    if (canBeOpened(path)) paths << path;
  }
  return paths;
}

}  // namespace

void MainWindow::connectFiles() {
  connect(actions_.newPiece, &QAction::triggered, this, [this] { files_->newPiece(); });
  connect(actions_.newWith, &QAction::triggered, this, &MainWindow::askForNewPiece);
  connect(actions_.open, &QAction::triggered, files_, &FileCommands::open);
  connect(actions_.save, &QAction::triggered, files_, &FileCommands::save);
  connect(actions_.saveAs, &QAction::triggered, files_, &FileCommands::saveAs);
  connect(actions_.pieceProperties, &QAction::triggered, this, &MainWindow::askForProperties);
  connect(actions_.importMidi, &QAction::triggered, imports_, &ImportCommands::importMidi);
  connect(imports_, &ImportCommands::said, this, &MainWindow::say);
  connect(imports_, &ImportCommands::added, roll_, &PianoRoll::reveal);
  connect(actions_.exportMidi, &QAction::triggered, this, [this] { files_->exportMidi(); });
  connect(actions_.exportExcerpt, &QAction::triggered, this, &MainWindow::exportExcerptAsMidi);
  connect(actions_.exportAudio, &QAction::triggered, this, &MainWindow::askHowToExportAudio);
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
  connect(&document, &Document::propertiesChanged, this, &MainWindow::showTitle);
  connect(&document, &Document::modifiedChanged, this, &QWidget::setWindowModified);
  connect(&document, &Document::replaced, this, [this] {
    showTitle();
    studio_.playback.pause();
    studio_.playback.seek(0);
    roll_->setTimeRange(std::nullopt);
    if (studio_.document.path().isEmpty() && studio_.document.score().notes().empty()) resetModes();
    showBeginning();
    findAgain(studio_.document.openedState());
  });
  document.setStateSource([this] {
    QJsonObject view = roll_->viewState();
    view[lanesName] = QJsonDocument::fromJson(roll_->saveLanes()).object();
    return WorkingState{view, panel_->state()};
  });
  connect(export_, &ExportStatus::exported, this,
          [this](const QString& path, const RenderedAudio& audio) {
            say(audio.clippedSamples > 0
                    ? tr("Exported %1; the loudest places are clipped.").arg(shownName(path))
                    : tr("Exported %1.").arg(shownName(path)));
          });
  connect(export_, &ExportStatus::failed, this, [this](const Error& error) {
    say(error.code == ErrorCode::Cancelled ? tr("Export cancelled; nothing was written.")
                                           : userText(error));
  });
}

// The file's name first: it is what tells windows apart.
void MainWindow::showTitle() {
  const PieceProperties& properties = studio_.document.properties();
  QStringList parts{studio_.document.displayName() + QStringLiteral("[*]")};
  const QString title = QString::fromStdString(properties.title).simplified();
  if (!title.isEmpty() && title != studio_.document.displayName()) parts << title;
  if (!properties.composer.empty()) {
    parts << QString::fromStdString(properties.composer).simplified();
  }
  setWindowTitle(parts.join(QStringLiteral(" · ")));
}

void MainWindow::askForProperties() {
  auto* dialog = new PropertiesDialog(studio_.document.properties(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    studio_.document.setProperties(tr("Change piece properties"), dialog->properties());
  });
  dialog->open();
}

void MainWindow::showBeginning() {
  const Score& score = studio_.document.score();
  const Tick opening = score.meter().barStart(openingBars);
  roll_->showFromStart({0, std::min(std::max(score.end(), score.meter().barStart(4)), opening)});
}

// Tool, snap, writing, keyboard piano and loop as for a new piece.
void MainWindow::resetModes() {
  roll_->setTool(Tool::Pencil);
  roll_->setSnap(studio_.preferences.editing().snap);
  QAction* letters = roll_->action(RollAction::WriteMode);
  if (letters->isChecked()) letters->trigger();
  actions_.keyboardPiano->setChecked(false);
  actions_.loop->setChecked(false);
}

void MainWindow::findAgain(const WorkingState& state) {
  panel_->startPiece(studio_.document.properties().key);
  if (state.view.isEmpty()) return;
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

std::vector<MainWindow::Excerpt> MainWindow::excerpts() const {
  const Score& score = studio_.document.score();
  std::vector<Excerpt> excerpts;
  if (const auto& selected = studio_.document.selection(); !selected.empty()) {
    excerpts.push_back({tr("Selected notes"), excerpt(score, selected)});
  }
  if (const auto range = roll_->timeRange()) {
    excerpts.push_back({tr("Marked range"), excerpt(score, *range)});
  }
  return excerpts;
}

// The selection takes precedence over the marked range.
void MainWindow::exportExcerptAsMidi() {
  std::vector<Excerpt> found = excerpts();
  if (found.empty()) return say(tr("Select notes or mark a range on the ruler first."));
  files_->exportMidi(std::move(found.front().score));
}

void MainWindow::askHowToExportAudio() {
  auto scores = std::make_shared<std::vector<Score>>();
  std::vector<AudioExportDialog::Range> choices;
  const auto offer = [&](const QString& name, Score score) {
    choices.push_back({name, score.seconds()});
    scores->push_back(std::move(score));
  };
  offer(tr("Whole piece"), studio_.document.score());
  for (Excerpt& excerpt : excerpts()) offer(excerpt.name, std::move(excerpt.score));
  auto* dialog = new AudioExportDialog(studio_.preferences, studio_.document.displayName(),
                                       std::move(choices), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, scores] {
    const auto chosen = static_cast<std::size_t>(dialog->chosenRange());
    const std::string ending = infoOf(studio_.preferences.audioExport().format).ending;
    const QString name = chosen == 0 ? studio_.document.displayName() : files_->excerptName();
    files_->askForAudioFile(
        QString::fromStdString(ending.substr(1)), name,
        [this, scores, chosen](const QString& path) { exportAudio(scores->at(chosen), path); });
  });
  dialog->open();
}

void MainWindow::exportAudio(const Score& score, const QString& path) {
  if (export_->isBusy()) {
    say(tr("An export is running already; wait for it or cancel it first."));
    return;
  }
  const AudioExportPreferences& wanted = studio_.preferences.audioExport();
  AudioExportOptions options;
  options.format = wanted.format;
  options.oggQuality = wanted.oggQuality;
  options.normalise = wanted.normalise;
  options.sound = studio_.preferences.sound().synth;
  options.sound.sampleRate = wanted.sampleRate;
  export_->start(score, path, options);
}

void MainWindow::askForNewPiece() {
  auto* dialog =
      new NewPieceDialog(studio_.document.score(), studio_.document.properties().key, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog] { files_->newPiece(dialog->beginning()); });
  dialog->open();
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
  const QString& first = paths.front();
  if (paths.size() == 1 && kindOf(first) == PieceKind::Midi && imports_->mayAdd()) {
    imports_->offer(first);
  } else {
    files_->openFile(first);
  }
  for (const QString& path : paths.mid(1)) Q_EMIT newWindowForFileRequested(path);
}

}  // namespace cadenza::ui
