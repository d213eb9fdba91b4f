// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/corpus/corpus_choice.h"
#include "core/corpus/corpus_listing.h"
#include "core/corpus/corpus_statistics.h"
#include "ui/controllers/background.h"

class QSettings;

namespace cadenza::ui {

/// What the next training learns from: the user's choice, and what a scan found there. All windows
/// share it. One scan at a time. GUI thread.
class CorpusController : public QObject {
  Q_OBJECT

 public:
  /// Names the cache of the places that are learned from.
  using CacheFile =
      std::function<std::filesystem::path(const std::vector<std::filesystem::path>& places)>;
  using Listing = std::vector<ListedFile>;

  explicit CorpusController(CacheFile cacheFile, QObject* parent = nullptr);
  ~CorpusController() override;

  /// Takes up the choice of the last time, unless there is one already, without scanning it, and
  /// keeps each new one. `settings` must outlive this.
  void keepIn(QSettings& settings);

  [[nodiscard]] const CorpusChoice& choice() const { return choice_; }
  /// Scans the places; ends in scanned() or scanFailed(). A scan that is still running is cancelled
  /// first and ends without a signal. Other places forget what was left out.
  ///
  /// Where a scan fails or is cancelled, the places are again those that were scanned well before
  /// it, if there were any.
  void setPlaces(std::vector<std::filesystem::path> places);
  /// The same with more or fewer places; what was left out stays so. Without any place left nothing
  /// is scanned.
  void addPlaces(const std::vector<std::filesystem::path>& places);
  void removePlaces(const std::vector<std::filesystem::path>& places);
  /// Scans them again.
  void rescan();
  void cancelScan();
  /// Scans again, which is quick: files that did not change are not read.
  void setValidationShare(double share);
  void setLicence(const std::string& licence);
  /// Leaves pieces with these content hashes out, or takes them in again.
  void setLeftOut(const std::vector<std::uint64_t>& hashes, bool leftOut);
  [[nodiscard]] bool isLeftOut(std::uint64_t hash) const;

  [[nodiscard]] bool isScanning() const { return scan_.isRunning(); }
  /// There is something to learn from.
  [[nodiscard]] bool isReady() const;
  /// Of the last scan; nothing while there was none, or it failed.
  [[nodiscard]] const std::optional<ScanReport>& report() const { return report_; }
  /// Of the last scan, soon after it; empty while there is none, never null.
  [[nodiscard]] const std::shared_ptr<const Listing>& files() const { return files_; }
  /// Of files(), without what is left out.
  [[nodiscard]] ListingSummary summary() const;
  /// Of what is learned from and held out; nothing while it is not counted.
  [[nodiscard]] const std::optional<CorpusStatistics>& statistics() const { return statistics_; }
  /// The piece with that content hash; nothing where the last scan found none.
  [[nodiscard]] std::optional<Score> score(std::uint64_t hash) const;

 Q_SIGNALS:
  void scanStarted();
  void scanProgressed(const cadenza::ScanProgress& progress);
  void scanned(const cadenza::ScanReport& report);
  void scanFailed(const cadenza::Error& error);
  /// files() and score() are those of the last scan.
  void listed();
  /// statistics() are there, or are gone.
  void counted();
  /// Of choice(), or of whether it is ready.
  void changed();

 private:
  // What was found at the places.
  struct Survey {
    std::shared_ptr<const Corpus> corpus;
    std::shared_ptr<const Listing> files;
  };

  void scan(std::vector<std::filesystem::path> places);
  void startScan();
  void finishScan(Result<ScanReport> report);
  void startSurvey();
  void finishSurvey(const Result<Survey>& survey, int generation);
  void startCounting();
  void forget();
  void store() const;

  CacheFile cacheFile_;
  CorpusChoice choice_;
  std::optional<std::vector<std::filesystem::path>> scannedPlaces_;  // of report_
  std::optional<ScanReport> report_;
  std::shared_ptr<const Listing> files_ = std::make_shared<const Listing>();
  std::shared_ptr<const Corpus> corpus_;
  std::optional<CorpusStatistics> statistics_;
  QSettings* settings_ = nullptr;
  bool rescan_ = false;
  bool surveyAgain_ = false;
  bool countAgain_ = false;
  int generation_ = 0;  // of scans; what was found for an older one is of no use
  QTimer counting_;
  LatestValue<ScanProgress> progress_;
  BackgroundTask scan_;  // last: these join before the rest goes
  BackgroundTask survey_;
  BackgroundTask count_;
};

}  // namespace cadenza::ui
