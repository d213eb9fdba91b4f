// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_commands.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <algorithm>
#include <utility>

#include "core/midi/midi_reader.h"
#include "ui/controls/words.h"
#include "ui/messages.h"
#include "ui/native_path.h"
#include "ui/piece/loss_words.h"
#include "ui/shell/bring_to_front.h"
#include "ui/shell/file_dialogs.h"

namespace cadenza::ui {

namespace {

const QString folderKey = QStringLiteral("files/folder");

}  // namespace

FileCommands::FileCommands(QWidget& window, Document& document, QSettings& settings)
    : QObject(&window),
      window_(window),
      document_(document),
      settings_(settings),
      copying_(this),
      exporting_(this),
      reading_(this) {
  connectDocument();
}

FileCommands::~FileCommands() = default;

void FileCommands::connectDocument() {
  connect(this, &FileCommands::used, this, [this](const QString& path) {
    settings_.setValue(folderKey, QFileInfo(path).absolutePath());
  });
  connect(&document_, &Document::opened, this,
          [this](const QString& path, const QStringList& warnings) {
            Q_EMIT used(path);
            const QString notes = countText(document_.score().notes().size(), tr("note"));
            QStringList sentences = warnings;
            if (warnings.isEmpty()) sentences << tr("Opened %1: %2.").arg(shownName(path), notes);
            const QStringList skipped = skippedTexts(*document_.skippedInFile());
            if (!skipped.isEmpty()) {
              sentences
                  << tr("Not imported: %1.").arg(shortened(skipped, 4).join(QStringLiteral(", ")));
            }
            Q_EMIT said(sentences.join(QChar(u' ')));
          });
  connect(&document_, &Document::openedDamaged, this, &FileCommands::askAboutDamage);
  connect(&document_, &Document::openFailed, this,
          [this](const QString& path, const QString& message) {
            complain(tr("%1 could not be opened").arg(shownName(path)), message);
          });
  connect(&document_, &Document::replaced, this, [this] {
    lossyPath_.clear();
    importedFrom_.clear();
  });
  connect(&document_, &Document::saved, this, [this](const QString& path) {
    if (std::exchange(savingLossy_, false)) lossyPath_ = path;
    if (path == importedFrom_) importedFrom_.clear();
    Q_EMIT used(path);
    Q_EMIT said(tr("Saved %1.").arg(shownName(path)));
    finishSaving(true);
  });
  connect(&document_, &Document::saveFailed, this,
          [this](const QString& path, const QString& message) {
            savingLossy_ = false;
            askForAnotherName(tr("%1 could not be saved").arg(shownName(path)), message);
          });
}

bool FileCommands::isUntouched() const {
  return !document_.isModified() && document_.path().isEmpty();
}

void FileCommands::newPiece(const Project& beginning) {
  whenSafe([this, beginning] { document_.resetTo(beginning, {}); });
}

void FileCommands::open() {
  askForPiece([this](const QString& path) { openFile(path); });
}

void FileCommands::askForPiece(std::function<void(const QString& path)> then) {
  auto* dialog = makeOpenDialog(window_, folder());
  connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
  dialog->open();
}

void FileCommands::openFile(const QString& path) {
  if (QWidget* other = elsewhere_ ? elsewhere_(path) : nullptr) {
    bringToFront(*other);
    return;
  }
  whenSafe([this, path] { document_.open(path); });
}

void FileCommands::openCopy(const QString& path, const QString& title) {
  copying_.start<OpenedPiece>([path](std::stop_token) { return readPiece(path); },
                              [this, title](Result<OpenedPiece> piece) {
                                if (!isUntouched() || document_.isBusy()) return;
                                document_.resetTo(piece ? piece->project : Project(), title);
                              });
}

void FileCommands::askAboutDamage(const QString& path, const OpenedPiece& piece) {
  auto* question = makeQuestion("damageQuestion", tr("%1 is damaged.").arg(shownName(path)));
  const QString notes = countText(piece.project.score.notes().size(), tr("note"));
  question->setInformativeText(
      tr("%1 can be read. What is lost:\n%2\n\nOpen what is there as a new piece? The damaged file "
         "stays as it is.")
          .arg(notes, piece.damage.join(QChar(u'\n'))));
  auto* open = question->addButton(tr("Open what is there"), QMessageBox::AcceptRole);
  question->addButton(QMessageBox::Cancel);
  connect(question, &QMessageBox::buttonClicked, this,
          [this, open, project = piece.project, path](const QAbstractButton* clicked) {
            if (clicked != open) return;
            document_.restore(project, {}, tr("%1 (rescued)").arg(QFileInfo(path).baseName()));
          });
  question->open();
}

void FileCommands::save() {
  if (document_.path().isEmpty() || !canBeSaved(document_.path())) {
    if (!document_.path().isEmpty()) {
      Q_EMIT said(tr("%1 can only be read. Save the piece as a project or a MIDI file.")
                      .arg(shownName(document_.path())));
    }
    saveAs();
  } else {
    saveTo(document_.path());
  }
}

void FileCommands::askForAnotherName(const QString& title, const QString& message) {
  auto* question = makeQuestion("saveFailedQuestion", title);
  question->setInformativeText(message);
  auto* other = question->addButton(tr("Save as…"), QMessageBox::AcceptRole);
  question->addButton(QMessageBox::Cancel);
  question->setDefaultButton(other);
  connect(question, &QMessageBox::finished, this, [this, question, other] {
    if (question->clickedButton() == other) {
      saveAs();
    } else {
      finishSaving(false);
    }
  });
  question->open();
}

void FileCommands::saveTo(const QString& path) {
  if (!canBeSaved(path)) {
    askForAnotherName(tr("%1 is not a name for a piece").arg(shownName(path)),
                      tr("Use the extension .cadenza for a project or .mid for a MIDI file."));
  } else if (path != document_.path() && elsewhere_ && elsewhere_(path)) {
    complain(tr("%1 is open in another window").arg(shownName(path)),
             tr("Choose another name, or close it there first."));
    finishSaving(false);
  } else if (path == document_.path() && document_.isChangedOnDisk()) {
    askAboutChange(path);
  } else if (path == document_.path() && document_.skippedInFile()) {
    saveUnlessLossy(path, skippedTexts(*document_.skippedInFile()));
  } else {
    saveAfterReading(path);
  }
}

void FileCommands::saveAfterReading(const QString& path) {
  if (isExistingMidi(path) && reading_.isRunning()) return finishSaving(false);
  whenRead(path, [this, path](const QStringList& losses) { saveUnlessLossy(path, losses); });
}

// An existing MIDI file may contain data that was never opened here.
void FileCommands::whenRead(const QString& path,
                            std::function<void(const QStringList& losses)> then) {
  if (!isExistingMidi(path)) return then({});
  reading_.start<OpenedPiece>(
      [path](std::stop_token) { return readPiece(path); },
      [this, path, then = std::move(then)](const Result<OpenedPiece>& piece) {
        then(piece ? lossesOf(path, *piece) : QStringList{tr("Unreadable data")});
      });
}

QStringList FileCommands::lossesOf(const QString& path, const OpenedPiece& piece) const {
  QStringList losses = skippedTexts(piece.skipped);
  if (path != importedFrom_) return losses;
  if (const auto lost = notesOnlyIn(piece.project.score, document_.score()); lost > 0) {
    losses.prepend(tr("%1 of parts that were not imported").arg(countText(lost, tr("note"))));
  }
  return losses;
}

// What is lost of the piece is asked about once a file, what is lost of the file always.
void FileCommands::saveUnlessLossy(const QString& path, const QStringList& ofFile) {
  const QStringList ofPiece =
      kindOf(path) == PieceKind::Midi ? lossesAsMidi(document_.project()) : QStringList();
  const bool mayLose = ofFile.isEmpty() && (ofPiece.isEmpty() || path == lossyPath_);
  if (kindOf(path) != PieceKind::Midi || mayLose) return document_.saveAs(path);
  askAboutLosses(path, ofPiece + ofFile);
}

void FileCommands::askAboutChange(const QString& path) {
  auto* question = makeQuestion(
      "changedQuestion", tr("%1 was changed or removed by another program.").arg(shownName(path)));
  question->setInformativeText(tr("Saving here replaces what the other program wrote."));
  auto* other = question->addButton(tr("Save as…"), QMessageBox::AcceptRole);
  auto* replace = question->addButton(tr("Replace"), QMessageBox::DestructiveRole);
  question->addButton(QMessageBox::Cancel);
  question->setDefaultButton(other);
  connect(question, &QMessageBox::finished, this, [this, question, other, replace, path] {
    if (question->clickedButton() == other) {
      saveAs();
    } else if (question->clickedButton() == replace) {
      saveAfterReading(path);
    } else {
      finishSaving(false);
    }
  });
  question->open();
}

void FileCommands::askAboutLosses(const QString& path, const QStringList& losses) {
  auto* question =
      makeQuestion("midiLossQuestion", tr("Some data can't be saved to %1.").arg(shownName(path)));
  question->setInformativeText(
      tr("These will be lost:\n%1\n\nA Cadenza project keeps the piece and leaves this file as "
         "it is.")
          .arg(bulleted(shortened(losses, mostLossesAsked))));
  auto* project = question->addButton(tr("Save as a project…"), QMessageBox::AcceptRole);
  auto* midi = question->addButton(QFileInfo::exists(path) ? tr("Overwrite") : tr("Save as MIDI"),
                                   QMessageBox::DestructiveRole);
  question->addButton(QMessageBox::Cancel);
  question->setDefaultButton(project);
  connect(question, &QMessageBox::finished, this, [this, question, project, midi, path] {
    if (question->clickedButton() == project) {
      saveAs();
    } else if (question->clickedButton() == midi) {
      savingLossy_ = true;
      document_.saveAs(path);
    } else {
      finishSaving(false);
    }
  });
  question->open();
}

void FileCommands::finishSaving(bool saved) {
  const auto next = std::exchange(afterSaving_, {});
  const auto otherwise = std::exchange(afterFailing_, {});
  if (saved && next) next();
  if (!saved && otherwise) otherwise();
}

void FileCommands::saveAs() {
  auto* dialog = makeSaveDialog(window_, folder(), document_.displayName());
  connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::saveTo);
  connect(dialog, &QFileDialog::rejected, this, [this] { finishSaving(false); });
  dialog->open();
}

