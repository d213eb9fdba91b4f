// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/archive_download.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTimer>
#include <optional>
#include <utility>

#include "ui/controllers/http_transfer.h"
#include "ui/controllers/part_file.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

// The proxies that the system is set up with; none for this computer itself.
class SystemProxies : public QNetworkProxyFactory {
 public:
  QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
    if (QHostAddress(query.peerHostName()).isLoopback()) return {QNetworkProxy::NoProxy};
    return systemProxyForQuery(query);
  }
};

class ArchiveDownload {
 public:
  ArchiveDownload(const DownloadRequest& request, const DownloadRules& rules,
                  const std::function<void(const DownloadProgress&)>& progress,
                  std::stop_token stop)
      : request_(request),
        rules_(rules),
        report_(progress),
        stop_(std::move(stop)),
        part_(archiveOf(request.folder), request.url) {}

  DownloadOutcome run() {
    std::error_code problem;
    if (fs::exists(request_.folder, problem)) return {};
    auto outcome = fetch();
    if (!outcome) outcome = check();
    if (!outcome) outcome = unpack();
    outcome->kept = part_.size();
    return *outcome;
  }

 private:
  using Ended = std::optional<DownloadOutcome>;

  void report(DownloadStage stage, std::uint64_t done, std::uint64_t total) const {
    if (report_) report_({stage, done, total, attempt_});
  }
  void reportPart(DownloadStage stage) const { report(stage, part_.size(), part_.total()); }

  // Nothing when all has arrived.
  Ended fetch() {
    QNetworkAccessManager manager;
    manager.setProxyFactory(new SystemProxies);  // the manager owns it
    std::size_t failures = 0;
    bool anew = false;
    while (!part_.isComplete()) {
      reportPart(DownloadStage::Connecting);
      const std::uint64_t before = part_.size();
      const TransferResult result = transfer(
          manager, request_.url, part_, rules_.silence,
          [this] { reportPart(DownloadStage::Downloading); }, stop_);
      switch (result.end) {
        case TransferEnd::Complete:
          if (auto noted = part_.complete(); !noted) return ofError(noted.error());
          break;
        case TransferEnd::Outdated:
          if (std::exchange(anew, true))
            return DownloadOutcome{DownloadEnd::Refused, result.detail};
          part_.remove();
          break;
        case TransferEnd::Unreachable:
        case TransferEnd::Broken:
          if (part_.size() > before) failures = 0;
          if (auto ended = giveUp(result, failures++)) return ended;
          break;
        default:
          return ofResult(result);
      }
    }
    return std::nullopt;
  }

  // Waits before the next attempt; an outcome where there is none.
  Ended giveUp(const TransferResult& result, std::size_t failures) {
    const bool never = result.end == TransferEnd::Unreachable && part_.size() == 0;
    if (never || failures >= rules_.pauses.size()) return ofResult(result);
    ++attempt_;
    reportPart(DownloadStage::Waiting);
    QEventLoop loop;
    QTimer::singleShot(rules_.pauses[failures], &loop, [&loop] { loop.quit(); });
    const std::stop_callback wake(stop_, [&loop] {
      QMetaObject::invokeMethod(
          &loop, [&loop] { loop.quit(); }, Qt::QueuedConnection);
    });
    loop.exec();
    if (stop_.stop_requested()) return DownloadOutcome{DownloadEnd::Cancelled};
    return std::nullopt;
  }

  Ended check() {
    if (request_.checksum.isEmpty()) return std::nullopt;
    reportPart(DownloadStage::Checking);
    const auto checksum = part_.checksum(request_.algorithm, stop_);
    if (!checksum) return ofError(checksum.error());
    if (*checksum == request_.checksum) return std::nullopt;
    part_.remove();
    return DownloadOutcome{DownloadEnd::WrongChecksum,
                           "Its checksum is " + checksum->toStdString() + " and should be " +
                               request_.checksum.toStdString() + "."};
  }

  Ended unpack() {
    report(DownloadStage::Unpacking, 0, 0);
    const auto unpacked = unpackArchive(
        part_.path(), request_.folder, rules_.limits,
        [this](const UnpackProgress& progress) {
          report(DownloadStage::Unpacking, progress.done, progress.total);
        },
        stop_);
    if (unpacked) {
      part_.remove();
      return DownloadOutcome{};
    }
    switch (unpacked.error().code) {
      case ErrorCode::InvalidArgument:
      case ErrorCode::UnsupportedFile:
      case ErrorCode::DamagedFile:
        part_.remove();
        return DownloadOutcome{DownloadEnd::BadArchive, unpacked.error().detail};
      default:
        return ofError(unpacked.error());
    }
  }

  static DownloadOutcome ofError(const Error& error) {
    switch (error.code) {
      case ErrorCode::Cancelled:
        return {DownloadEnd::Cancelled};
      case ErrorCode::DiskFull:
        return {DownloadEnd::DiskFull, error.detail};
      default:
        return {DownloadEnd::Failed, error.detail};
    }
  }

  static DownloadOutcome ofResult(const TransferResult& result) {
    switch (result.end) {
      case TransferEnd::Cancelled:
        return {DownloadEnd::Cancelled};
      case TransferEnd::Unreachable:
        return {DownloadEnd::Offline, result.detail};
      case TransferEnd::Broken:
        return {DownloadEnd::Interrupted, result.detail};
      case TransferEnd::Refused:
        return {DownloadEnd::Refused, result.detail};
      case TransferEnd::DiskFull:
        return {DownloadEnd::DiskFull, result.detail};
      default:
        return {DownloadEnd::Failed, result.detail};
    }
  }

  const DownloadRequest& request_;
  const DownloadRules& rules_;
  const std::function<void(const DownloadProgress&)>& report_;
  std::stop_token stop_;
  PartFile part_;
  int attempt_ = 1;
};

}  // namespace

fs::path archiveOf(const fs::path& folder) { return fs::path(folder) += ".zip"; }

DownloadOutcome downloadArchive(const DownloadRequest& request, const DownloadRules& rules,
                                const std::function<void(const DownloadProgress&)>& progress,
                                std::stop_token stop) {
  return ArchiveDownload(request, rules, progress, std::move(stop)).run();
}

}  // namespace cadenza::ui
