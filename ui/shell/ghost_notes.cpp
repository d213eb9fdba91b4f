// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ghost_notes.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include "ui/messages.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piece_file.h"
#include "ui/shell/file_dialogs.h"

namespace cadenza::ui {

GhostNotes::GhostNotes(QWidget& window, PianoRoll& roll)
    : QObject(&window),
      window_(window),
      roll_(roll),
      none_(new QAction(tr("&None"), this)),
      file_(new QAction(tr("A &file…"), this)) {
  auto* group = new QActionGroup(this);
  for (QAction* action : {none_, file_}) {
    action->setCheckable(true);
    group->addAction(action);
  }
  none_->setChecked(true);
  connect(none_, &QAction::triggered, this, &GhostNotes::clear);
  connect(file_, &QAction::triggered, this, &GhostNotes::ask);
}

void GhostNotes::fill(QMenu& menu) { menu.addActions({none_, file_}); }

void GhostNotes::clear() {
  none_->setChecked(true);
  file_->setText(tr("A &file…"));
  roll_.clearGhost();
}

void GhostNotes::ask() {
  // Until notes are there, nothing has changed.
  (file_->text() == tr("A &file…") ? none_ : file_)->setChecked(true);
  QFileDialog* dialog = makeOpenDialog(window_, folder_);
  dialog->setWindowTitle(tr("Show the notes of another piece"));
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &GhostNotes::showFile);
  dialog->open();
}

void GhostNotes::showFile(const QString& path) {
  if (reading_.isRunning()) return;
  const QString name = QFileInfo(path).completeBaseName();
  folder_ = QFileInfo(path).absolutePath();
  reading_.start<OpenedPiece>([path](std::stop_token) { return readPiece(path); },
                              [this, name](Result<OpenedPiece> piece) {
                                if (!piece) {
                                  Q_EMIT said(userText(piece.error()));
                                  return;
                                }
                                roll_.setGhost(piece->project.score.notes(), name);
                                file_->setText(tr("&File: %1…").arg(name));
                                file_->setChecked(true);
                              });
}

}  // namespace cadenza::ui
