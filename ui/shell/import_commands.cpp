// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/import_commands.h"

#include <QFileInfo>

#include "ui/controls/words.h"
#include "ui/import/import_edit.h"
#include "ui/import/part_choice.h"
#include "ui/messages.h"
#include "ui/native_path.h"
#include "ui/shell/file_commands.h"

namespace cadenza::ui {

namespace {

QString withWarnings(QString sentence, const MidiImport& import) {
  for (const std::string& warning : import.warnings) {
    sentence += QChar(u' ') + QString::fromStdString(warning);
  }
  return sentence;
}

}  // namespace

ImportCommands::ImportCommands(QWidget& window, FileCommands& files, const Studio& studio)
    : QObject(&window),
      window_(window),
      files_(files),
      document_(studio.document),
      playback_(studio.playback),
      appearance_(studio.appearance),
      reading_(this) {
  connect(&document_, &Document::foundParts, this,
          [this](const File& file) { ask(file, Unsaved::WasAsked); });
}

void ImportCommands::importMidi() {
  files_.askForMidi([this](const QString& path) { offer(path); });
}

bool ImportCommands::mayAdd() const {
  return !document_.score().notes().empty() && !files_.isUntouched();
}

void ImportCommands::offer(const QString& path) {
  if (reading_.isRunning()) return;
  reading_.start<File>([path](std::stop_token) { return readMidiParts(path); },
                       [this, path](const Result<File>& file) {
                         const QString name = shownName(path);
                         if (!file) {
                           files_.complain(tr("%1 could not be opened").arg(name),
                                           userText(file.error()));
                         } else if ((*file)->survey.parts.empty()) {
                           files_.complain(tr("There are no notes in %1").arg(name), {});
                         } else {
                           ask(*file, Unsaved::AskFirst);
                         }
                       });
}

void ImportCommands::ask(const File& file, Unsaved unsaved) {
  const QString place =
      mayAdd() ? tr("bar %1").arg(barText(document_.score().meter(), playback_.position()))
               : QString();
  auto* dialog = new ImportDialog(file, place, appearance_, &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ImportDialog::hearRequested, &playback_, &PlaybackController::hear);
  connect(dialog, &ImportDialog::silenceRequested, &playback_, &PlaybackController::endHearing);
  connect(&playback_, &PlaybackController::hearingEnded, dialog, &ImportDialog::hearingEnded);
  connect(dialog, &ImportDialog::chosen, this,
          [this, file, unsaved](ImportDialog::Use use, const MidiImport& import, bool all) {
            if (use == ImportDialog::Use::AddToPiece) {
              addToPiece(file, import);
            } else {
              openAsPiece(file, import, all, unsaved);
            }
          });
  dialog->open();
}

void ImportCommands::openAsPiece(const File& file, const MidiImport& import, bool all,
                                 Unsaved unsaved) {
  if (all && !wantsChoice(file->survey)) {
    files_.openFile(file->path);
    return;
  }
  // Without a path: saving must not put one piano in place of an orchestra.
  const auto open = [this, file, import] {
    Project project;
    project.score = import.score;
    project.properties = import.properties;
    document_.restore(project, {}, QFileInfo(file->path).completeBaseName());
    files_.setImportedFrom(file->path);
    Q_EMIT files_.used(file->path);
    const QString notes = countText(import.score.notes().size(), tr("note"));
    Q_EMIT said(withWarnings(tr("Imported %1 from %2.").arg(notes, shownName(file->path)), import));
  };
  if (unsaved == Unsaved::WasAsked) {
    open();
  } else {
    files_.whenSafe(open);
  }
}

void ImportCommands::addToPiece(const File& file, const MidiImport& import) {
  const Tick at = playback_.position();
  const ScoreEdit edit = importEdit(document_.score(), import.score, at);
  document_.push(tr("Import %1").arg(shownName(file->path)), edit);
  Q_EMIT added(at);
  const QString notes = countText(edit.added.notes.size(), tr("note"));
  const QString place = barText(document_.score().meter(), at);
  Q_EMIT said(withWarnings(tr("Added %1 from bar %2 on.").arg(notes, place), import));
}

}  // namespace cadenza::ui
