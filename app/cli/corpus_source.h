// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/cli/console.h"
#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"

namespace cadenza::cli {

/// Scans `folder` into its default cache, with progress.
[[nodiscard]] Result<ScanReport> scanWithProgress(const std::string& folder, Console& console);

/// The same, and then opens the cache; says in a sentence what was found.
[[nodiscard]] Result<Corpus> openCorpus(const std::string& folder, Console& console);

/// The split called "train", "validation" or "test"; nothing for other words.
[[nodiscard]] std::optional<Split> splitNamed(const std::string& word);

}  // namespace cadenza::cli
