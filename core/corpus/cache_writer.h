// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/output_file.h"
#include "core/base/result.h"
#include "core/corpus/cache_directory.h"
#include "core/score/score.h"

namespace cadenza {

/// A piece's arrays as they stand in a cache file, and the hash of the notes among them.
struct PieceBlock {
  std::vector<std::byte> bytes;
  std::uint32_t notes = 0, pedal = 0, tempo = 0, meter = 0;
  std::uint64_t contentHash = 0;

  /// Fills this block anew.
  void assign(const Score& score);
};

/// Writes a cache file from front to back, one block in memory at a time.
class CacheWriter {
 public:
  /// Begins in the empty `file`, which must outlive the writer.
  [[nodiscard]] static Result<CacheWriter> create(OutputFile& file);

  /// Appends a block; sets the places and the hash in `piece`, whose counts are given.
  [[nodiscard]] Result<void> append(std::span<const std::byte> block, CachedPiece& piece);
  /// Writes directory and header.
  [[nodiscard]] Result<void> finish(const CacheDirectory& directory);

 private:
  explicit CacheWriter(OutputFile& file) : file_(&file) {}
  [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);

  OutputFile* file_;
  std::uint64_t size_ = 0;
};

}  // namespace cadenza
