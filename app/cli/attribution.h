// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace cadenza::cli {

/// A Markdown page that names composer, title, licence, encoder and source of each piece of a
/// manifest (a csv with the columns file, composer, title, licence, source, url, encoder; those
/// that are missing stay empty). Fails as readFile does, or with InvalidArgument when the table
/// has no column "file".
[[nodiscard]] Result<std::string> attributionPage(const std::filesystem::path& manifest);

}  // namespace cadenza::cli
