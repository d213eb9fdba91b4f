// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/file_target.h"
#include "core/base/safe_file.h"
#include "core/learn/trainer.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

Result<void> checkWritable(const fs::path& path) {
  const auto target = FileTarget::find(path);
  if (!target) return target.error();
  if (target->kind != FileTarget::Kind::New) return {};
  const int file = ::open(target->path.c_str(), O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, 0644);
  if (file < 0) return systemError(errno, "write", path);
  ::close(file);
  ::unlink(target->path.c_str());
  return {};
}

// A name in `folder` that no file has yet.
fs::path freeFile(const fs::path& folder, const fs::path& wanted) {
  fs::path file = folder / wanted.filename();
  std::error_code ignored;
  for (int number = 2; fs::exists(file, ignored); ++number) {
    file = folder /
           (wanted.stem().string() + "-" + std::to_string(number) + wanted.extension().string());
  }
  return file;
}

}  // namespace

TrainingFiles::TrainingFiles(const TrainingOptions& options, Say say)
    : options_(options), say_(std::move(say)) {}

Result<void> TrainingFiles::check() const {
  if (auto model = checkWritable(options_.out); !model) return model;
  return checkWritable(trainingStateFile(options_.out));
}

Result<void> TrainingFiles::keep(const Checkpoint& model) {
  auto saved = saveCheckpoint(options_.out, model);
  if (!saved && saved.error().code == ErrorCode::Diverged) return saved;
  unsaved_ = saved ? nullptr : std::make_shared<const Checkpoint>(model);
  problem_ = saved ? std::nullopt : std::optional(saved.error());
  if (!saved) {
    say_("The model could not be saved: " + saved.error().detail +
         " Training continues; the next validation tries again.");
  }
  return {};
}

void TrainingFiles::retry() {
  if (!unsaved_) return;
  if (auto saved = saveCheckpoint(options_.out, *unsaved_); !saved) {
    problem_ = saved.error();
    return;
  }
  unsaved_ = nullptr;
  problem_.reset();
  say_("The best model is saved now.");
}

void TrainingFiles::keep(const TrainingState& state) {
  retry();
  const auto saved = saveTrainingState(trainingStateFile(options_.out), state);
  if (!saved && !stateFailed_) {
    say_("The training state could not be saved: " + saved.error().detail +
         " Training continues; until it is saved, this training can't be resumed from here.");
  }
  stateFailed_ = !saved;
}

void TrainingFiles::finish(const TrainingState& state, TrainingOutcome& outcome) {
  keep(state);
  outcome.file = options_.out;
  if (!unsaved_) return;
  outcome.problem = problem_;
  outcome.unsaved = unsaved_;
  outcome.file = saveElsewhere(state);
}

Error TrainingFiles::rescue(Error error, const TrainingState& state) {
  if (!unsaved_) return error;
  keep(state);
  const fs::path file = unsaved_ ? saveElsewhere(state) : options_.out;
  if (!error.detail.empty()) error.detail += ' ';
  if (!file.empty()) {
    error.detail += "The best model was saved to " + file.string() + ".";
  } else {
    error.detail += "The best model could not be saved";
    error.detail += problem_ ? ": " + problem_->detail : std::string(".");
  }
  return error;
}

fs::path TrainingFiles::saveElsewhere(const TrainingState& state) const {
  for (const fs::path& folder : options_.fallbackFolders) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const fs::path file = freeFile(folder, options_.out);
    if (!saveCheckpoint(file, *unsaved_)) continue;
    (void)saveTrainingState(trainingStateFile(file), state);  // the model is what counts
    say_("The model was saved to " + file.string() + " instead.");
    return file;
  }
  return {};
}

}  // namespace cadenza
