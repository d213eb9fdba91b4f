// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "ui/controllers/archive_download.h"

namespace cadenza::ui {

/// "58 MB", "1.2 GB"
[[nodiscard]] QString sizeText(std::uint64_t bytes);
/// What a download is doing: "12 of 58 MB, 20 s left".
[[nodiscard]] QString progressText(const DownloadProgress& progress,
                                   std::optional<double> secondsLeft);
/// How it ended and what to do now; empty for one that is done.
[[nodiscard]] QString outcomeText(const DownloadOutcome& outcome);

}  // namespace cadenza::ui
