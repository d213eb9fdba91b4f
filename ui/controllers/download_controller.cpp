// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/download_controller.h"

#include <cassert>
#include <utility>

#include "ui/controllers/part_file.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

constexpr qint64 soonestEstimateMs = 1500;

}  // namespace

DownloadController::DownloadController(fs::path folder, DownloadRules rules, QObject* parent)
    : QObject(parent),
      folder_(std::move(folder)),
      rules_(std::move(rules)),
      latest_(this, [this](const DownloadProgress& progress) { take(progress); }),
      task_(this) {}

DownloadController::~DownloadController() = default;

fs::path DownloadController::folderOf(const QString& name) const {
  return folder_ / name.toStdString();
}

void DownloadController::start(const QString& name, const QUrl& url, const QByteArray& sha256) {
  assert(!task_.isRunning());
  current_ = name;
  progress_ = {};
  clockedFrom_.reset();
  const DownloadRequest request{url, folderOf(name), sha256};
  task_.start<DownloadOutcome>(
      [this, request, rules = rules_](std::stop_token stop) -> Result<DownloadOutcome> {
        return downloadArchive(
            request, rules, [this](const DownloadProgress& progress) { latest_.put(progress); },
            std::move(stop));
      },
      [this](Result<DownloadOutcome> outcome) { finish(outcome); });
  Q_EMIT started(name);
}

void DownloadController::cancel() { task_.requestStop(); }

void DownloadController::discard(const QString& name) {
  if (name != current_) PartFile::removeOf(archiveOf(folderOf(name)));
}

void DownloadController::take(const DownloadProgress& progress) {
  progress_ = progress;
  if (progress.stage != DownloadStage::Downloading) {
    clockedFrom_.reset();
  } else if (!clockedFrom_) {
    clockedFrom_ = progress.done;
    clock_.start();
  }
  Q_EMIT progressed(progress);
}

std::optional<double> DownloadController::secondsLeft() const {
  if (!clockedFrom_ || progress_.total == 0 || clock_.elapsed() < soonestEstimateMs ||
      progress_.done <= *clockedFrom_) {
    return std::nullopt;
  }
  const double bytesASecond = static_cast<double>(progress_.done - *clockedFrom_) * 1000 /
                              static_cast<double>(clock_.elapsed());
  return static_cast<double>(progress_.total - progress_.done) / bytesASecond;
}

void DownloadController::finish(const Result<DownloadOutcome>& outcome) {
  (void)latest_.take();
  const QString name = std::exchange(current_, QString());
  Q_EMIT ended(name,
               outcome ? *outcome
                       : DownloadOutcome{DownloadEnd::Failed, outcome.error().detail, kept(name)});
}

std::optional<fs::path> DownloadController::found(const QString& name) const {
  std::error_code problem;
  const fs::path folder = folderOf(name);
  return fs::is_directory(folder, problem) ? std::optional(folder) : std::nullopt;
}

std::uint64_t DownloadController::kept(const QString& name) const {
  return PartFile::sizeOf(archiveOf(folderOf(name)));
}

}  // namespace cadenza::ui
