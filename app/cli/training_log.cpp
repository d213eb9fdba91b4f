// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_log.h"

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/safe_file.h"

namespace cadenza::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace std::chrono_literals;

void addLosses(Json& line, const std::string& name, const HeadLosses& losses) {
  line[name] = losses.total();
  line[name + "/shift"] = losses.shift;
  line[name + "/action"] = losses.action;
  line[name + "/velocity"] = losses.velocity;
}

}  // namespace

Result<TrainingLog> TrainingLog::open(const std::filesystem::path& path, std::ios::openmode mode) {
  TrainingLog log;
  if (path.empty()) return log;
  errno = 0;
  log.file_.open(path, std::ios::out | mode);
  if (!log.file_) return systemError(errno, "write", path);
  log.active_ = true;
  return log;
}

Result<TrainingLog> TrainingLog::openNew(const std::filesystem::path& path) {
  return open(path, std::ios::trunc);
}

Result<TrainingLog> TrainingLog::openToAppend(const std::filesystem::path& path) {
  return open(path, std::ios::app);
}

void TrainingLog::add(const TrainingProgress& progress) {
  if (!active_) return;
  const double notes = std::max(1.0, static_cast<double>(progress.notes - lastNotes_));
  lastNotes_ = progress.notes;
  sum_.shift += notes * progress.train.shift;
  sum_.action += notes * progress.train.action;
  sum_.velocity += notes * progress.train.velocity;
  weight_ += notes;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + 1s;
  Json line = {{"step", progress.step},
               {"notes", progress.notes},
               {"minutes", progress.minutes},
               {"epoch", progress.epoch}};
  addLosses(line, "loss/train",
            {sum_.shift / weight_, sum_.action / weight_, sum_.velocity / weight_});
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
  addLosses(line, "loss/validation", evaluation.validation);
  line["best"] = evaluation.best;
  file_ << line.dump() << std::endl;
}

}  // namespace cadenza::cli
