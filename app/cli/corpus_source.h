// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"

namespace cadenza::cli {

/// Scans `folder` into its default cache, with progress.
[[nodiscard]] Result<ScanReport> scanWithProgress(const std::string& folder, Console& console);

/// The same, and then opens the cache; says in a sentence what was found.
[[nodiscard]] Result<Corpus> openCorpus(const std::string& folder, Console& console);

}  // namespace cadenza::cli
