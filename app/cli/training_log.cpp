// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/file_target.h"
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
                                      int flags) {
  TrainingLog log;
  log.heads_ = headNames(recipe);
  if (path.empty()) return log;
  const auto target = FileTarget::find(path);
  if (!target) return target.error();
  auto file = target->kind == FileTarget::Kind::Stream
                  ? target->openStream()
                  : FileDescriptor(target->path, O_WRONLY | O_CREAT | flags, 0666);
  if (!file) return file.error();
  if (!file->isOpen()) return systemError(errno, "write", path);
  log.file_.emplace(std::move(*file), path);
  log.emptiesFile_ = target->kind != FileTarget::Kind::Stream && (flags & O_APPEND) == 0;
  return log;
}

Result<TrainingLog> TrainingLog::openNew(const std::filesystem::path& path, const Recipe& recipe) {
  return open(path, recipe, 0);
}

Result<TrainingLog> TrainingLog::openToAppend(const std::filesystem::path& path,
                                              const Recipe& recipe) {
  return open(path, recipe, O_APPEND);
}

void TrainingLog::begin() {
  if (!emptiesFile_) return;
  emptiesFile_ = false;
  good_ = good_ && ::ftruncate(file_->descriptor(), 0) == 0;
}

void TrainingLog::writeLine(const std::string& line) {
  const std::string text = line + '\n';
  const auto written = file_->write(std::as_bytes(std::span(text)));
  good_ = good_ && written;
}

void TrainingLog::add(const TrainingProgress& progress) {
  if (!file_) return;
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
  writeLine(line.dump());
  sum_ = {};
  weight_ = 0;
}

void TrainingLog::add(const TrainingEvaluation& evaluation) {
  if (!file_) return;
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
  writeLine(line.dump());
}

}  // namespace cadenza::cli
