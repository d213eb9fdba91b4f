// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/corpus/scan.h"
#include "core/learn/training_job.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Scans folders and trains models for the dashboard: turns the core's worker calls into signals
/// on the GUI thread. One scan and one training at a time. GUI thread.
class TrainingController : public QObject {
  Q_OBJECT

 public:
  using CacheFile = std::function<std::filesystem::path(const std::filesystem::path& folder)>;

  /// `learning` opens the door to torch, on the training thread; `cacheFile` names where the
  /// corpus of a folder is kept.
  TrainingController(TrainingJob::LearningSource learning, CacheFile cacheFile,
                     QObject* parent = nullptr);
  ~TrainingController() override;

  /// Reads the MIDI files below `folder`; ends in scanned() or scanFailed(). A scan that is still
  /// running is cancelled first and ends without a signal.
  void scan(const std::filesystem::path& folder);
  void cancelScan();
  [[nodiscard]] bool isScanning() const { return scan_.isRunning(); }

  /// Trains on the folder that was scanned last; ends in ended(), always.
  void start(const TrainingOptions& options);
  /// Asks the training to end soon; its best model is kept.
  void stop();
  [[nodiscard]] bool isTraining() const { return job_ != nullptr; }
  [[nodiscard]] bool isStopping() const { return stopping_; }

 Q_SIGNALS:
  void scanStarted(const QString& folder);
  void scanProgressed(const cadenza::ScanProgress& progress);
  void scanned(const cadenza::ScanReport& report);
  void scanFailed(const cadenza::Error& error);

  void trainingStarted(const cadenza::TrainingOptions& options);
  void logged(const QString& sentence);
  void progressed(const cadenza::TrainingProgress& progress);
  void evaluated(const cadenza::TrainingEvaluation& evaluation);
  void ended(const cadenza::Result<cadenza::TrainingOutcome>& outcome);

 private:
  void startScan();
  void finishScan(Result<ScanReport> report);
  void finishTraining(const Result<TrainingOutcome>& outcome);
  void takeProgress();
  [[nodiscard]] TrainingJob::Callbacks callbacks();

  TrainingJob::LearningSource learning_;
  CacheFile cacheFile_;
  std::filesystem::path folder_;
  bool rescan_ = false;
  bool stopping_ = false;
  QTimer progressTimer_;
  LatestValue<ScanProgress> scanProgress_;
  std::unique_ptr<TrainingJob> job_;
  BackgroundTask scan_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
