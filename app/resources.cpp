// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resources.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> resourceFolders() {
  std::vector<fs::path> folders;
  if (const char* chosen = std::getenv("CADENZA_RESOURCES"); chosen && *chosen) {
    folders.emplace_back(chosen);
  }
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  if (problem) return folders;
  const fs::path beside = program.parent_path();
  folders.push_back(beside / "resources");
  folders.push_back(beside.parent_path() / "resources");
  folders.push_back(beside.parent_path() / "share" / "cadenza");
  return folders;
}

}  // namespace

Result<fs::path> findResource(std::string_view name) {
  std::string places;
  for (const fs::path& folder : resourceFolders()) {
    std::error_code problem;
    if (fs::path found = folder / name; fs::exists(found, problem)) return found;
    places += (places.empty() ? "" : ", ") + folder.string();
  }
  return Error{ErrorCode::NotFound, "Cadenza's own file " + std::string(name) +
                                        " is missing (looked in " + places +
                                        "). Install Cadenza again, or set CADENZA_RESOURCES."};
}

}  // namespace cadenza
