// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_log.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/safe_file.h"

namespace cadenza::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace std::chrono_literals;

void addLosses(Json& line, const std::string& name, const HeadNames& heads,
               const HeadLosses& losses) {
  line[name] = losses.total();
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!heads[i].empty()) line[name + "/" + std::string(heads[i])] = losses.heads[i];
  }
}

void addPortrait(Json& line, const SelfPortrait& portrait) {
  line["repeated_groups/written"] = portrait.repeatedGroups;
  line["repeated_groups/data"] = portrait.repeatedGroupsOfData;
  line["distance/pitch"] = portrait.distances.pitch;
  line["distance/step"] = portrait.distances.step;
  line["distance/duration"] = portrait.distances.duration;
}

}  // namespace

Result<TrainingLog> TrainingLog::open(const std::filesystem::path& path, const Recipe& recipe,
                                      std::ios::openmode mode) {
  TrainingLog log;
  log.heads_ = headNames(recipe);
  if (path.empty()) return log;
  errno = 0;
  log.file_.open(path, std::ios::out | mode);
  if (!log.file_) return systemError(errno, "write", path);
  log.active_ = true;
  return log;
}

Result<TrainingLog> TrainingLog::openNew(const std::filesystem::path& path, const Recipe& recipe) {
  return open(path, recipe, std::ios::trunc);
}

Result<TrainingLog> TrainingLog::openToAppend(const std::filesystem::path& path,
                                              const Recipe& recipe) {
  return open(path, recipe, std::ios::app);
}

void TrainingLog::add(const TrainingProgress& progress) {
  if (!active_) return;
  const double notes = std::max(1.0, static_cast<double>(progress.notes - lastNotes_));
  lastNotes_ = progress.notes;
  for (std::size_t i = 0; i < sum_.heads.size(); ++i) {
    sum_.heads[i] += notes * progress.train.heads[i];
  }
  weight_ += notes;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + 1s;
  Json line = {{"step", progress.step},
               {"notes", progress.notes},
               {"minutes", progress.minutes},
               {"epoch", progress.epoch}};
  for (double& head : sum_.heads) head /= weight_;
  addLosses(line, "loss/train", heads_, sum_);
  line["lr"] = progress.learningRate;
  line["grad_norm"] = progress.gradientNorm;
  line["notes_per_second"] = progress.notesPerSecond;
  file_ << line.dump() << std::endl;
  sum_ = {};
  weight_ = 0;
}

void TrainingLog::add(const TrainingEvaluation& evaluation) {
  if (!active_) return;
  Json line = {{"step", evaluation.point.step},
               {"notes", evaluation.point.notes},
               {"minutes", evaluation.point.minutes}};
  addLosses(line, "loss/validation", heads_, evaluation.validation);
  line["best"] = evaluation.best;
  if (std::isfinite(evaluation.entropy)) line["entropy/action"] = evaluation.entropy;
  if (evaluation.portrait) addPortrait(line, *evaluation.portrait);
  for (const Diagnosis& diagnosis : evaluation.diagnoses) {
    line["diagnoses"].push_back({{"finding", name(diagnosis.finding)},
                                 {"sentence", diagnosis.sentence},
                                 {"advice", diagnosis.advice}});
  }
  file_ << line.dump() << std::endl;
}

}  // namespace cadenza::cli
