// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/piece_table.h"

#include <xxhash.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/base/safe_file.h"
#include "core/corpus/csv.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largestTable = std::size_t{64} << 20;

// The column with the first of `names` that there is.
std::optional<std::size_t> findColumn(const CsvRow& head,
                                      std::initializer_list<std::string_view> names) {
  for (const std::string_view wanted : names) {
    const auto found = std::find(head.begin(), head.end(), wanted);
    if (found != head.end()) return static_cast<std::size_t>(found - head.begin());
  }
  return std::nullopt;
}

std::string field(const CsvRow& row, std::optional<std::size_t> column) {
  return column && *column < row.size() ? row[*column] : std::string{};
}

std::optional<Split> parseSplit(std::string_view text) {
  for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
    if (text == name(split)) return split;
  }
  return std::nullopt;
}

std::vector<fs::path> tablesIn(const fs::path& folder) {
  std::vector<fs::path> tables;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (entry->path().extension() == ".csv") tables.push_back(entry->path());
  }
  std::sort(tables.begin(), tables.end());
  return tables;
}

}  // namespace

PieceTable PieceTable::read(const fs::path& folder) {
  PieceTable table;
  for (const fs::path& path : tablesIn(folder)) {
    const auto bytes = readFile(path, largestTable);
    if (!bytes) continue;
    table.hash_ = XXH3_64bits_withSeed(bytes->data(), bytes->size(), table.hash_);
    table.add({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  }
  return table;
}

PieceTable PieceTable::of(const std::string& text) {
  PieceTable table;
  table.add(text);
  return table;
}

void PieceTable::add(const std::string& text) {
  const std::vector<CsvRow> rows = parseCsv(text);
  if (rows.empty()) return;
  const auto file = findColumn(rows[0], {"midi_filename", "file"});
  if (!file) return;
  const auto composer = findColumn(rows[0], {"canonical_composer", "composer"});
  const auto title = findColumn(rows[0], {"canonical_title", "title"});
  const auto split = findColumn(rows[0], {"split"});
  for (std::size_t i = 1; i < rows.size(); ++i) {
    PieceDetails details{field(rows[i], composer), field(rows[i], title),
                         parseSplit(field(rows[i], split))};
    hasSplits_ = hasSplits_ || details.split;
    details_[field(rows[i], file)] = std::move(details);
  }
}

const PieceDetails& PieceTable::find(const std::string& file) const {
  static const PieceDetails unknown;
  const auto found = details_.find(file);
  return found == details_.end() ? unknown : found->second;
}

}  // namespace cadenza
