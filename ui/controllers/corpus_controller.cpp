// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/corpus_controller.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "ui/settings/stored_choice.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds countingDelay{200};

}  // namespace

CorpusController::CorpusController(CacheFile cacheFile, QObject* parent)
    : QObject(parent),
      cacheFile_(std::move(cacheFile)),
      progress_(this, [this](const ScanProgress& progress) { Q_EMIT scanProgressed(progress); }),
      scan_(this),
      survey_(this),
      count_(this) {
  counting_.setSingleShot(true);
  counting_.setInterval(countingDelay);
  connect(&counting_, &QTimer::timeout, this, &CorpusController::startCounting);
  connect(this, &CorpusController::changed, this, &CorpusController::store);
}

CorpusController::~CorpusController() = default;

void CorpusController::keepIn(QSettings& settings) {
  settings_ = &settings;
  if (choice_.places.empty()) choice_ = storedChoice(settings);
  Q_EMIT changed();
}

void CorpusController::store() const {
  if (settings_) storeChoice(*settings_, choice_);
}

void CorpusController::setPlaces(std::vector<fs::path> places) {
  if (places != choice_.places) choice_.leftOut.clear();
  scan(std::move(places));
}

void CorpusController::addPlaces(const std::vector<fs::path>& places) {
  std::vector<fs::path> all = choice_.places;
  std::set<fs::path> known(all.begin(), all.end());
  for (const fs::path& place : places) {
    if (known.insert(place).second) all.push_back(place);
  }
  scan(std::move(all));
}

void CorpusController::removePlaces(const std::vector<fs::path>& places) {
  const std::set<fs::path> gone(places.begin(), places.end());
  std::vector<fs::path> left = choice_.places;
  std::erase_if(left, [&](const fs::path& place) { return gone.contains(place); });
  scan(std::move(left));
}

void CorpusController::scan(std::vector<fs::path> places) {
  choice_.places = std::move(places);
  if (!choice_.places.empty()) return rescan();
  cancelScan();
  forget();
}

void CorpusController::forget() {
  ++generation_;
  survey_.requestStop();
  count_.requestStop();
  counting_.stop();
  scannedPlaces_.reset();
  report_.reset();
  files_ = std::make_shared<const Listing>();
  corpus_.reset();
  statistics_.reset();
  Q_EMIT listed();
  Q_EMIT counted();
  Q_EMIT changed();
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

void CorpusController::setLeftOut(const std::vector<std::uint64_t>& hashes, bool leftOut) {
  std::vector<std::uint64_t> wanted = hashes;
  std::ranges::sort(wanted);
  std::vector<std::uint64_t> all;
  if (leftOut) {
    std::ranges::set_union(choice_.leftOut, wanted, std::back_inserter(all));
    all.erase(std::unique(all.begin(), all.end()), all.end());
  } else {
    std::ranges::set_difference(choice_.leftOut, wanted, std::back_inserter(all));
  }
  if (all == choice_.leftOut) return;
  choice_.leftOut = std::move(all);
  counting_.start();
  Q_EMIT changed();
}

bool CorpusController::isLeftOut(std::uint64_t hash) const {
  return std::ranges::binary_search(choice_.leftOut, hash);
}

bool CorpusController::isReady() const {
  if (!report_ || report_->kept == 0 || scan_.isRunning()) return false;
  return files_->empty() || summary().train > 0;
}

ListingSummary CorpusController::summary() const { return summaryOf(*files_, choice_.leftOut); }

std::optional<Score> CorpusController::score(std::uint64_t hash) const {
  if (!corpus_) return std::nullopt;
  const auto found = std::ranges::find(corpus_->pieces(), hash, &CorpusPiece::contentHash);
  if (found == corpus_->pieces().end()) return std::nullopt;
  return found->score();
}

void CorpusController::startScan() {
  ++generation_;
  scan_.start<ScanReport>(
      [this, choice = choice_, cache = cacheFile_](std::stop_token stop) {
        return scanPlaces(
            choice, cache(choice.places),
            [this](const ScanProgress& progress) { progress_.put(progress); }, stop);
      },
      [this](Result<ScanReport> report) { finishScan(std::move(report)); });
  Q_EMIT scanStarted();
  Q_EMIT changed();
}

void CorpusController::finishScan(Result<ScanReport> report) {
  (void)progress_.take();
  if (std::exchange(rescan_, false)) {
    startScan();
    return;
  }
  if (choice_.places.empty()) return;  // all were taken away meanwhile
  if (report) {
    report_ = *report;
    scannedPlaces_ = choice_.places;
    startSurvey();
    Q_EMIT scanned(*report);
  } else {
    if (scannedPlaces_) choice_.places = *scannedPlaces_;
    Q_EMIT scanFailed(report.error());
  }
  Q_EMIT changed();
}

void CorpusController::startSurvey() {
  if (survey_.isRunning()) {
    surveyAgain_ = true;
    survey_.requestStop();
    return;
  }
  survey_.start<Survey>(
      [choice = choice_, cache = cacheFile_](std::stop_token stop) -> Result<Survey> {
        auto files = listFiles(choice, cache(choice.places), stop);
        if (!files) return files.error();
        auto corpus = Corpus::open(cache(choice.places));
        if (!corpus) return corpus.error();
        return Survey{std::make_shared<const Corpus>(std::move(*corpus)),
                      std::make_shared<const Listing>(std::move(*files))};
      },
      [this, generation = generation_](Result<Survey> survey) {
        finishSurvey(survey, generation);
      });
}

void CorpusController::finishSurvey(const Result<Survey>& survey, int generation) {
  if (std::exchange(surveyAgain_, false)) return startSurvey();
  if (!survey || generation != generation_) return;
  corpus_ = survey->corpus;
  files_ = survey->files;
  Q_EMIT listed();
  Q_EMIT changed();
  startCounting();
}

void CorpusController::startCounting() {
  if (!corpus_) return;
  if (count_.isRunning()) {
    countAgain_ = true;
    count_.requestStop();
    return;
  }
  count_.start<CorpusStatistics>(
      [corpus = corpus_, leftOut = choice_.leftOut](std::stop_token stop) {
        return statisticsOf(*corpus, {.leftOut = leftOut}, stop);
      },
      [this](Result<CorpusStatistics> statistics) {
        if (std::exchange(countAgain_, false)) return startCounting();
        if (!statistics || !corpus_) return;
        statistics_ = std::move(*statistics);
        Q_EMIT counted();
      });
}

}  // namespace cadenza::ui
