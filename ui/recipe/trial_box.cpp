// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/trial_box.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;

QString words(const char* text) { return TrialBox::tr(text); }

QString speedText(const Trial& trial) {
  // Three digits are more than enough of it.
  const auto rounded = [](double rate) {
    const double step = std::pow(10.0, std::floor(std::log10(rate)) - 1);
    return countText(static_cast<std::size_t>(std::round(rate / step) * step));
  };
  const QString slow = rounded(trial.slow);
  const QString fast = rounded(trial.fast);
  return slow == fast ? words("about %1 notes a second").arg(slow)
                      : words("%1 to %2 notes a second").arg(slow, fast);
}

// How much of what was planned the music gets.
QString planText(const TrialBox::State& state) {
  const TimeRange pass = learningTime(*state.trial, state.corpusNotes);
  const TimeRange first = learningTime(*state.trial, state.notesToHear);
  if (state.plannedSeconds > 0) {
    const double most = state.plannedSeconds / pass.least;
    const QString number =
        most < 10 ? QLocale().toString(most, 'f', 1) : countText(static_cast<std::size_t>(most));
    const QString passes =
        most < 1 ? words("less than one pass") : words("up to %1 passes").arg(number);
    const QString plan = words("Your %1 make %2.").arg(durationText(state.plannedSeconds), passes);
    return state.plannedSeconds < first.least
               ? words("%1 Give it more time: it will hardly be worth hearing by then.").arg(plan)
               : plan;
  }
  const TimeRange all{pass.least * state.plannedPasses, pass.most * state.plannedPasses};
  return words("What you want, %1, takes %2.")
      .arg(state.plannedPasses == 1
               ? words("one pass")
               : words("%1 passes").arg(countText(static_cast<std::size_t>(state.plannedPasses))),
           rangeText(all));
}

}  // namespace

TrialBox::TrialBox(QWidget* parent) : QWidget(parent) {
  text_ = makeParagraph({});
  text_->setObjectName(QStringLiteral("trialText"));
  detail_ = makeParagraph({}, "small");
  detail_->setObjectName(QStringLiteral("trialDetail"));
  bar_ = new QProgressBar;
  bar_->setAccessibleName(tr("Progress of the measurement"));
  bar_->setTextVisible(false);
  button_ = makeButton({});
  button_->setObjectName(QStringLiteral("measureTrial"));
  connect(button_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT measureRequested();
    }
  });
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(makeLabel(tr("How long it takes here"), "heading"));
  layout->addWidget(text_);
  layout->addWidget(bar_);
  layout->addWidget(detail_);
  layout->addWidget(button_, 0, Qt::AlignLeft);
  layout->addStretch(1);
  describe();
}

void TrialBox::setState(const State& state) {
  state_ = state;
  failure_.clear();
  describe();
}

void TrialBox::setRunning(bool running) {
  running_ = running;
  if (running) failure_.clear();
  bar_->setRange(0, 0);
  describe();
}

void TrialBox::setFraction(double fraction) {
  if (!running_ || fraction <= 0) return;
  bar_->setRange(0, progressSteps);
  bar_->setValue(static_cast<int>(fraction * progressSteps));
}

void TrialBox::showFailure(const QString& words) {
  failure_ = words;
  describe();
}

void TrialBox::describe() {
  const bool hasMusic = state_.corpusNotes > 0;
  bar_->setVisible(running_);
  button_->setText(running_       ? tr("Cancel")
                   : state_.trial ? tr("Measure again")
                                  : tr("Measure (some seconds)"));
  button_->setEnabled(running_ || (hasMusic && !state_.training));
  QString text;
  QString detail;
  if (running_) {
    text = tr("Trying it on your music…");
    detail = tr("A real training for some seconds; what it makes is thrown away.");
  } else if (!failure_.isEmpty()) {
    text = failure_;
  } else if (!state_.trial) {
    text = tr("Not measured yet.");
    detail = !hasMusic         ? tr("Choose music first: it is tried on that.")
             : state_.training ? tr("While a model is trained it can't be measured.")
                               : tr("A short trial tells how quick this machine is with it.");
  } else if (!hasMusic) {
    text = tr("This machine learns %1 with it.").arg(speedText(*state_.trial));
    detail = tr("Choose music to see how long a pass takes.");
  } else {
    text = tr("One pass over your music: %1. Worth hearing after %2.")
               .arg(rangeText(learningTime(*state_.trial, state_.corpusNotes)),
                    rangeText(learningTime(*state_.trial, state_.notesToHear)));
    detail = tr("%1 Measured here: %2.").arg(planText(state_), speedText(*state_.trial));
  }
  text_->setText(text);
  detail_->setText(detail);
  detail_->setVisible(!detail.isEmpty());
  setRole(text_, !running_ && !failure_.isEmpty() ? "warning" : "");
}

QString trialLine(const TrialBox::State& state) {
  if (!state.trial) return words("Not measured on this machine yet");
  if (state.corpusNotes <= 0) {
    return words("Worth hearing after %1 here")
        .arg(rangeText(learningTime(*state.trial, state.notesToHear)));
  }
  return words("One pass %1, worth hearing after %2")
      .arg(rangeText(learningTime(*state.trial, state.corpusNotes)),
           rangeText(learningTime(*state.trial, state.notesToHear)));
}

}  // namespace cadenza::ui
