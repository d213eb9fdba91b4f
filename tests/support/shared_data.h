// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace cadenza::test {

/// The folder `name` of the pieces that tests share but the project does not hold: below
/// $CADENZA_DATA, else below shared/data beside the repository. Empty where there is none.
[[nodiscard]] inline std::filesystem::path sharedData(const std::string& name) {
  const char* chosen = std::getenv("CADENZA_DATA");
  const std::filesystem::path root = chosen ? chosen : CADENZA_SOURCE_DIR "/../shared/data";
  std::error_code problem;
  return std::filesystem::is_directory(root / name, problem) ? root / name
                                                             : std::filesystem::path();
}

}  // namespace cadenza::test
