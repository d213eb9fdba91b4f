// SPDX-License-Identifier: GPL-3.0-or-later
// How a piece, or an excerpt of it, is written for other programs.
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <array>
#include <utility>

#include "core/midi/midi_writer.h"
#include "ui/messages.h"
#include "ui/native_path.h"
#include "ui/piece/loss_words.h"
#include "ui/settings/stored_values.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/file_dialogs.h"

namespace cadenza::ui {

namespace {

const QString midiTypeKey = QStringLiteral("export/midiType");

}  // namespace

// Enter alone must not replace the piece's own file.
QString FileCommands::excerptName() const {
  return tr("%1 (excerpt)").arg(document_.displayName());
}

void FileCommands::exportMidi(std::optional<Score> excerpt) {
  const QVariant known = settings_.value(midiTypeKey);
  const int type = known.isValid() && makesSense(midiTypeKey, known) ? known.toInt() : 1;
  // In the order of the dialog's kinds.
  static constexpr std::array formats{MidiFormat::Tracks, MidiFormat::OneTrack};
  auto* dialog = makeExportDialog(window_, tr("Export MIDI"), folder(),
                                  excerpt ? excerptName() : document_.displayName(),
                                  {tr("MIDI file, type 1: tempo in a track of its own"),
                                   tr("MIDI file, type 0: all in one track, for older players")},
                                  QStringLiteral("mid"), type == 1 ? 0 : 1);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, dialog, excerpt = std::move(excerpt)](const QString& path) {
            if (exporting_.isRunning()) return;
            if (!canBeSaved(path) || kindOf(path) != PieceKind::Midi) {
              return complain(tr("%1 is not a name for a MIDI file").arg(shownName(path)),
                              tr("Use the extension .mid."));
            }
            if (excerpt && path == document_.path()) {
              return complain(tr("%1 is the file of this piece").arg(shownName(path)),
                              tr("Choose another name for the excerpt."));
            }
            const MidiFormat format = formats[static_cast<std::size_t>(chosenKind(*dialog))];
            settings_.setValue(midiTypeKey, static_cast<int>(format));
            if (isExistingMidi(path) && reading_.isRunning()) return;
            whenRead(path, [this, path, format, excerpt](const QStringList& losses) {
              if (losses.isEmpty()) return exportMidiTo(path, format, excerpt);
              askBeforeExporting(path, losses, [=, this] { exportMidiTo(path, format, excerpt); });
            });
          });
  dialog->open();
}

void FileCommands::askBeforeExporting(const QString& path, const QStringList& losses,
                                      std::function<void()> then) {
  auto* question = makeQuestion("exportLossQuestion", tr("Overwrite %1?").arg(shownName(path)));
  question->setInformativeText(
      tr("These will be lost:\n%1").arg(bulleted(shortened(losses, mostLossesAsked))));
  auto* overwrite = question->addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
  question->setDefaultButton(question->addButton(QMessageBox::Cancel));
  connect(question, &QMessageBox::finished, this, [question, overwrite, then = std::move(then)] {
    if (question->clickedButton() == overwrite) then();
  });
  question->open();
}

void FileCommands::exportMidiTo(const QString& path, MidiFormat format,
                                const std::optional<Score>& excerpt) {
  Project project = document_.project();
  if (excerpt) project.score = *excerpt;
  exporting_.start<QString>(
      [path, format, project = std::move(project)](std::stop_token) -> Result<QString> {
        auto written = writeMidiFile(nativePath(path), project.score, project.properties, format);
        if (!written) return written.error();
        return path;
      },
      [this, path](const Result<QString>& written) {
        if (!written) {
          return complain(tr("%1 could not be written").arg(shownName(path)),
                          userText(written.error()));
        }
        if (path == document_.path()) document_.takeFileAsKnown();
        Q_EMIT said(tr("Exported %1.").arg(shownName(path)));
      });
}

void FileCommands::askForAudioFile(const QString& ending, const QString& name,
                                   std::function<void(const QString& path)> then) {
  auto* dialog =
      makeExportDialog(window_, tr("Export audio"), folder(), name, {tr("Audio files")}, ending);
  connect(dialog, &QFileDialog::fileSelected, this, [this, ending, then](const QString& path) {
    if (QFileInfo(path).suffix().compare(ending, Qt::CaseInsensitive) == 0) return then(path);
    complain(tr("%1 is not a name for a file of this format").arg(shownName(path)),
             tr("Use the extension .%1.").arg(ending));
  });
  dialog->open();
}

}  // namespace cadenza::ui
