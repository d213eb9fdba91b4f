// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/cache_reader.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace cadenza {
namespace {

Error damaged(const std::filesystem::path& path, const char* what) {
  return {ErrorCode::DamagedFile,
          "The cache " + path.string() + " " + what + "; scan the folder again."};
}

// The directory's bytes, or none where header or directory don't hold what they should.
std::span<const std::byte> directoryBytes(std::span<const std::byte> bytes,
                                          const CacheHeader& header) {
  const bool good = header.headerHash == XXH3_64bits(&header, offsetof(CacheHeader, headerHash)) &&
                    header.fileSize == bytes.size() &&
                    header.directoryOffset >= sizeof(CacheHeader) &&
                    header.directoryOffset <= bytes.size();
  if (!good) return {};
  const auto directory = bytes.subspan(header.directoryOffset);
  return header.directoryHash == XXH3_64bits(directory.data(), directory.size())
             ? directory
             : directory.first(0);
}

template <class Item>
std::span<const Item> itemsAt(std::span<const std::byte> block, std::size_t offset,
                              std::size_t count) {
  return {reinterpret_cast<const Item*>(block.data() + offset), count};
}

bool areNotes(std::span<const Note> notes) {
  bool good = true;
  Tick last = 0;
  for (const Note& note : notes) {
    good &= note.onset >= last && note.onset < maxTick && note.duration > 0 &&
            note.duration <= maxTick - note.onset && note.pitch < 128 && note.velocity > 0 &&
            note.velocity < 128;
    last = note.onset;
  }
  return good;
}

template <class Change>
bool areInOrder(std::span<const Change> changes) {
  return (changes.empty() || changes.front().tick >= 0) &&
         std::is_sorted(changes.begin(), changes.end(),
                        [](const Change& a, const Change& b) { return a.tick < b.tick; });
}

}  // namespace

Result<CacheReader> CacheReader::open(const std::filesystem::path& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  const auto bytes = file->bytes();
  CacheHeader header{};
  if (bytes.size() < sizeof(header)) return damaged(path, "is cut short");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, cacheMagic, sizeof(cacheMagic)) != 0) {
    return damaged(path, "is no cache of Cadenza");
  }
  if (header.version != cacheVersion || header.byteOrder != cacheByteOrder) {
    return damaged(path, "was written by another version");
  }
  auto directory = readDirectory(directoryBytes(bytes, header));
  if (!directory) return damaged(path, "is damaged");
  CacheReader reader(std::move(*file), std::move(*directory));
  const auto& pieces = reader.directory_.pieces;
  const bool sound = std::all_of(pieces.begin(), pieces.end(), [&](const CachedPiece& piece) {
    return reader.isSound(piece, header.directoryOffset);
  });
  if (!sound) return damaged(path, "is damaged");
  return reader;
}

bool CacheReader::isSound(const CachedPiece& piece, std::uint64_t end) const {
  if (piece.offset < sizeof(CacheHeader) || piece.offset % alignof(Note) != 0 ||
      piece.offset > end || piece.blockSize() > end - piece.offset) {
    return false;
  }
  const auto bytes = block(piece);
  return std::isfinite(piece.seconds) && piece.seconds >= 0 &&
         XXH3_64bits(bytes.data(), bytes.size()) == piece.blockHash && areNotes(notes(piece)) &&
         areInOrder(pedal(piece)) && areInOrder(tempo(piece)) && areInOrder(meter(piece));
}

std::span<const Note> CacheReader::notes(const CachedPiece& piece) const {
  return itemsAt<Note>(block(piece), 0, piece.notes);
}

std::span<const PedalChange> CacheReader::pedal(const CachedPiece& piece) const {
  return itemsAt<PedalChange>(block(piece), piece.notes * sizeof(Note), piece.pedal);
}

std::span<const TempoChange> CacheReader::tempo(const CachedPiece& piece) const {
  const std::size_t offset = piece.notes * sizeof(Note) + piece.pedal * sizeof(PedalChange);
  return itemsAt<TempoChange>(block(piece), offset, piece.tempo);
}

std::span<const TimeSignature> CacheReader::meter(const CachedPiece& piece) const {
  const std::size_t offset = piece.blockSize() - piece.meter * sizeof(TimeSignature);
  return itemsAt<TimeSignature>(block(piece), offset, piece.meter);
}

}  // namespace cadenza
