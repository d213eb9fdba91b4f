// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/checkup.h"

#include <algorithm>
#include <utility>

namespace cadenza {

Checkup::Report Checkup::examine(TrainingFigures figures, const Checkpoint* model,
                                 std::stop_token stop) {
  if (portray_ && model) figures.portrait = portray_(*model, std::move(stop));
  Report report{figures.portrait, diagnose(figures), {}};
  std::vector<Finding> found;
  for (const Diagnosis& diagnosis : report.diagnoses) {
    found.push_back(diagnosis.finding);
    if (std::find(known_.begin(), known_.end(), diagnosis.finding) == known_.end()) {
      report.news.push_back(diagnosis.sentence + " " + diagnosis.advice);
    }
  }
  known_ = std::move(found);
  return report;
}

}  // namespace cadenza
