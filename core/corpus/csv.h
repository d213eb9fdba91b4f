// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cadenza {

using CsvRow = std::vector<std::string>;

/// The rows of comma-separated values (RFC 4180): fields in double quotes may hold commas, line
/// breaks and doubled quotes; a byte order mark and empty lines are passed over. Never fails: an
/// open quote reaches to the end.
[[nodiscard]] std::vector<CsvRow> parseCsv(std::string_view text);

}  // namespace cadenza
