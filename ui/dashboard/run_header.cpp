// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_header.h"

#include <QBoxLayout>
#include <QMessageBox>
#include <QProgressBar>
#include <algorithm>
#include <cmath>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/dashboard/minutes_dialog.h"
#include "ui/dashboard/run_words.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;
constexpr int usualMore = 30;  // minutes

}  // namespace

RunHeader::RunHeader(TrainingController& training, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), training_(training), appearance_(appearance) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  auto* words = new QVBoxLayout;
  words->setSpacing(4);
  title_ = new ElidedLabel("title");
  state_ = new ElidedLabel("quiet");
  state_->setObjectName(QStringLiteral("trainingState"));
  words->addWidget(title_);
  words->addWidget(state_);
  row->addLayout(words, 1);
  addButtons(*row);
  bar_ = new QProgressBar;
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Share of the training that is done"));
  column->addLayout(row);
  column->addWidget(bar_);
  connect(&training_, &TrainingController::runsChanged, this, &RunHeader::update);
  connect(&training_, &TrainingController::progressed, this, &RunHeader::showProgress);
  update();
}

void RunHeader::addButtons(QBoxLayout& layout) {
  pause_ = addButton(layout, tr("Pause"), "pauseTraining", "pause", [this] {
    const TrainingRun* run = training_.find(id_);
    if (run && run->state == RunState::Paused) {
      training_.resume();
    } else {
      training_.pause();
    }
  });
  minutes_ = addButton(layout, tr("Time…"), "changeMinutes", "clock", [this] { askMinutesLeft(); });
  stop_ = addButton(layout, tr("Stop and keep"), "stopTraining", "stop", [this] {
    training_.stop();
    update();
  });
  first_ = addButton(layout, tr("Next in turn"), "trainNext", "to-start", [this] {
    training_.moveToFront(id_);
    training_.goOn();
  });
  goOn_ = addButton(layout, tr("Go on…"), "goOnTraining", "play", [this] { goOn(); });
  teach_ = addButton(layout, tr("Teach it other music"), "teachModel", "train", [this] {
    if (const TrainingRun* run = training_.find(id_)) Q_EMIT teachRequested(run->plan.options.out);
  });
  remove_ = addButton(layout, tr("Delete"), "removeRun", "trash", [this] { askRemove(); });
  compose_ = addButton(layout, tr("Compose with it"), "composeWithModel", nullptr, [this] {
    if (const TrainingRun* run = training_.find(id_)) {
      Q_EMIT composeRequested(run->plan.options.out);
    }
  });
  setRole(compose_, "primary");
}

QPushButton* RunHeader::addButton(QBoxLayout& layout, const QString& text, const char* name,
                                  const char* icon, std::function<void()> action) {
  auto* button = makeButton(text);
  button->setObjectName(QString::fromLatin1(name));
  if (icon) setThemedIcon(button, QString::fromLatin1(icon), appearance_);
  connect(button, &QPushButton::clicked, this, std::move(action));
  layout.addWidget(button, 0, Qt::AlignVCenter);
  return button;
}

void RunHeader::showRun(const std::string& id) {
  id_ = id;
  secondsLeft_ = 0;
  update();
}

void RunHeader::update() {
  const TrainingRun* run = training_.find(id_);
  for (QPushButton* button : {pause_, minutes_, stop_, first_, goOn_, teach_, remove_, compose_}) {
    button->setVisible(false);
  }
  bar_->setVisible(false);
  if (!run) {
    title_->setText(tr("No training yet"));
    state_->setText(tr("Choose music and a recipe, then start."));
    setRole(state_, "quiet");
    return;
  }
  const bool ours = training_.isOurs(id_);
  title_->setText(runTitle(*run));
  QString sentence = stateSentence(*run, ours);
  const bool learning = training_.current() == run;
  if (learning && training_.isStopping()) {
    sentence = tr("Stopping; the best model is kept…");
  } else if (run->state == RunState::Running && learning && secondsLeft_ > 0) {
    sentence = tr("%1, about %2 left").arg(sentence, durationText(secondsLeft_));
  }
  state_->setText(sentence);
  const bool wrong = run->state == RunState::Failed || run->state == RunState::Interrupted;
  setRole(state_, wrong ? "warning" : "quiet");
  bar_->setVisible(learning);
  const bool known = run->minutes > 0;
  bar_->setRange(0, known ? progressSteps : 0);
  bar_->setValue(static_cast<int>(std::lround(run->fraction * progressSteps)));
  updateButtons(*run);
}

