// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <QDateTime>
#include <algorithm>
#include <chrono>
#include <utility>

namespace cadenza::ui {

namespace {

constexpr std::chrono::milliseconds progressInterval{200};

std::string nowInUtc() {
  return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

// One that was stopped before it began is no failure.
RunState stateOf(const Result<TrainingOutcome>& outcome) {
  if (!outcome) {
    return outcome.error().code == ErrorCode::Cancelled ? RunState::Stopped : RunState::Failed;
  }
  switch (outcome->kind) {
    case TrainingOutcome::Kind::Finished:
      return RunState::Finished;
    case TrainingOutcome::Kind::StoppedEarly:
      return RunState::StoppedEarly;
    case TrainingOutcome::Kind::Stopped:
      return RunState::Stopped;
  }
  return RunState::Failed;
}

}  // namespace

struct TrainingController::Kept {
  TrainingRun run;
  std::optional<RunFolder> folder;  // while it is open, and until its end is on disk
  bool isOver = false;              // the folder is let go as soon as that is so
  bool courseRead = false;
};

TrainingController::TrainingController(TrainingJob::LearningSource learning, CacheFile cacheFile,
                                       std::filesystem::path folder, QObject* parent)
    : QObject(parent),
      learning_(std::move(learning)),
      cacheFile_(std::move(cacheFile)),
      folder_(std::move(folder)),
      listing_(this),
      reading_(this) {
  progressTimer_.setInterval(progressInterval);
  connect(&progressTimer_, &QTimer::timeout, this, &TrainingController::takeProgress);
  connect(&writer_, &RunWriter::settled, this, &TrainingController::letGo);
  connect(&writer_, &RunWriter::failed, this, [this](const Error& error) {
    Q_EMIT logged(tr("The course of the training can't be kept: %1")
                      .arg(QString::fromStdString(error.detail)));
  });
}

TrainingController::~TrainingController() {
  if (Kept* kept = running()) {
    job_.reset();  // keeps its best model and its state
    kept->run.state = RunState::Interrupted;
    writer_.write(kept->run);
  }
}

void TrainingController::load() {
  if (listing_.isRunning()) return;
  listing_.start<std::vector<TrainingRun>>(
      [folder = folder_](std::stop_token) -> Result<std::vector<TrainingRun>> {
        return listRuns(folder);
      },
      [this](Result<std::vector<TrainingRun>> found) {
        if (!found) return;
        bool interrupted = false;
        for (TrainingRun& run : *found) {
          if (keptOf(run.id)) continue;
          interrupted = interrupted || run.state == RunState::Interrupted;
          runs_.push_back(std::make_unique<Kept>());
          runs_.back()->run = std::move(run);
        }
        std::sort(runs_.begin(), runs_.end(),
                  [](const auto& a, const auto& b) { return a->run.id < b->run.id; });
        Q_EMIT runsChanged();
        if (interrupted) Q_EMIT interruptedFound();
      });
}

TrainingController::Kept* TrainingController::keptOf(const std::string& id) const {
  const auto found = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const auto& kept) { return kept->run.id == id; });
  return found == runs_.end() ? nullptr : found->get();
}

const TrainingRun* TrainingController::find(const std::string& id) const {
  const Kept* kept = keptOf(id);
  return kept ? &kept->run : nullptr;
}

const TrainingRun* TrainingController::current() const { return find(current_); }

std::vector<const TrainingRun*> TrainingController::runs() const {
  std::vector<const TrainingRun*> newestFirst;
  for (auto kept = runs_.rbegin(); kept != runs_.rend(); ++kept) {
    newestFirst.push_back(&(*kept)->run);
  }
  return newestFirst;
}

bool TrainingController::isOurs(const std::string& id) const {
  const Kept* kept = keptOf(id);
  return kept && kept->folder.has_value();
}

Result<std::string> TrainingController::add(TrainingPlan plan) {
  auto folder = RunFolder::create(folder_);
  if (!folder) return folder.error();
  auto kept = std::make_unique<Kept>();
  TrainingRun& run = kept->run;
  run.folder = folder->path();
  run.id = run.folder.filename().string();
  run.created = nowInUtc();
  run.plan = std::move(plan);
  run.plan.options.checkpoints = checkpointsFolder(run);
  kept->folder = std::move(*folder);
  kept->courseRead = true;
  const std::string id = run.id;
  runs_.push_back(std::move(kept));
  queue_.push_back(id);
  setState(*runs_.back(), RunState::Queued);
  goOn();
  return id;
}

