// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "ui/controllers/archive_download.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Collections of music from the network, one download at a time, on a thread of its own; all
/// windows share it. Each is known by a name, which its folder has too. GUI thread.
class DownloadController : public QObject {
  Q_OBJECT

 public:
  /// Collections lie below `folder`, which is made when it is needed.
  explicit DownloadController(std::filesystem::path folder, DownloadRules rules = {},
                              QObject* parent = nullptr);
  /// Stops a download; what has arrived is kept.
  ~DownloadController() override;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// Begins or goes on; ends in ended(), always. While another one runs it is our own mistake.
  void start(const QString& name, const QUrl& url, const QByteArray& sha256 = {});
  /// Ends the one that runs; what has arrived is kept.
  void cancel();
  /// Deletes what has arrived of one that does not run.
  void discard(const QString& name);

  [[nodiscard]] bool isRunning() const { return task_.isRunning(); }
  /// Of the one that runs; empty when none does.
  [[nodiscard]] const QString& current() const { return current_; }
  [[nodiscard]] const DownloadProgress& progress() const { return progress_; }
  /// Seconds until all has arrived, at the speed so far; nothing while that can't be told.
  [[nodiscard]] std::optional<double> secondsLeft() const;

  /// Where a collection lies that was downloaded as a whole.
  [[nodiscard]] std::optional<std::filesystem::path> found(const QString& name) const;
  /// Bytes that have arrived of one that is not whole.
  [[nodiscard]] std::uint64_t kept(const QString& name) const;

 Q_SIGNALS:
  void started(const QString& name);
  void progressed(const cadenza::ui::DownloadProgress& progress);
  void ended(const QString& name, const cadenza::ui::DownloadOutcome& outcome);

 private:
  [[nodiscard]] std::filesystem::path folderOf(const QString& name) const;
  void take(const DownloadProgress& progress);
  void finish(const Result<DownloadOutcome>& outcome);

  std::filesystem::path folder_;
  DownloadRules rules_;
  QString current_;
  DownloadProgress progress_;
  QElapsedTimer clock_;
  std::optional<std::uint64_t> clockedFrom_;  // bytes that were there when the clock began
  LatestValue<DownloadProgress> latest_;
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
