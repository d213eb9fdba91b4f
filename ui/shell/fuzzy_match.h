// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace cadenza::ui {

struct FuzzyMatch {
  int score = 0;            ///< more is better; comparable for one query
  std::vector<int> places;  ///< of the query's letters in the text, rising
};

/// Finds the letters of `query` in `text` in their order, case and blanks aside, where they stand
/// best: at the beginnings of words and side by side. Nothing when some are missing; an empty query
/// fits every text.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

}  // namespace cadenza::ui
