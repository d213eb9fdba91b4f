// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/corpus/corpus.h"
#include "core/corpus/file_fate.h"

namespace cadenza {

// A cache file is: CacheHeader, a block of arrays for each piece (notes, pedal, tempo, meter, one
// behind the other, as they lie in memory, padding zero; parts and locks of notes are not kept),
// and the directory, which names them all. The version rises also where files are read differently.

inline constexpr char cacheMagic[8] = {'C', 'a', 'd', 'e', 'n', 'z', 'a', 'C'};
inline constexpr std::uint32_t cacheVersion = 2;
inline constexpr std::uint32_t cacheByteOrder = 0x01020304;

/// The first bytes of a cache file.
struct CacheHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t byteOrder;
  std::uint64_t fileSize;
  std::uint64_t directoryOffset;
  std::uint64_t directoryHash;
  std::uint64_t headerHash;  ///< of the bytes before it
};
static_assert(sizeof(CacheHeader) == 48 && sizeof(Note) == 12 && sizeof(PedalChange) == 8 &&
              sizeof(TempoChange) == 8 && sizeof(TimeSignature) == 8);

/// Where a piece's arrays lie and what is known of it.
struct CachedPiece {
  std::string file;
  std::string composer;
  std::string title;
  std::string ownTitle;  ///< as the MIDI file has it
  Split split = Split::Train;
  std::uint64_t contentHash = 0;
  double seconds = 0;
  std::uint64_t offset = 0;  ///< of the block in the file
  std::uint64_t blockHash = 0;
  std::uint32_t notes = 0, pedal = 0, tempo = 0, meter = 0;

  [[nodiscard]] std::uint64_t blockSize() const {
    return std::uint64_t{notes} * sizeof(Note) + std::uint64_t{pedal} * sizeof(PedalChange) +
           std::uint64_t{tempo} * sizeof(TempoChange) +
           std::uint64_t{meter} * sizeof(TimeSignature);
  }
};

/// A file that was scanned.
struct CachedFile {
  std::string file;
  std::uint64_t size = 0;
  std::int64_t changed = 0;  ///< time of its last change, nanoseconds
  FileFate fate = FileFate::Kept;
  std::uint32_t piece = 0;        ///< of Kept and Duplicate
  std::uint64_t contentHash = 0;  ///< of Kept and Duplicate
  std::string text;               ///< why it was skipped, or the warnings of one that was kept
};

/// Everything in a cache file but the notes.
struct CacheDirectory {
  std::string folder;  ///< or places, divided by line breaks
  std::uint64_t fewestNotes = 0;
  double validationShare = 0;
  std::uint64_t tableHash = 0;
  bool officialSplit = false;
  std::vector<CachedPiece> pieces;
  std::vector<CachedFile> files;
};

[[nodiscard]] std::vector<std::byte> writeDirectory(const CacheDirectory& directory);
/// Nothing where the bytes are no directory.
[[nodiscard]] std::optional<CacheDirectory> readDirectory(std::span<const std::byte> bytes);

}  // namespace cadenza
