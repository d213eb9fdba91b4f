// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
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

// Whether `folder` is there, made where it is missing, and files can be created in it.
bool isUsable(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  return fs::is_directory(folder, problem) &&
         ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

// A folder of this user alone in one that all share.
bool isOwn(const fs::path& folder) {
  (void)::mkdir(folder.c_str(), 0700);
  struct stat status {};
  return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         status.st_uid == ::geteuid() && isUsable(folder);
}

fs::path temporaryHome() {
  constexpr int mostNames = 100;
  std::error_code problem;
  const fs::path shared = fs::temp_directory_path(problem);
  const fs::path folder = (problem ? fs::path("/tmp") : shared) / "cadenza";
  const std::string name = folder.string() + '-' + std::to_string(::geteuid());
  for (int number = 1; number < mostNames; ++number) {
    const fs::path home = number == 1 ? name : name + '-' + std::to_string(number);
    if (isOwn(home)) return home;
  }
  return name;
}

fs::path preferredHome() {
  const auto absoluteFrom = [](const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value == '/' ? fs::path(value) : fs::path();
  };
  if (fs::path chosen = absoluteFrom("XDG_CACHE_HOME"); !chosen.empty()) return chosen / "cadenza";
  if (fs::path home = absoluteFrom("HOME"); !home.empty()) return home / ".cache" / "cadenza";
  return {};
}

fs::path cacheHome() {
  fs::path home = preferredHome();
  return !home.empty() && isUsable(home) ? home : temporaryHome();
}

fs::path cacheFileOf(const std::string& key) {
  std::array<char, 17> hash{};
  std::snprintf(hash.data(), hash.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(key.data(), key.size())));
  return cacheHome() / ("corpus-" + std::string(hash.data()) + ".cache");
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