Result<void> TrainingController::resumeRun(const std::string& id, std::optional<double> minutes) {
  Kept* kept = keptOf(id);
  const auto nothing = Error{ErrorCode::InvalidArgument,
                             "This training has left nothing to go on from. Teach its model "
                             "further instead, or start anew."};
  if (!kept || isOpen(kept->run.state)) return nothing;
  const bool mayGoOn = canResume(kept->run);
  if (!mayGoOn && !canBegin(kept->run)) return nothing;
  if (!kept->folder) {
    auto folder = RunFolder::claim(kept->run.folder);
    if (!folder) return folder.error();
    kept->folder = std::move(*folder);
  }
  kept->isOver = false;
  TrainingOptions& options = kept->run.plan.options;
  options.resume = mayGoOn;
  if (minutes) {
    options.minutes = minutes;
    options.epochs.reset();
  }
  kept->run.problem.clear();
  queue_.push_back(id);
  setState(*kept, RunState::Queued);
  goOn();
  return {};
}

void TrainingController::remove(const std::string& id) {
  Kept* kept = keptOf(id);
  if (!kept || id == current_) return;
  if (!kept->folder) {
    if (isOpen(kept->run.state)) return;  // another program's
    auto folder = RunFolder::claim(kept->run.folder);
    if (!folder) return;
    kept->folder = std::move(*folder);
  }
  std::erase(queue_, id);
  writer_.forget(id);
  std::error_code ignored;
  std::filesystem::remove_all(kept->run.folder, ignored);
  std::erase_if(runs_, [&](const auto& one) { return one.get() == kept; });
  Q_EMIT runsChanged();
}

void TrainingController::settle(const std::string& id) {
  Kept* kept = keptOf(id);
  if (kept && kept->run.state == RunState::Interrupted) setState(*kept, RunState::Stopped);
}

void TrainingController::moveToFront(const std::string& id) {
  const auto found = std::find(queue_.begin(), queue_.end(), id);
  if (found == queue_.end()) return;
  queue_.erase(found);
  queue_.push_front(id);
  Q_EMIT runsChanged();
}

void TrainingController::goOn() {
  held_ = false;
  startNext();
}

void TrainingController::startNext() {
  if (job_ || held_ || queue_.empty()) return;
  Kept& next = *keptOf(queue_.front());
  if (!next.courseRead) {
    loadCourse(next.run.id);  // comes back here
    return;
  }
  queue_.pop_front();
  begin(next);
}

TrainingJob::CorpusSource TrainingController::corpusOf(const CorpusChoice& choice) const {
  return [choice, cache = cacheFile_](std::stop_token stop) -> Result<Corpus> {
    // Files may have come or gone since it was queued.
    const auto file = cache(choice.places);
    if (const auto scanned = scanPlaces(choice, file, {}, stop); !scanned) return scanned.error();
    return openCorpus(choice, file);
  };
}

void TrainingController::begin(Kept& kept) {
  stopping_ = false;
  current_ = kept.run.id;
  TrainingOptions options = kept.run.plan.options;
  options.fallbackFolders = {kept.run.folder / "unsaved"};
  job_ = std::make_unique<TrainingJob>(learning_, corpusOf(kept.run.plan.corpus),
                                       std::move(options), callbacks());
  progressTimer_.start();
  setState(kept, RunState::Running);
  Q_EMIT trainingStarted(kept.run);
}

