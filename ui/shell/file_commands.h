// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <optional>

#include "core/midi/midi_writer.h"
#include "core/score/score.h"
#include "ui/controllers/background.h"
#include "ui/document.h"

class QMessageBox;
class QSettings;
class QWidget;

namespace cadenza::ui {

/// New, open, save, export MIDI, and the questions about what would be lost. Nothing here blocks:
/// questions and dialogs answer by signals. GUI thread.
class FileCommands : public QObject {
  Q_OBJECT

  // More lines would make a question higher than a small screen.
  static constexpr qsizetype mostLossesAsked = 20;

 public:
  /// Dialogs belong to `window`; all must outlive this.
  FileCommands(QWidget& window, Document& document, QSettings& settings);
  ~FileCommands() override;

  /// An empty piece, or one with a tempo, a meter and properties that were chosen.
  void newPiece(const Project& beginning = {});
  void open();
  /// Asks for a file and gives it to `then`.
  void askForPiece(std::function<void(const QString& path)> then);
  /// `find` answers the other window in which a file is open, if any.
  void setElsewhere(std::function<QWidget*(const QString& path)> find) {
    elsewhere_ = std::move(find);
  }
  /// Opens `path`, after the question about unsaved work; or shows it where it is open already.
  void openFile(const QString& path);
  /// Reads `path` as a new piece called `title` that has no file yet; quietly empty on failure, and
  /// nothing where work has begun meanwhile.
  void openCopy(const QString& path, const QString& title);
  /// The piece is a part of what is in the MIDI file `path`: when it is saved there, the user is
  /// told of the notes that would be lost.
  void setImportedFrom(const QString& path) { importedFrom_ = path; }
  /// To the piece's file, else as saveAs(). When that is MIDI and can't hold all of the piece, or
  /// another program has changed it, the user is told what would be lost and chooses.
  void save();
  void saveAs();
  /// Asks for a MIDI file and gives it to `then`.
  void askForMidi(std::function<void(const QString& path)> then);
  /// Writes the piece, or an excerpt of it, to a MIDI file of the type that is chosen with its
  /// name; the piece stays what it is. An excerpt can't replace the piece's own file.
  void exportMidi(std::optional<Score> excerpt = {});
  /// What the file of an excerpt is called at first.
  [[nodiscard]] QString excerptName() const;
  /// Asks for a file with this ending ("wav"), suggests `name`, and gives the path to `then`.
  void askForAudioFile(const QString& ending, const QString& name,
                       std::function<void(const QString& path)> then);

  /// Runs `next` when there is nothing to lose: at once when all is saved, else after the user has
  /// chosen to save (and that has worked) or to discard. Otherwise, after Cancel or a failure, runs
  /// `otherwise`.
  void whenSafe(std::function<void()> next, std::function<void()> otherwise = {});

  /// Tells of a failure in a box of its own.
  void complain(const QString& title, const QString& message);

  /// An empty piece or a copy to look at, and nothing was done to it: another may take its place.
  [[nodiscard]] bool isUntouched() const;

 Q_SIGNALS:
  /// A sentence for the status bar.
  void said(const QString& sentence);
  /// This file was opened or saved.
  void used(const QString& path);

 private:
  void connectDocument();
  void askAboutDamage(const QString& path, const OpenedPiece& piece);
  void saveTo(const QString& path);
  void saveAfterReading(const QString& path);
  [[nodiscard]] QStringList lossesOf(const QString& path, const OpenedPiece& piece) const;
  /// Gives `then` what would be lost where `path` is overwritten, as soon as its file is read.
  void whenRead(const QString& path, std::function<void(const QStringList& losses)> then);
  void askBeforeExporting(const QString& path, const QStringList& losses,
                          std::function<void()> then);
  void exportMidiTo(const QString& path, MidiFormat format, const std::optional<Score>& excerpt);
  void saveUnlessLossy(const QString& path, const QStringList& ofFile);
  void askAboutLosses(const QString& path, const QStringList& losses);
  /// Says why nothing was saved and offers Save As.
  void askForAnotherName(const QString& title, const QString& message);
  void askAboutChange(const QString& path);
  void finishSaving(bool saved);
  [[nodiscard]] QMessageBox* makeQuestion(const char* name, const QString& text);
  [[nodiscard]] QString folder() const;

  QWidget& window_;
  Document& document_;
  QSettings& settings_;
  std::function<QWidget*(const QString& path)> elsewhere_;
  QString lossyPath_;         // where the user accepted what MIDI can't hold of this piece
  QString importedFrom_;      // the file that the piece is a part of
  bool savingLossy_ = false;  // there, and not known yet whether it works
  std::function<void()> afterSaving_;
  std::function<void()> afterFailing_;
  BackgroundTask copying_;
  BackgroundTask exporting_;
  BackgroundTask reading_;
};

}  // namespace cadenza::ui
