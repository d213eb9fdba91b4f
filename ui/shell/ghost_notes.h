// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "ui/controllers/background.h"

class QAction;
class QActionGroup;
class QMenu;

namespace cadenza::ui {

class Document;
class PianoRoll;

/// The notes of a take, or of another file, as ghost notes in the roll, chosen from a menu of their
/// own. The file is read in the background. GUI thread.
class GhostNotes : public QObject {
  Q_OBJECT

 public:
  /// `window` owns this; roll and document must outlive it.
  GhostNotes(QWidget& window, PianoRoll& roll, Document& document);

  /// Fills a menu, anew whenever it opens: none, each take, or a file.
  void fill(QMenu& menu);
  /// Reads `path` (.mid or .cadenza) and shows its notes.
  void showFile(const QString& path);

 Q_SIGNALS:
  void said(const QString& sentence);

 private:
  void list(QMenu& menu);
  void showTake(int id);
  void ask();
  void clear();

  QWidget& window_;
  PianoRoll& roll_;
  Document& document_;
  QActionGroup* choices_;
  QAction* none_;
  QAction* file_;
  QString folder_;
  BackgroundTask reading_{this};
};

}  // namespace cadenza::ui