void FileCommands::askForMidi(std::function<void(const QString& path)> then) {
  auto* dialog = makeImportDialog(window_, folder());
  connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
  dialog->open();
}

void FileCommands::whenSafe(std::function<void()> next, std::function<void()> otherwise) {
  if (!document_.isModified()) {
    next();
    return;
  }
  auto* question = makeQuestion(
      "unsavedQuestion", tr("“%1” has changes that are not saved.").arg(document_.displayName()));
  question->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  question->setDefaultButton(QMessageBox::Save);
  connect(question, &QMessageBox::finished, this,
          [this, next = std::move(next), otherwise = std::move(otherwise)](int answer) {
            if (answer == QMessageBox::Discard) {
              next();
            } else if (answer == QMessageBox::Save) {
              afterSaving_ = next;
              afterFailing_ = otherwise;
              save();
            } else if (otherwise) {
              otherwise();
            }
          });
  question->open();
}

QMessageBox* FileCommands::makeQuestion(const char* name, const QString& text) {
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"), text, QMessageBox::NoButton, &window_);
  box->setObjectName(QLatin1String(name));
  box->setAttribute(Qt::WA_DeleteOnClose);
  return box;
}

void FileCommands::complain(const QString& title, const QString& message) {
  auto* box = makeQuestion("complaint", title);
  box->setStandardButtons(QMessageBox::Ok);
  box->setInformativeText(message);
  box->open();
}

QString FileCommands::folder() const {
  if (!document_.path().isEmpty()) return QFileInfo(document_.path()).absolutePath();
  return settings_.value(folderKey, QDir::homePath()).toString();
}

}  // namespace cadenza::ui
