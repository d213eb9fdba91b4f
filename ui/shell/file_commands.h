// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>

#include "core/midi/midi_reader.h"
#include "ui/controllers/background.h"
#include "ui/document.h"

class QMenu;
class QSettings;
class QWidget;

namespace cadenza::ui {

/// New, open, recent, save, and the question about unsaved work. Nothing here blocks: questions
/// and dialogs answer by signals. GUI thread.
class FileCommands : public QObject {
  Q_OBJECT

 public:
  /// Dialogs belong to `window`; all must outlive this.
  FileCommands(QWidget& window, Document& document, QSettings& settings);
  ~FileCommands() override;

  /// Shows the recent files in `menu` from now on.
  void fillRecent(QMenu& menu);

  void newPiece();
  void open();
  /// Opens `path`, after the question about unsaved work.
  void openFile(const QString& path);
  /// Reads `path` as a new piece called `title` that has no file yet; quietly empty on failure.
  void openCopy(const QString& path, const QString& title);
  void save();
  void saveAs();
  /// Asks for a file and gives it to `then`.
  void askForAudioFile(std::function<void(const QString& path)> then);

  /// Runs `next` when there is nothing to lose: at once when all is saved, else after the user has
  /// chosen to save (and that has worked) or to discard; never after Cancel.
  void whenSafe(std::function<void()> next);

 Q_SIGNALS:
  /// A sentence for the status bar.
  void said(const QString& sentence);

 private:
  void remember(const QString& path);
  void showRecent();
  void complain(const QString& title, const QString& message);
  void saveThen(std::function<void()> next);
  [[nodiscard]] QString folder() const;

  QWidget& window_;
  Document& document_;
  QSettings& settings_;
  QMenu* recent_ = nullptr;
  std::function<void()> afterSaving_;
  BackgroundTask copying_;
};

}  // namespace cadenza::ui
