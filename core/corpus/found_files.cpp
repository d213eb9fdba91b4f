// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/found_files.h"

#include <algorithm>
#include <cctype>
#include <chrono>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

bool isMidiName(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension == ".mid" || extension == ".midi" || extension == ".kar";
}

}  // namespace

std::vector<FoundFile> findMidiFiles(const fs::path& folder) {
  std::vector<FoundFile> files;
  std::error_code problem;
  constexpr auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator entry(folder, options, problem), end;
       !problem && entry != end; entry.increment(problem)) {
    std::error_code unknown;
    if (!isMidiName(entry->path()) || !entry->is_regular_file(unknown)) continue;
    const auto changed = entry->last_write_time(unknown).time_since_epoch();
    files.push_back({entry->path().lexically_relative(folder).generic_string(),
                     entry->file_size(unknown),
                     std::chrono::duration_cast<std::chrono::nanoseconds>(changed).count()});
  }
  std::sort(files.begin(), files.end(),
            [](const FoundFile& a, const FoundFile& b) { return a.file < b.file; });
  return files;
}

}  // namespace cadenza
