// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/corpus/corpus_choice.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// What the next training learns from: the user's choice, and what a scan found there. All windows
/// share it. One scan at a time. GUI thread.
class CorpusController : public QObject {
  Q_OBJECT

 public:
  /// Names the cache of the places that are learned from.
  using CacheFile =
      std::function<std::filesystem::path(const std::vector<std::filesystem::path>& places)>;

  explicit CorpusController(CacheFile cacheFile, QObject* parent = nullptr);
  ~CorpusController() override;

  [[nodiscard]] const CorpusChoice& choice() const { return choice_; }
  /// Scans the places; ends in scanned() or scanFailed(). A scan that is still running is cancelled
  /// first and ends without a signal. Other places forget what was left out.
  void setPlaces(std::vector<std::filesystem::path> places);
  /// Scans them again.
  void rescan();
  void cancelScan();
  /// Scans again, which is quick: files that did not change are not read.
  void setValidationShare(double share);
  void setLicence(const std::string& licence);

  [[nodiscard]] bool isScanning() const { return scan_.isRunning(); }
  /// There is something to learn from.
  [[nodiscard]] bool isReady() const { return report_ && report_->kept > 0; }
  /// Of the last scan; nothing while there was none, or it failed.
  [[nodiscard]] const std::optional<ScanReport>& report() const { return report_; }

 Q_SIGNALS:
  void scanStarted();
  void scanProgressed(const cadenza::ScanProgress& progress);
  void scanned(const cadenza::ScanReport& report);
  void scanFailed(const cadenza::Error& error);
  /// Of choice(), or of whether it is ready.
  void changed();

 private:
  void startScan();
  void finishScan(Result<ScanReport> report);

  CacheFile cacheFile_;
  CorpusChoice choice_;
  std::optional<ScanReport> report_;
  bool rescan_ = false;
  LatestValue<ScanProgress> progress_;
  BackgroundTask scan_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
