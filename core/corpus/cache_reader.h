// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

#include "core/base/mapped_file.h"
#include "core/base/result.h"
#include "core/corpus/cache_directory.h"

namespace cadenza {

/// A cache file, mapped, and its directory. Everything was checked when it was opened: sizes,
/// hashes, and that the notes are notes.
class CacheReader {
 public:
  /// Fails with NotFound, DamagedFile, or as MappedFile::open does.
  [[nodiscard]] static Result<CacheReader> open(const std::filesystem::path& path);

  [[nodiscard]] const CacheDirectory& directory() const { return directory_; }
  [[nodiscard]] std::span<const std::byte> block(const CachedPiece& piece) const {
    return file_.bytes().subspan(piece.offset, piece.blockSize());
  }
  [[nodiscard]] std::span<const Note> notes(const CachedPiece& piece) const;
  [[nodiscard]] std::span<const PedalChange> pedal(const CachedPiece& piece) const;
  [[nodiscard]] std::span<const TempoChange> tempo(const CachedPiece& piece) const;
  [[nodiscard]] std::span<const TimeSignature> meter(const CachedPiece& piece) const;

 private:
  CacheReader(MappedFile file, CacheDirectory directory)
      : file_(std::move(file)), directory_(std::move(directory)) {}
  [[nodiscard]] bool isSound(const CachedPiece& piece, std::uint64_t end) const;

  MappedFile file_;
  CacheDirectory directory_;
};

}  // namespace cadenza
