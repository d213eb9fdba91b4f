// SPDX-License-Identifier: GPL-3.0-or-later
// An archive from the network becomes a folder: fetched, checked, unpacked. Blocks the thread that
// calls it; DownloadController runs it off the GUI thread.
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QUrl>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/corpus/unpack.h"

namespace cadenza::ui {

/// What is fetched, and what it becomes.
struct DownloadRequest {
  QUrl url = {};
  std::filesystem::path folder = {};  ///< new; what has arrived is kept beside it until it is there
  QByteArray checksum = {};           ///< lower case hex; empty: not checked
  QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
};

enum class DownloadStage { Connecting, Downloading, Waiting, Checking, Unpacking };

struct DownloadProgress {
  DownloadStage stage = DownloadStage::Connecting;
  std::uint64_t done = 0;   ///< bytes, of the download or of what is unpacked
  std::uint64_t total = 0;  ///< 0 while it is not known
  int attempt = 1;          ///< above 1 after the connection broke
};

enum class DownloadEnd {
  Done,
  Cancelled,      ///< what has arrived is kept
  Offline,        ///< the server can't be reached; what has arrived is kept
  Interrupted,    ///< the connection broke again and again; what has arrived is kept
  Refused,        ///< the server does not give it to us
  WrongChecksum,  ///< it is not what it should be, and is deleted
  BadArchive,     ///< it can't be unpacked, or must not be, and is deleted
  DiskFull,       ///< what has arrived is kept
  Failed,         ///< anything else; what has arrived is kept
};

struct DownloadOutcome {
  DownloadEnd end = DownloadEnd::Done;
  std::string detail = {};  ///< an English sentence; empty where there is nothing to add
  std::uint64_t kept = 0;   ///< bytes from which it goes on next time
};

struct DownloadRules {
  /// How long after a broken connection it is tried again; as often in a row without a byte more
  /// before it is given up.
  std::vector<std::chrono::milliseconds> pauses = {std::chrono::seconds(1), std::chrono::seconds(3),
                                                   std::chrono::seconds(8)};
  /// Without a byte.
  std::chrono::milliseconds silence = std::chrono::seconds(30);
  UnpackLimits limits = {};
};

/// Goes on from what an earlier call has kept where the server still has the same version
/// (Range and If-Range), else from the start. `progress` is called from this thread. Any thread,
/// which need not have an event loop.
[[nodiscard]] DownloadOutcome downloadArchive(
    const DownloadRequest& request, const DownloadRules& rules = {},
    const std::function<void(const DownloadProgress&)>& progress = {}, std::stop_token stop = {});

/// The archive of `folder` while it is not unpacked, as PartFile names it.
[[nodiscard]] std::filesystem::path archiveOf(const std::filesystem::path& folder);

}  // namespace cadenza::ui
