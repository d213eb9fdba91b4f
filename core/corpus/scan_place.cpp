// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/scan_place.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/corpus/scan.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

// Only folders hold others; of equal paths the first stays.
std::vector<fs::path> outermost(const std::vector<fs::path>& paths) {
  std::vector<fs::path> absolute;
  std::set<fs::path> known;
  for (const fs::path& path : paths) {
    fs::path found = absoluteFolder(path);
    if (known.insert(found).second) absolute.push_back(std::move(found));
  }
  std::erase_if(absolute, [&](const fs::path& path) {
    for (fs::path above = path; above.has_relative_path();) {
      above = above.parent_path();
      if (known.contains(above)) return true;
    }
    return false;
  });
  return absolute;
}

std::string unused(const fs::path& path, bool isFolder, std::set<std::string>& used) {
  const fs::path last = path.filename();
  std::string name = last.empty() ? path.string() : last.string();
  for (int number = 2; !used.insert(name).second; ++number) {
    const std::string mark = " (" + std::to_string(number) + ")";
    name =
        isFolder ? last.string() + mark : last.stem().string() + mark + last.extension().string();
  }
  return name;
}

std::string lastPart(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.empty() ? path : name;
}

}  // namespace

std::vector<ScanPlace> scanPlacesOf(const std::vector<fs::path>& paths) {
  std::vector<ScanPlace> places;
  std::set<std::string> used;
  const std::vector<fs::path> chosen = outermost(paths);
  for (const fs::path& path : chosen) {
    std::error_code problem;
    const bool isFolder = fs::is_directory(path, problem);
    const bool alone = chosen.size() == 1 && isFolder;
    places.push_back({path, isFolder, alone ? std::string() : unused(path, isFolder, used)});
  }
  return places;
}

std::string keyOf(const std::vector<ScanPlace>& places) {
  std::string key;
  for (const ScanPlace& place : places) key += (key.empty() ? "" : "\n") + place.path.string();
  return key;
}

std::string textOfPlaces(const std::string& key) {
  const auto others = std::ranges::count(key, '\n');
  const std::string first = lastPart(key.substr(0, key.find('\n')));
  return others ? first + " and " + std::to_string(others) + " more" : first;
}

fs::path pathOfFile(const std::vector<ScanPlace>& places, const std::string& file) {
  for (const ScanPlace& place : places) {
    if (!place.isFolder && file == place.name) return place.path;
    if (place.isFolder && place.name.empty()) return place.path / file;
    if (place.isFolder && file.starts_with(place.name + '/')) {
      return place.path / file.substr(place.name.size() + 1);
    }
  }
  return {};
}

PlaceContents::PlaceContents(const ScanPlace& place, std::shared_ptr<const PieceTable> table)
    : table_(std::move(table)), isFolder_(place.isFolder) {
  if (!isFolder_) {
    fileName_ = place.path.filename().string();
    if (auto file = findFile(place.path)) {
      file->file = place.name;
      files_.push_back(std::move(*file));
    } else {
      passedOver_.push_back({place.name, "This is not a file."});
    }
    return;
  }
  FoundFiles found = findMidiFiles(place.path);
  files_ = std::move(found.files);
  passedOver_ = std::move(found.passedOver);
  if (place.name.empty()) return;
  prefix_ = place.name.size() + 1;
  for (FoundFile& file : files_) file.file.insert(0, place.name + '/');
  for (PassedOver& each : passedOver_) each.file.insert(0, place.name + '/');
}

const PieceDetails& PlaceContents::details(const std::string& file) const {
  return table_->find(isFolder_ ? file.substr(prefix_) : fileName_);
}

std::vector<PlaceContents> readPlaces(const std::vector<ScanPlace>& places) {
  std::vector<PlaceContents> contents;
  std::map<fs::path, std::shared_ptr<const PieceTable>> tables;
  for (const ScanPlace& place : places) {
    const fs::path folder = place.isFolder ? place.path : place.path.parent_path();
    std::shared_ptr<const PieceTable>& table = tables[folder];
    if (!table) table = std::make_shared<const PieceTable>(PieceTable::read(folder));
    contents.push_back(PlaceContents(place, table));
  }
  return contents;
}

}  // namespace cadenza
