// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/corpus/corpus.h"

namespace cadenza {

/// What a csv beside the pieces says of one.
struct PieceDetails {
  std::string composer;
  std::string title;
  std::optional<Split> split;
};

/// The csv files of a folder that describe its pieces: those with a column midi_filename or file.
/// Composers come from canonical_composer or composer, titles from canonical_title or title, splits
/// from split. A csv that can't be read or is none of these is passed over.
class PieceTable {
 public:
  [[nodiscard]] static PieceTable read(const std::filesystem::path& folder);

  /// The same of the text of one csv file.
  [[nodiscard]] static PieceTable of(const std::string& text);

  /// Details of a file by its path relative to the folder; empty ones where none are known.
  [[nodiscard]] const PieceDetails& find(const std::string& file) const;
  /// At least one piece is given a split.
  [[nodiscard]] bool hasSplits() const { return hasSplits_; }
  /// Changes when any of the csv files does.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  void add(const std::string& text);

  std::map<std::string, PieceDetails> details_;
  bool hasSplits_ = false;
  std::uint64_t hash_ = 0;
};

}  // namespace cadenza
