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

std::int64_t nanoseconds(fs::file_time_type changed) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(changed.time_since_epoch()).count();
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
    files.push_back({entry->path().lexically_relative(folder).generic_string(),
                     entry->file_size(unknown), nanoseconds(entry->last_write_time(unknown))});
  }
  std::sort(files.begin(), files.end(),
            [](const FoundFile& a, const FoundFile& b) { return a.file < b.file; });
  return files;
}

std::optional<FoundFile> findFile(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) return std::nullopt;
  return FoundFile{
      {}, fs::file_size(path, problem), nanoseconds(fs::last_write_time(path, problem))};
}

}  // namespace cadenza
