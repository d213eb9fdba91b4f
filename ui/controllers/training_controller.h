// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/learn/run_store.h"
#include "core/learn/training_job.h"
#include "ui/controllers/background.h"
#include "ui/controllers/run_writer.h"

namespace cadenza::ui {

/// Trains models one after the other and knows all trainings that there were: turns the core's
/// worker calls into signals and keeps a record of each run, from which it is shown again, overlaid
/// and resumed. One training runs at a time, the others wait in a queue. GUI thread.
class TrainingController : public QObject {
  Q_OBJECT

 public:
  /// Names the cache of the places that are learned from.
  using CacheFile =
      std::function<std::filesystem::path(const std::vector<std::filesystem::path>& places)>;

  /// `learning` opens the door to torch, on the training thread; runs are kept below `folder`.
  TrainingController(TrainingJob::LearningSource learning, CacheFile cacheFile,
                     std::filesystem::path folder, QObject* parent = nullptr);
  /// Stops a training that runs; it can be resumed.
  ~TrainingController() override;

  /// Reads the records of earlier runs, off the GUI thread; ends in runsChanged(), and in
  /// interruptedFound() if there are runs whose program died.
  void load();

  /// Queues a training and begins it when none runs. Answers the run, or why it can't be kept on
  /// disk.
  Result<std::string> add(TrainingPlan plan);
  /// Goes on with a run that is over, from where it was, until `minutes` (in all) are spent; queued
  /// as any. One that has kept nothing yet begins anew. Fails with
  /// InvalidArgument where there is nothing to go on from, with DeviceUnavailable where another
  /// program has the run.
  Result<void> resumeRun(const std::string& id, std::optional<double> minutes = {});
  /// Takes a queued run out of the queue, or deletes the record of one that is over, checkpoints
  /// and all; its model stays.
  void remove(const std::string& id);
  /// An interrupted run is left as it is; it isn't offered again.
  void settle(const std::string& id);
  /// Which of the queued runs comes next.
  void moveToFront(const std::string& id);

  /// Of the training that runs. stop() keeps the best model, and the queue waits until the next
  /// add() or goOn().
  void pause();
  void resume();
  void stop();
  void setMinutes(double inAll);
  /// Begins what waits in the queue.
  void goOn();

  [[nodiscard]] bool isTraining() const { return job_ != nullptr; }
  [[nodiscard]] bool isStopping() const { return stopping_; }
  /// The run that is learning now, paused or not; null when none is.
  [[nodiscard]] const TrainingRun* current() const;
  /// All runs, the newest first. What they point to lives until the run is removed.
  [[nodiscard]] std::vector<const TrainingRun*> runs() const;
  [[nodiscard]] const TrainingRun* find(const std::string& id) const;
  /// Reads the course and the log of an earlier run where that is not done yet; ends in
  /// courseLoaded(), at once where they are there.
  void loadCourse(const std::string& id);

  /// The run is in this program's queue or learns here; others that are open belong to another.
  [[nodiscard]] bool isOurs(const std::string& id) const;

  [[nodiscard]] const CacheFile& cacheFile() const { return cacheFile_; }
  [[nodiscard]] const TrainingJob::LearningSource& learning() const { return learning_; }

 Q_SIGNALS:
  /// A run was added, removed, or its state changed.
  void runsChanged();
  void interruptedFound();
  void courseLoaded(const std::string& id);

  /// Of the run that is learning: its record has taken it in already.
  void trainingStarted(const cadenza::TrainingRun& run);
  void began(const cadenza::TrainingGround& ground);
  void logged(const QString& sentence);
  void progressed(const cadenza::TrainingProgress& progress);
  void evaluated(const cadenza::TrainingEvaluation& evaluation);
  /// The run is over; current() is null.
  void ended(const cadenza::TrainingRun& run,
             const cadenza::Result<cadenza::TrainingOutcome>& outcome);
  /// After ended(): its model could not be written where it belongs; see TrainingOutcome::problem.
  void modelUnsaved(const cadenza::TrainingOutcome& outcome);

 private:
  struct Kept;  // a run with what holds it on disk
  [[nodiscard]] Kept* keptOf(const std::string& id) const;
  [[nodiscard]] Kept* running() const { return keptOf(current_); }
  void startNext();
  void begin(Kept& kept);
  void finishTraining(const Result<TrainingOutcome>& outcome);
  void takeProgress();
  void takeLog(const std::string& sentence);
  void setState(Kept& kept, RunState state);
  void letGo();
  [[nodiscard]] TrainingJob::Callbacks callbacks();
  [[nodiscard]] TrainingJob::CorpusSource corpusOf(const CorpusChoice& choice) const;

  TrainingJob::LearningSource learning_;
  CacheFile cacheFile_;
  std::filesystem::path folder_;
  std::vector<std::unique_ptr<Kept>> runs_;  // by rising id
  std::deque<std::string> queue_;
  std::string current_;
  bool stopping_ = false;
  bool held_ = false;  // the queue waits
  QTimer progressTimer_;
  std::unique_ptr<TrainingJob> job_;
  std::vector<std::string> coursesWanted_;
  RunWriter writer_;        // before runs_ go, what waits is written
  BackgroundTask listing_;  // these last: they join before the rest goes
  BackgroundTask reading_;
};

}  // namespace cadenza::ui
