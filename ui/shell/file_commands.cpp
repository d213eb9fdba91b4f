// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_commands.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int keptRecent = 8;
const QString recentKey = QStringLiteral("files/recent");
const QString folderKey = QStringLiteral("files/folder");

QFileDialog* makeDialog(QWidget& window, const QString& title, const QString& folder,
                        const QString& filter, const QString& suffix) {
  auto* dialog = new QFileDialog(&window, title, folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setNameFilter(filter);
  if (!suffix.isEmpty()) {
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
  }
  return dialog;
}

}  // namespace

FileCommands::FileCommands(QWidget& window, Document& document, QSettings& settings)
    : QObject(&window), window_(window), document_(document), settings_(settings), copying_(this) {
  connect(&document_, &Document::opened, this,
          [this](const QString& path, const QStringList& warnings) {
            remember(path);
            const QString notes = countText(document_.score().notes().size(), tr("note"));
            Q_EMIT said(warnings.isEmpty()
                            ? tr("Opened %1: %2.").arg(QFileInfo(path).fileName(), notes)
                            : warnings.join(QChar(u' ')));
          });
  connect(&document_, &Document::openFailed, this,
          [this](const QString& path, const QString& message) {
            complain(tr("%1 could not be opened").arg(QFileInfo(path).fileName()), message);
          });
  connect(&document_, &Document::saved, this, [this](const QString& path) {
    remember(path);
    Q_EMIT said(tr("Saved %1.").arg(QFileInfo(path).fileName()));
    if (const auto next = std::exchange(afterSaving_, {})) next();
  });
  connect(&document_, &Document::saveFailed, this,
          [this](const QString& path, const QString& message) {
            afterSaving_ = {};
            complain(tr("%1 could not be saved").arg(QFileInfo(path).fileName()), message);
          });
}

FileCommands::~FileCommands() = default;

void FileCommands::newPiece() {
  whenSafe([this] { document_.reset({}); });
}

void FileCommands::open() {
  auto* dialog =
      makeDialog(window_, tr("Open"), folder(), tr("MIDI files (*.mid *.midi *.kar *.MID)"), {});
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::openFile);
  dialog->open();
}

void FileCommands::openFile(const QString& path) {
  whenSafe([this, path] { document_.open(path); });
}

void FileCommands::openCopy(const QString& path, const QString& title) {
  copying_.start<MidiImport>([file = std::filesystem::path(path.toStdString())](
                                 std::stop_token) { return readMidiFile(file); },
                             [this, title](Result<MidiImport> import) {
                               document_.reset(import ? std::move(import->score) : Score{}, title);
                             });
}

void FileCommands::save() { saveThen({}); }

void FileCommands::saveThen(std::function<void()> next) {
  afterSaving_ = std::move(next);
  if (document_.path().isEmpty()) {
    saveAs();
  } else {
    document_.saveAs(document_.path());
  }
}

void FileCommands::saveAs() {
  auto* dialog =
      makeDialog(window_, tr("Save as"), folder(), tr("MIDI files (*.mid)"), QStringLiteral("mid"));
  dialog->selectFile(document_.displayName() + QStringLiteral(".mid"));
  connect(dialog, &QFileDialog::fileSelected, &document_, &Document::saveAs);
  connect(dialog, &QFileDialog::rejected, this, [this] { afterSaving_ = {}; });
  dialog->open();
}

void FileCommands::askForAudioFile(std::function<void(const QString& path)> then) {
  auto* dialog = makeDialog(window_, tr("Export audio"), folder(), tr("Audio files (*.wav)"),
                            QStringLiteral("wav"));
  dialog->selectFile(document_.displayName() + QStringLiteral(".wav"));
  connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
  dialog->open();
}

void FileCommands::whenSafe(std::function<void()> next) {
  if (!document_.isModified()) {
    next();
    return;
  }
  auto* question =
      new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"),
                      tr("“%1” has changes that are not saved.").arg(document_.displayName()),
                      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window_);
  question->setObjectName(QStringLiteral("unsavedQuestion"));
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setDefaultButton(QMessageBox::Save);
  connect(question, &QMessageBox::finished, this, [this, next = std::move(next)](int answer) {
    if (answer == QMessageBox::Save) saveThen(next);
    if (answer == QMessageBox::Discard) next();
  });
  question->open();
}

void FileCommands::complain(const QString& title, const QString& message) {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"), title, QMessageBox::Ok, &window_);
  box->setObjectName(QStringLiteral("complaint"));
  box->setInformativeText(message);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

QString FileCommands::folder() const {
  if (!document_.path().isEmpty()) return QFileInfo(document_.path()).absolutePath();
  return settings_.value(folderKey, QDir::homePath()).toString();
}

void FileCommands::remember(const QString& path) {
  QStringList recent = settings_.value(recentKey).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  settings_.setValue(recentKey, QStringList(recent.mid(0, keptRecent)));
  settings_.setValue(folderKey, QFileInfo(path).absolutePath());
  showRecent();
}

void FileCommands::fillRecent(QMenu& menu) {
  recent_ = &menu;
  showRecent();
}

void FileCommands::showRecent() {
  if (!recent_) return;
  recent_->clear();
  for (const QString& path : settings_.value(recentKey).toStringList()) {
    QAction* action = recent_->addAction(QFileInfo(path).fileName());
    action->setToolTip(path);
    connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
  }
  recent_->setEnabled(!recent_->isEmpty());
}

}  // namespace cadenza::ui
