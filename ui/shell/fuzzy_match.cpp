// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy_match.h"

#include <algorithm>
#include <limits>

namespace cadenza::ui {

namespace {

constexpr int wordStart = 8;
constexpr int sideBySide = 6;
constexpr int textStart = 4;
constexpr int widestGap = 3;
constexpr int impossible = std::numeric_limits<int>::min() / 2;

struct Cell {
  int score = impossible;  // of the best way that ends with this letter here
  int from = -1;           // where the letter before stands on that way
};

int worth(const QString& text, int place) {
  if (place == 0) return wordStart + textStart;
  const QChar before = text[place - 1];
  return before.isLetterOrNumber() ? 1 : wordStart;
}

int step(int from, int to) {
  const int gap = to - from - 1;
  return gap == 0 ? sideBySide : -std::min(gap, widestGap);
}

// Fills the row of one letter from that of the letter before (empty for the first).
std::vector<Cell> nextRow(const std::vector<Cell>& before, const QString& text, QChar letter) {
  const auto size = static_cast<int>(text.size());
  std::vector<Cell> row(static_cast<std::size_t>(size));
  for (int place = 0; place < size; ++place) {
    if (text[place].toLower() != letter) continue;
    Cell& cell = row[static_cast<std::size_t>(place)];
    if (before.empty()) cell.score = worth(text, place);
    for (int from = 0; from < place && !before.empty(); ++from) {
      const int score = before[static_cast<std::size_t>(from)].score;
      if (score == impossible) continue;
      const int total = score + step(from, place) + worth(text, place);
      if (total > cell.score) cell = {total, from};
    }
  }
  return row;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text) {
  std::vector<std::vector<Cell>> rows;
  for (const QChar letter : query.toLower()) {
    if (letter.isSpace()) continue;
    rows.push_back(nextRow(rows.empty() ? std::vector<Cell>() : rows.back(), text, letter));
  }
  if (rows.empty()) return FuzzyMatch{};
  const auto best =
      std::max_element(rows.back().begin(), rows.back().end(),
                       [](const Cell& a, const Cell& b) { return a.score < b.score; });
  if (best == rows.back().end() || best->score == impossible) return std::nullopt;
  FuzzyMatch match{best->score - static_cast<int>(text.size()) / 8, {}};
  auto place = static_cast<int>(best - rows.back().begin());
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    match.places.push_back(place);
    place = (*row)[static_cast<std::size_t>(place)].from;
  }
  std::reverse(match.places.begin(), match.places.end());
  return match;
}

}  // namespace cadenza::ui
