// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/csv.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

// The field that `text` begins with; what is left begins with a comma or a line's end.
std::string takeField(std::string_view& text) {
  std::string field;
  if (!text.starts_with('"')) {
    const std::size_t length = std::min(text.find_first_of(",\r\n"), text.size());
    field = text.substr(0, length);
    text.remove_prefix(length);
    return field;
  }
  text.remove_prefix(1);
  while (!text.empty()) {
    const std::size_t quote = std::min(text.find('"'), text.size());
    field += text.substr(0, quote);
    text.remove_prefix(std::min(quote + 1, text.size()));
    if (!text.starts_with('"')) break;
    field += '"';
    text.remove_prefix(1);
  }
  text.remove_prefix(std::min(text.find_first_of(",\r\n"), text.size()));
  return field;
}

}  // namespace

std::vector<CsvRow> parseCsv(std::string_view text) {
  constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(byteOrderMark)) text.remove_prefix(byteOrderMark.size());
  std::vector<CsvRow> rows;
  CsvRow row;
  while (!text.empty()) {
    row.push_back(takeField(text));
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      if (!text.empty()) continue;
      row.emplace_back();
    }
    if (row.size() > 1 || !row.front().empty()) rows.push_back(std::move(row));
    row.clear();
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  }
  return rows;
}

}  // namespace cadenza