void RunHeader::updateButtons(const TrainingRun& run) {
  const bool learning = training_.current() == &run;
  const bool over = !isOpen(run.state);
  std::error_code ignored;
  const bool hasModel = std::filesystem::exists(run.plan.options.out, ignored);
  const bool paused = run.state == RunState::Paused;
  pause_->setVisible(learning);
  pause_->setText(paused ? tr("Go on") : tr("Pause"));
  setThemedIcon(pause_, paused ? QStringLiteral("play") : QStringLiteral("pause"), appearance_);
  minutes_->setVisible(learning);
  stop_->setVisible(learning);
  for (QPushButton* button : {pause_, minutes_, stop_}) {
    button->setEnabled(!training_.isStopping());
  }
  first_->setVisible(run.state == RunState::Queued && training_.isOurs(run.id));
  first_->setText(training_.isTraining() ? tr("Next in turn") : tr("Start now"));
  goOn_->setVisible(over && (canResume(run) || canBegin(run)));
  goOn_->setText(run.minutes == 0 ? tr("Begin") : canBegin(run) ? tr("Go on") : tr("Go on…"));
  teach_->setVisible(over && hasModel);
  compose_->setVisible(over && hasModel);
  remove_->setVisible(over || first_->isVisibleTo(this));
}

void RunHeader::showProgress(const TrainingProgress& progress) {
  if (!training_.current() || training_.current()->id != id_) return;
  secondsLeft_ = progress.secondsLeft;
  update();
}

void RunHeader::askMinutesLeft() {
  const int left = std::max(1, static_cast<int>(std::lround(secondsLeft_ / 60)));
  auto* dialog =
      new MinutesDialog(tr("Remaining time"),
                        tr("How long shall it still learn? It goes on where it is."), left, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    const TrainingRun* run = training_.find(id_);
    if (run && training_.current() == run) training_.setMinutes(run->minutes + dialog->minutes());
  });
  dialog->open();
}

void RunHeader::goOn() {
  const TrainingRun* run = training_.find(id_);
  if (!run) return;
  if (canBegin(*run)) {
    takeOrTell(training_.resumeRun(id_));
  } else {
    askMore(*run);
  }
}

void RunHeader::askMore(const TrainingRun& run) {
  auto* dialog = new MinutesDialog(
      tr("Go on learning"),
      tr("It has learned for %1. How much longer shall it learn from the same music?")
          .arg(durationText(run.minutes * 60)),
      usualMore, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    if (const TrainingRun* now = training_.find(id_)) {
      takeOrTell(training_.resumeRun(id_, now->minutes + dialog->minutes()));
    }
  });
  dialog->open();
}

void RunHeader::takeOrTell(const Result<void>& done) {
  if (done) return;
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"), userText(done.error()),
                              QMessageBox::Ok, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

void RunHeader::askRemove() {
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("Cadenza"), tr("Delete the record of this training?"),
                      QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("removeRunQuestion"));
  box->setInformativeText(
      tr("Its curve, its checkpoints and what they composed go. Its model stays in the library."));
  auto* yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
  box->addButton(QMessageBox::Cancel);
  box->setAttribute(Qt::WA_DeleteOnClose);
  connect(box, &QMessageBox::buttonClicked, this,
          [this, yes, id = id_](const QAbstractButton* clicked) {
            if (clicked == yes) training_.remove(id);
          });
  box->open();
}

}  // namespace cadenza::ui
