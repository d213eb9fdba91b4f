// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "ui/controllers/background.h"
#include "ui/import/import_dialog.h"
#include "ui/shell/studio.h"

class QWidget;

namespace cadenza::ui {

class FileCommands;

/// Brings MIDI files of several parts into the piece, or opens them as one, as the user says. Also
/// asks about those that are opened in other ways. GUI thread.
class ImportCommands : public QObject {
  Q_OBJECT

 public:
  /// Dialogs belong to `window`; all must outlive this.
  ImportCommands(QWidget& window, FileCommands& files, const Studio& studio);

  /// Asks for a file, then for its parts.
  void importMidi();
  /// Reads a MIDI file and asks what is to become of it.
  void offer(const QString& path);
  /// Whether a file that comes in unasked might belong into the piece that is there.
  [[nodiscard]] bool mayAdd() const;

 Q_SIGNALS:
  /// A sentence for the status bar.
  void said(const QString& sentence);
  /// Something stands in the piece now that was not there, from `tick` on.
  void added(cadenza::Tick tick);

 private:
  using File = std::shared_ptr<const MidiPartsFile>;
  enum class Unsaved { AskFirst, WasAsked };

  void ask(const File& file, Unsaved unsaved);
  void openAsPiece(const File& file, const MidiImport& import, bool all, Unsaved unsaved);
  void addToPiece(const File& file, const MidiImport& import);

  QWidget& window_;
  FileCommands& files_;
  Document& document_;
  PlaybackController& playback_;
  const Appearance& appearance_;
  BackgroundTask reading_;
};

}  // namespace cadenza::ui
