// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/doctor_history.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Doctor", text); }

QString minutesText(double minutes) { return QLocale().toString(minutes, 'f', 1); }

}  // namespace

std::vector<DoctorEpisode> episodesOf(const std::vector<TrainingEvaluation>& evaluations) {
  std::vector<DoctorEpisode> episodes;
  for (const TrainingEvaluation& evaluation : evaluations) {
    const auto found = [&](Finding finding) {
      return std::any_of(evaluation.diagnoses.begin(), evaluation.diagnoses.end(),
                         [&](const Diagnosis& d) { return d.finding == finding; });
    };
    for (DoctorEpisode& episode : episodes) {
      if (episode.over) continue;
      episode.over = !found(episode.finding);
      episode.toMinutes = evaluation.point.minutes;
    }
    for (const Diagnosis& diagnosis : evaluation.diagnoses) {
      const bool known = std::any_of(episodes.begin(), episodes.end(), [&](const auto& episode) {
        return !episode.over && episode.finding == diagnosis.finding;
      });
      const double now = evaluation.point.minutes;
      if (!known) episodes.push_back({diagnosis.finding, now, now, false});
    }
  }
  return episodes;
}

QString findingTitle(Finding finding) {
  switch (finding) {
    case Finding::LearnsByHeart:
      return tr("It learns by heart");
    case Finding::TooLittleData:
      return tr("Little to learn from");
    case Finding::Diverged:
      return tr("It lost its way");
    case Finding::Collapsed:
      return tr("It repeats itself");
    case Finding::UnlikeTheData:
      return tr("Not yet like your music");
  }
  return {};
}

QString wellText(const std::vector<TrainingEvaluation>& evaluations) {
  if (evaluations.empty()) {
    return tr("The doctor looks at each validation. The first is still to come.");
  }
  const TrainingEvaluation& newest = evaluations.back();
  if (newest.best) {
    return tr("Held-out pieces cost %1 at %2 min, less than ever before: it still gets better.")
        .arg(lossText(newest.validation.total()), minutesText(newest.point.minutes));
  }
  const auto best = std::find_if(evaluations.rbegin(), evaluations.rend(),
                                 [](const TrainingEvaluation& e) { return e.best; });
  if (best == evaluations.rend()) return tr("Nothing is wrong so far.");
  const auto since = static_cast<int>(best - evaluations.rbegin());
  const QString age = since == 1 ? tr("one validation") : tr("%1 validations").arg(since);
  return tr("The best model, %1 at %2 min, is %3 old.")
      .arg(lossText(best->validation.total()), minutesText(best->point.minutes), age);
}

}  // namespace cadenza::ui
