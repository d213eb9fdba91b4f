// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ghost_notes.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <algorithm>

#include "ui/document.h"
#include "ui/messages.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piece_file.h"
#include "ui/shell/file_dialogs.h"

namespace cadenza::ui {

GhostNotes::GhostNotes(QWidget& window, PianoRoll& roll, Document& document)
    : QObject(&window),
      window_(window),
      roll_(roll),
      document_(document),
      choices_(new QActionGroup(this)),
      none_(new QAction(tr("&None"), this)),
      file_(new QAction(tr("A &file…"), this)) {
  for (QAction* action : {none_, file_}) {
    action->setCheckable(true);
    choices_->addAction(action);
  }
  none_->setChecked(true);
  connect(none_, &QAction::triggered, this, &GhostNotes::clear);
  connect(file_, &QAction::triggered, this, &GhostNotes::ask);
  connect(&document_, &Document::replaced, this, &GhostNotes::clear);
}

void GhostNotes::fill(QMenu& menu) {
  menu.addActions({none_, file_});
  connect(&menu, &QMenu::aboutToShow, this, [this, &menu] { list(menu); });
}

void GhostNotes::list(QMenu& menu) {
  const QAction* const chosen = choices_->checkedAction();
  const int shown = chosen ? chosen->data().toInt() : 0;
  for (QAction* action : choices_->actions()) {
    if (action->data().toInt() != 0) delete action;
  }
  for (const Take& take : document_.takes()) {
    auto* action =
        new QAction(tr("%1, by %2")
                        .arg(QString::fromStdString(take.name), QString::fromStdString(take.model))
                        .replace(QChar(u'&'), QStringLiteral("&&")),
                    choices_);
    action->setCheckable(true);
    action->setData(take.id);
    action->setChecked(take.id == shown);
    connect(action, &QAction::triggered, this, [this, id = take.id] { showTake(id); });
    menu.insertAction(file_, action);
  }
}

void GhostNotes::showTake(int id) {
  const auto& takes = document_.takes();
  const auto take = std::ranges::find(takes, id, &Take::id);
  if (take == takes.end()) return;
  file_->setText(tr("A &file…"));
  roll_.setGhost(take->material.notes(), QString::fromStdString(take->name));
}

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
