// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/interrupted_question.h"

#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "ui/controllers/training_controller.h"
#include "ui/controls/words.h"
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

// What learned when its program died comes first, then what waited, in the order of the queue.
std::vector<const TrainingRun*> interrupted(const TrainingController& training) {
  std::vector<const TrainingRun*> found = training.runs();
  std::erase_if(found, [](const TrainingRun* run) { return run->state != RunState::Interrupted; });
  std::sort(found.begin(), found.end(), [](const TrainingRun* a, const TrainingRun* b) {
    return std::tuple(a->minutes == 0, a->id) < std::tuple(b->minutes == 0, b->id);
  });
  return found;
}

QString question(const std::vector<const TrainingRun*>& found) {
  const TrainingRun& first = *found.front();
  QString text = first.minutes == 0
                     ? QMessageBox::tr(
                           "It had not begun. It can begin now, or later from the list of "
                           "trainings.")
                     : QMessageBox::tr(
                           "%1 % of it is done. It can go on from its last validation, now or "
                           "later from the list of trainings.")
                           .arg(std::lround(first.fraction * 100));
  if (found.size() > 1) {
    text += u' ' + QMessageBox::tr("%1 more comes after it.").arg(countText(found.size() - 1));
  }
  return text;
}

}  // namespace

void askAboutInterrupted(TrainingController& training, QWidget* parent) {
  const auto found = interrupted(training);
  if (found.empty()) return;
  auto* box = makeBox(
      QMessageBox::tr("The training “%1” was interrupted.").arg(runTitle(*found.front())), parent);
  box->setObjectName(QStringLiteral("interruptedQuestion"));
  box->setInformativeText(question(found));
  auto* goOn = box->addButton(QMessageBox::tr("Go on"), QMessageBox::AcceptRole);
  box->addButton(QMessageBox::tr("Leave it"), QMessageBox::RejectRole);
  std::vector<std::string> ids;
  for (const TrainingRun* run : found) ids.push_back(run->id);
  QObject::connect(box, &QMessageBox::buttonClicked, &training,
                   [&training, parent, goOn, ids](const QAbstractButton* clicked) {
                     for (const std::string& id : ids) {
                       if (clicked != goOn) {
                         training.settle(id);
                       } else if (const auto resumed = training.resumeRun(id); !resumed) {
                         makeBox(userText(resumed.error()), parent)->open();
                       }
                     }
                   });
  box->open();
}

}  // namespace cadenza::ui
