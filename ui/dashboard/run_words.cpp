// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_words.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/controls/words.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("TrainingRun", text); }

QString best(const TrainingRun& run) {
  return std::isfinite(run.bestLoss)
             ? tr("The best model is kept: loss %1 on held-out pieces.").arg(lossText(run.bestLoss))
             : tr("The model is kept.");
}

QString percent(const TrainingRun& run) {
  return QString::number(static_cast<int>(std::lround(run.fraction * 100)));
}

}  // namespace

QString runTitle(const TrainingRun& run) {
  const std::string& name = run.plan.options.modelName;
  return name.empty() ? recipeTitle(run.plan.options.recipe) : QString::fromStdString(name);
}

QString stateWord(const TrainingRun& run, bool ours) {
  if (isOpen(run.state) && !ours) return tr("In another Cadenza");
  switch (run.state) {
    case RunState::Queued:
      return tr("Waits");
    case RunState::Running:
      return tr("Learning, %1 %").arg(percent(run));
    case RunState::Paused:
      return tr("Paused, %1 %").arg(percent(run));
    case RunState::Finished:
      return tr("Finished");
    case RunState::StoppedEarly:
      return tr("Finished early");
    case RunState::Stopped:
      return tr("Stopped");
    case RunState::Failed:
      return tr("Failed");
    case RunState::Interrupted:
      return tr("Interrupted, %1 %").arg(percent(run));
  }
  return {};
}

QString stateSentence(const TrainingRun& run, bool ours) {
  if (isOpen(run.state) && !ours) return tr("It runs in another window of Cadenza.");
  switch (run.state) {
    case RunState::Queued:
      return tr("It waits for its turn.");
    case RunState::Running:
      return run.minutes > 0 ? tr("Learning: %1 %").arg(percent(run)) : tr("Making ready…");
    case RunState::Paused:
      return tr("Paused at %1 %. What it has learned is safe.").arg(percent(run));
    case RunState::Finished:
      return tr("Finished. %1").arg(best(run));
    case RunState::StoppedEarly:
      return tr("Finished early: it had stopped getting better. %1").arg(best(run));
    case RunState::Stopped:
      return run.minutes > 0 ? tr("Stopped. %1").arg(best(run))
                             : tr("Stopped before it had learned anything.");
    case RunState::Failed:
      return userText({ErrorCode::InvalidArgument, run.problem}).replace(u'\n', u' ');
    case RunState::Interrupted:
      return run.minutes > 0
                 ? tr("It was interrupted at %1 %, and can go on from its last validation.")
                       .arg(percent(run))
                 : tr("It was interrupted before it had learned anything.");
  }
  return {};
}

QString stateIcon(RunState state) {
  switch (state) {
    case RunState::Queued:
      return QStringLiteral("clock");
    case RunState::Running:
      return QStringLiteral("train");
    case RunState::Paused:
      return QStringLiteral("pause");
    case RunState::Finished:
    case RunState::StoppedEarly:
      return QStringLiteral("accept");
    case RunState::Stopped:
      return QStringLiteral("stop");
    case RunState::Failed:
    case RunState::Interrupted:
      return QStringLiteral("warning");
  }
  return {};
}

}  // namespace cadenza::ui
