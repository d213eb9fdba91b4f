// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <chrono>

namespace cadenza::ui {

namespace {

constexpr std::chrono::milliseconds progressInterval{200};

}  // namespace

TrainingController::TrainingController(TrainingJob::LearningSource learning, CacheFile cacheFile,
                                       QObject* parent)
    : QObject(parent),
      learning_(std::move(learning)),
      cacheFile_(std::move(cacheFile)),
      scanProgress_(this,
                    [this](const ScanProgress& progress) { Q_EMIT scanProgressed(progress); }),
      scan_(this) {
  progressTimer_.setInterval(progressInterval);
  connect(&progressTimer_, &QTimer::timeout, this, &TrainingController::takeProgress);
}

TrainingController::~TrainingController() = default;

void TrainingController::scan(const std::filesystem::path& folder) {
  folder_ = folder;
  if (scan_.isRunning()) {
    rescan_ = true;
    scan_.requestStop();
  } else {
    startScan();
  }
}

void TrainingController::startScan() {
  Q_EMIT scanStarted(QString::fromStdString(folder_.string()));
  scan_.start<ScanReport>(
      [this, folder = folder_, cache = cacheFile_](std::stop_token stop) {
        return scanFolder(
            folder, cache(folder), {},
            [this](const ScanProgress& progress) { scanProgress_.put(progress); }, stop);
      },
      [this](Result<ScanReport> report) { finishScan(std::move(report)); });
}

void TrainingController::cancelScan() {
  rescan_ = false;
  scan_.requestStop();
}

void TrainingController::finishScan(Result<ScanReport> report) {
  (void)scanProgress_.take();
  if (std::exchange(rescan_, false)) {
    startScan();
  } else if (report) {
    Q_EMIT scanned(*report);
  } else {
    Q_EMIT scanFailed(report.error());
  }
}

TrainingJob::Callbacks TrainingController::callbacks() {
  TrainingJob::Callbacks callbacks;
  callbacks.log = [this](const std::string& sentence) {
    QMetaObject::invokeMethod(
        this, [this, text = QString::fromStdString(sentence)] { Q_EMIT logged(text); },
        Qt::QueuedConnection);
  };
  callbacks.evaluated = [this](const TrainingEvaluation& evaluation) {
    QMetaObject::invokeMethod(
        this, [this, evaluation] { Q_EMIT evaluated(evaluation); }, Qt::QueuedConnection);
  };
  callbacks.ended = [this](const Result<TrainingOutcome>& outcome) {
    QMetaObject::invokeMethod(
        this, [this, outcome] { finishTraining(outcome); }, Qt::QueuedConnection);
  };
  return callbacks;
}

void TrainingController::start(const TrainingOptions& options) {
  assert(!job_);
  stopping_ = false;
  auto corpus = [cache = cacheFile_, folder = folder_] { return Corpus::open(cache(folder)); };
  job_ = std::make_unique<TrainingJob>(learning_, std::move(corpus), options, callbacks());
  progressTimer_.start();
  Q_EMIT trainingStarted(options);
}

void TrainingController::stop() {
  if (!job_) return;
  stopping_ = true;
  job_->stop();
}

void TrainingController::takeProgress() {
  if (!job_) return;
  if (const auto progress = job_->takeProgress()) Q_EMIT progressed(*progress);
}

void TrainingController::finishTraining(const Result<TrainingOutcome>& outcome) {
  takeProgress();
  progressTimer_.stop();
  job_.reset();  // its thread has made its last call: joins at once
  stopping_ = false;
  Q_EMIT ended(outcome);
}

}  // namespace cadenza::ui
