// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/corpus_controller.h"

#include <utility>

namespace cadenza::ui {

CorpusController::CorpusController(CacheFile cacheFile, QObject* parent)
    : QObject(parent),
      cacheFile_(std::move(cacheFile)),
      progress_(this, [this](const ScanProgress& progress) { Q_EMIT scanProgressed(progress); }),
      scan_(this) {}

CorpusController::~CorpusController() = default;

void CorpusController::setPlaces(std::vector<std::filesystem::path> places) {
  if (places != choice_.places) choice_.leftOut.clear();
  choice_.places = std::move(places);
  rescan();
}

void CorpusController::rescan() {
  if (scan_.isRunning()) {
    rescan_ = true;
    scan_.requestStop();
  } else {
    startScan();
  }
}

void CorpusController::cancelScan() {
  rescan_ = false;
  scan_.requestStop();
}

void CorpusController::setValidationShare(double share) {
  if (share == choice_.validationShare) return;
  choice_.validationShare = share;
  Q_EMIT changed();
  if (!choice_.places.empty()) rescan();
}

void CorpusController::setLicence(const std::string& licence) {
  if (licence == choice_.licence) return;
  choice_.licence = licence;
  Q_EMIT changed();
}

void CorpusController::startScan() {
  report_.reset();
  Q_EMIT scanStarted();
  Q_EMIT changed();
  scan_.start<ScanReport>(
      [this, choice = choice_, cache = cacheFile_](std::stop_token stop) {
        return scanPlaces(
            choice, cache(choice.places),
            [this](const ScanProgress& progress) { progress_.put(progress); }, stop);
      },
      [this](Result<ScanReport> report) { finishScan(std::move(report)); });
}

void CorpusController::finishScan(Result<ScanReport> report) {
  (void)progress_.take();
  if (std::exchange(rescan_, false)) {
    startScan();
    return;
  }
  if (report) {
    report_ = *report;
    Q_EMIT scanned(*report);
  } else {
    Q_EMIT scanFailed(report.error());
  }
  Q_EMIT changed();
}

}  // namespace cadenza::ui
