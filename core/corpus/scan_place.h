// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/corpus/found_files.h"
#include "core/corpus/piece_table.h"

namespace cadenza {

/// A folder or a file that is scanned. Its files are called by their path in the folder, behind
/// the name of the place where there are several places.
struct ScanPlace {
  std::filesystem::path path;  ///< absolute
  bool isFolder = true;
  std::string name;  ///< in front of its files' names, or the name of a file; may be empty
};

/// `paths` made absolute, without those that lie in others, each under a name of its own. One
/// folder alone has an empty name. A path that does not exist counts as a file.
[[nodiscard]] std::vector<ScanPlace> scanPlacesOf(const std::vector<std::filesystem::path>& paths);

/// What names these places in a cache: the path of one, several divided by line breaks.
[[nodiscard]] std::string keyOf(const std::vector<ScanPlace>& places);
/// "nocturnes", or "nocturnes and 2 more", of such a key.
[[nodiscard]] std::string textOfPlaces(const std::string& key);

/// Where the file of that name lies; empty for a name that is of none of the places.
[[nodiscard]] std::filesystem::path pathOfFile(const std::vector<ScanPlace>& places,
                                               const std::string& file);

/// The files of a place with what the csv files beside them say.
class PlaceContents {
 public:
  /// By their names, sorted.
  [[nodiscard]] const std::vector<FoundFile>& files() const { return files_; }
  /// What was not looked into, likewise named.
  [[nodiscard]] const std::vector<PassedOver>& passedOver() const { return passedOver_; }
  [[nodiscard]] const PieceDetails& details(const std::string& file) const;
  /// The folder's own split holds. Files that were chosen one by one have none.
  [[nodiscard]] bool hasSplits() const { return isFolder_ && table_->hasSplits(); }
  [[nodiscard]] std::uint64_t tableHash() const { return table_->hash(); }

 private:
  friend std::vector<PlaceContents> readPlaces(const std::vector<ScanPlace>& places);
  PlaceContents(const ScanPlace& place, std::shared_ptr<const PieceTable> table);

  std::vector<FoundFile> files_;
  std::vector<PassedOver> passedOver_;
  std::shared_ptr<const PieceTable> table_;
  std::size_t prefix_ = 0;  // length, of the names, before what the table knows
  std::string fileName_;    // as the table knows it, of a place that is a file
  bool isFolder_ = true;
};

/// Looks into all places; files of one folder share its table.
[[nodiscard]] std::vector<PlaceContents> readPlaces(const std::vector<ScanPlace>& places);

}  // namespace cadenza
