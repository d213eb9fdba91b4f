// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/corpus/corpus_choice.h"
#include "core/corpus/scan.h"
#include "core/corpus/scan_place.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

fs::path cacheHome() {
  const auto absoluteFrom = [](const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value == '/' ? fs::path(value) : fs::path();
  };
  if (fs::path chosen = absoluteFrom("XDG_CACHE_HOME"); !chosen.empty()) return chosen / "cadenza";
  if (fs::path home = absoluteFrom("HOME"); !home.empty()) return home / ".cache" / "cadenza";
  std::error_code problem;
  const fs::path temporary = fs::temp_directory_path(problem);
  return (problem ? fs::path("/tmp") : temporary) / ("cadenza-" + std::to_string(::getuid()));
}

fs::path cacheFileOf(const std::string& key) {
  std::array<char, 17> hash{};
  std::snprintf(hash.data(), hash.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(key.data(), key.size())));
  const fs::path home = cacheHome();
  std::error_code problem;
  fs::create_directories(home, problem);
  return home / ("corpus-" + std::string(hash.data()) + ".cache");
}

}  // namespace

fs::path defaultCacheFile(const fs::path& folder) {
  return cacheFileOf(absoluteFolder(folder).string());
}

fs::path defaultCacheFile(const std::vector<fs::path>& places) {
  return cacheFileOf(keyOf(scanPlacesOf(places)));
}

fs::path absoluteFolder(const fs::path& folder) {
  std::error_code problem;
  fs::path found = fs::weakly_canonical(fs::absolute(folder, problem), problem);
  if (found.empty()) found = folder;
  return found.has_filename() || !found.has_relative_path() ? found : found.parent_path();
}

}  // namespace cadenza
