// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

class QNetworkAccessManager;

namespace cadenza::ui {

class PartFile;

enum class TransferEnd {
  Complete,
  Cancelled,
  Unreachable,  ///< no answer
  Broken,       ///< the answer broke off, or the server asks to come again
  Refused,      ///< the server answers, but not with the file
  Outdated,     ///< what has arrived is of another version; begin anew
  DiskFull,
  Failed,  ///< writing failed otherwise, or the connection is not secure
};

struct TransferResult {
  TransferEnd end = TransferEnd::Complete;
  std::string detail = {};
};

/// One request: fetches what is missing of `part`. Blocks in an event loop of its own; `progress`
/// is told as bytes arrive. `manager` belongs to this thread.
[[nodiscard]] TransferResult transfer(QNetworkAccessManager& manager, const QUrl& url,
                                      PartFile& part, std::chrono::milliseconds silence,
                                      const std::function<void()>& progress,
                                      const std::stop_token& stop);

}  // namespace cadenza::ui