TrainingJob::Callbacks TrainingController::callbacks() {
  const auto onGuiThread = [this](auto work) {
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
  };
  TrainingJob::Callbacks callbacks;
  callbacks.began = [this, onGuiThread](const TrainingGround& ground) {
    onGuiThread([this, ground] {
      if (Kept* kept = running()) kept->run.device = ground.device;
      Q_EMIT began(ground);
    });
  };
  callbacks.log = [this, onGuiThread](const std::string& sentence) {
    onGuiThread([this, sentence] { takeLog(sentence); });
  };
  callbacks.evaluated = [this, onGuiThread](const TrainingEvaluation& evaluation) {
    onGuiThread([this, evaluation] {
      Kept* kept = running();
      if (!kept) return;
      kept->run.course.add(evaluation);
      if (evaluation.best) kept->run.bestLoss = evaluation.point.validation;
      writer_.write(kept->run);
      Q_EMIT evaluated(evaluation);
    });
  };
  callbacks.ended = [this, onGuiThread](const Result<TrainingOutcome>& outcome) {
    onGuiThread([this, outcome] { finishTraining(outcome); });
  };
  return callbacks;
}

void TrainingController::takeLog(const std::string& sentence) {
  if (Kept* kept = running()) {
    auto& log = kept->run.log;
    log.push_back(nowInUtc() + " " + sentence);
    if (log.size() > mostLogLines) {
      log.erase(log.begin(), log.end() - static_cast<std::ptrdiff_t>(mostLogLines));
    }
  }
  Q_EMIT logged(QString::fromStdString(sentence));
}

void TrainingController::takeProgress() {
  Kept* kept = running();
  if (!job_ || !kept) return;
  const auto progress = job_->takeProgress();
  if (!progress) return;
  kept->run.course.add(*progress);
  kept->run.fraction = progress->fraction;
  kept->run.minutes = progress->minutes;
  Q_EMIT progressed(*progress);
}

void TrainingController::pause() {
  if (!job_ || stopping_) return;
  job_->control().pause();
  setState(*running(), RunState::Paused);
}

void TrainingController::resume() {
  if (!job_) return;
  job_->control().resume();
  setState(*running(), RunState::Running);
}

void TrainingController::stop() {
  if (!job_) return;
  stopping_ = true;
  held_ = true;
  job_->stop();
}

void TrainingController::setMinutes(double inAll) {
  if (!job_) return;
  job_->control().setMinutes(inAll);
  TrainingOptions& options = running()->run.plan.options;
  options.minutes = inAll;
  options.epochs.reset();
  setState(*running(), running()->run.state);
}

void TrainingController::finishTraining(const Result<TrainingOutcome>& outcome) {
  takeProgress();
  progressTimer_.stop();
  job_.reset();  // its thread has made its last call: joins at once
  stopping_ = false;
  Kept& kept = *running();
  current_.clear();
  const RunState state = stateOf(outcome);
  if (state == RunState::Failed) kept.run.problem = outcome.error().detail;
  if (outcome && outcome->problem) kept.run.problem = outcome->problem->detail;
  if (outcome && state != RunState::Stopped) kept.run.fraction = 1;
  kept.isOver = true;
  setState(kept, state);
  Q_EMIT ended(kept.run, outcome);
  if (outcome && outcome->unsaved) Q_EMIT modelUnsaved(*outcome);
  startNext();
}

void TrainingController::setState(Kept& kept, RunState state) {
  kept.run.state = state;
  writer_.write(kept.run);
  Q_EMIT runsChanged();
}

void TrainingController::letGo() {
  for (const auto& kept : runs_) {
    if (std::exchange(kept->isOver, false)) kept->folder.reset();
  }
}

void TrainingController::loadCourse(const std::string& id) {
  const Kept* kept = keptOf(id);
  if (!kept) return;
  if (kept->courseRead) {
    Q_EMIT courseLoaded(id);
    return;
  }
  if (reading_.isRunning()) {
    coursesWanted_.push_back(id);
    return;
  }
  reading_.start<TrainingRun>(
      [run = kept->run](std::stop_token) mutable -> Result<TrainingRun> {
        (void)readCourse(run);  // what can't be read is not shown
        return run;
      },
      [this, id](Result<TrainingRun> read) {
        if (Kept* loaded = keptOf(id); loaded && read) {
          loaded->run.course = std::move(read->course);
          loaded->run.log = std::move(read->log);
          loaded->courseRead = true;
          Q_EMIT courseLoaded(id);
          startNext();
        }
        if (coursesWanted_.empty()) return;
        const std::string next = coursesWanted_.back();
        coursesWanted_.pop_back();
        loadCourse(next);
      });
}

}  // namespace cadenza::ui
