// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/attribution.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/base/number_text.h"
#include "core/base/safe_file.h"
#include "core/corpus/csv.h"

namespace cadenza::cli {
namespace {

constexpr std::array<std::string_view, 6> columns = {"composer", "title",  "licence",
                                                     "encoder",  "source", "url"};

std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' || c == '\r' ? ' ' : c;
  }
  return safe;
}

}  // namespace

Result<std::string> attributionPage(const std::filesystem::path& manifest) {
  const auto bytes = readFile(manifest);
  if (!bytes) return bytes.error();
  const auto rows = parseCsv({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  const auto columnOf = [&](std::string_view name) -> std::optional<std::size_t> {
    const auto found = std::find(rows.front().begin(), rows.front().end(), name);
    if (found == rows.front().end()) return std::nullopt;
    return static_cast<std::size_t>(found - rows.front().begin());
  };
  if (rows.empty() || !columnOf("file")) {
    return Error{ErrorCode::InvalidArgument,
                 manifest.string() + " is no manifest: it has no column named file."};
  }
  std::string page =
      "# Whose music the starter model learned from\n\n" + countText(rows.size() - 1, "piece") +
      ". PD: public domain. CC BY: used under that licence; the model learned from these "
      "encodings and holds none of them.\n\n| composer | title | licence | encoder | source |\n"
      "| --- | --- | --- | --- | --- |\n";
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::array<std::string, columns.size()> cells;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto column = columnOf(columns[c]);
      if (column && *column < rows[i].size()) cells[c] = cell(rows[i][*column]);
    }
    const auto& [composer, title, licence, encoder, source, url] = cells;
    const std::string link = url.empty() ? source : "[" + source + "](" + url + ")";
    page +=
        "| " + composer + " | " + title + " | " + licence + " | " + encoder + " | " + link + " |\n";
  }
  return page;
}

}  // namespace cadenza::cli
