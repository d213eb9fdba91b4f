// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/interrupted_question.h"

#include <QMessageBox>
#include <QPushButton>
#include <cmath>

#include "ui/controllers/training_controller.h"
#include "ui/dashboard/run_words.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

QMessageBox* makeBox(const QString& text, QWidget* parent) {
  auto* box = new QMessageBox(QMessageBox::NoIcon, QMessageBox::tr("Cadenza"), text,
                              QMessageBox::NoButton, parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  return box;
}

}  // namespace

void askAboutInterrupted(TrainingController& training, QWidget* parent) {
  const TrainingRun* newest = nullptr;
  for (const TrainingRun* run : training.runs()) {
    if (run->state == RunState::Interrupted && !newest) newest = run;
  }
  if (!newest) return;
  auto* box =
      makeBox(QMessageBox::tr("The training “%1” was interrupted.").arg(runTitle(*newest)), parent);
  box->setObjectName(QStringLiteral("interruptedQuestion"));
  box->setInformativeText(
      QMessageBox::tr(
          "%1 % of it is done. It can go on from its last validation, now or later from "
          "the list of trainings.")
          .arg(std::lround(newest->fraction * 100)));
  auto* goOn = box->addButton(QMessageBox::tr("Go on"), QMessageBox::AcceptRole);
  box->addButton(QMessageBox::tr("Leave it"), QMessageBox::RejectRole);
  QObject::connect(box, &QMessageBox::buttonClicked, &training,
                   [&training, parent, goOn, id = newest->id](const QAbstractButton* clicked) {
                     if (clicked != goOn) {
                       training.settle(id);
                     } else if (const auto resumed = training.resumeRun(id); !resumed) {
                       makeBox(userText(resumed.error()), parent)->open();
                     }
                   });
  box->open();
}

}  // namespace cadenza::ui
