// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/safe_file.h"
#include "core/learn/trainer.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

// What a link that leads to no file names; else `path`.
fs::path newFileOf(const fs::path& path) {
  std::error_code problem;
  const fs::path target = fs::read_symlink(path, problem);
  return problem ? path : path.parent_path() / target;
}

Result<void> checkWritable(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return Error{ErrorCode::InvalidArgument, path.string() + " is a folder. Choose a file."};
  }
  const bool isNew = !fs::exists(path, ignored);
  const int flags = O_WRONLY | O_CLOEXEC | O_NONBLOCK | (isNew ? O_CREAT | O_EXCL : 0);
  const fs::path opened = isNew ? newFileOf(path) : path;
  const int file = ::open(opened.c_str(), flags, 0644);
  if (file < 0) return systemError(errno, "write", path);
  ::close(file);
  if (isNew) ::unlink(opened.c_str());
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
