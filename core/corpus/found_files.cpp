// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/found_files.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "core/midi/midi_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::int64_t nanoseconds(fs::file_time_type changed) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(changed.time_since_epoch()).count();
}

class Search {
 public:
  explicit Search(const fs::path& folder) : root_(folder), waiting_{folder} {}

  FoundFiles run() {
    while (!waiting_.empty()) {
      const fs::path folder = std::move(waiting_.back());
      waiting_.pop_back();
      lookInto(folder);
    }
    std::ranges::sort(found_.files, {}, &FoundFile::file);
    std::ranges::sort(found_.passedOver, {}, &PassedOver::file);
    return std::move(found_);
  }

 private:
  void lookInto(const fs::path& folder) {
    std::error_code failed;
    fs::directory_iterator entry(folder, failed);
    for (const fs::directory_iterator end; !failed && entry != end; entry.increment(failed)) {
      add(*entry);
    }
    if (failed) passOver(folder, "This folder can't be read: " + failed.message() + ".");
  }

  void add(const fs::directory_entry& entry) {
    std::error_code failed;
    const bool isLink = entry.is_symlink(failed);
    const fs::file_type type = entry.status(failed).type();
    if (type == fs::file_type::directory) {
      if (!isLink) return waiting_.push_back(entry.path());
      return passOver(entry.path(),
                      "This is a link to a folder. Links to folders are not followed.");
    }
    if (!isMidiName(entry.path())) return;
    if (type != fs::file_type::regular) return passOver(entry.path(), reasonFor(type));
    found_.files.push_back({nameOf(entry.path()), entry.file_size(failed),
                            nanoseconds(entry.last_write_time(failed))});
  }

  static std::string reasonFor(fs::file_type type) {
    if (type == fs::file_type::fifo) return "This is a pipe, not a file.";
    if (type == fs::file_type::not_found) return "This is a link to a file that does not exist.";
    if (type == fs::file_type::none || type == fs::file_type::unknown) {
      return "Unknown file type.";
    }
    return "This is a device, not a file.";
  }

  [[nodiscard]] std::string nameOf(const fs::path& path) const {
    return path.lexically_relative(root_).generic_string();
  }
  void passOver(const fs::path& path, std::string reason) {
    found_.passedOver.push_back({nameOf(path), std::move(reason)});
  }

  fs::path root_;
  std::vector<fs::path> waiting_;
  FoundFiles found_;
};

}  // namespace

FoundFiles findMidiFiles(const fs::path& folder) { return Search(folder).run(); }

std::optional<FoundFile> findFile(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) return std::nullopt;
  return FoundFile{
      {}, fs::file_size(path, problem), nanoseconds(fs::last_write_time(path, problem))};
}

}  // namespace cadenza
