// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/cache_writer.h"

#include <xxhash.h>

#include <cstddef>
#include <cstring>
#include <utility>

namespace cadenza {
namespace {

// Copies field by field onto zeroed bytes, so that padding never differs.
std::byte* put(std::byte* to, const Note& note) {
  std::memcpy(to + offsetof(Note, onset), &note.onset, sizeof(note.onset));
  std::memcpy(to + offsetof(Note, duration), &note.duration, sizeof(note.duration));
  to[offsetof(Note, pitch)] = static_cast<std::byte>(note.pitch);
  to[offsetof(Note, velocity)] = static_cast<std::byte>(note.velocity);
  return to + sizeof(Note);
}

std::byte* put(std::byte* to, const PedalChange& change) {
  std::memcpy(to + offsetof(PedalChange, tick), &change.tick, sizeof(change.tick));
  to[offsetof(PedalChange, value)] = static_cast<std::byte>(change.value);
  to[offsetof(PedalChange, repedals)] = static_cast<std::byte>(change.repedals);
  return to + sizeof(PedalChange);
}

std::byte* put(std::byte* to, const TempoChange& change) {
  std::memcpy(to, &change, sizeof(change));
  return to + sizeof(TempoChange);
}

std::byte* put(std::byte* to, const TimeSignature& signature) {
  std::memcpy(to + offsetof(TimeSignature, tick), &signature.tick, sizeof(signature.tick));
  to[offsetof(TimeSignature, numerator)] = static_cast<std::byte>(signature.numerator);
  to[offsetof(TimeSignature, denominator)] = static_cast<std::byte>(signature.denominator);
  return to + sizeof(TimeSignature);
}

template <class Items>
std::byte* putAll(std::byte* to, const Items& items) {
  for (const auto& item : items) to = put(to, item);
  return to;
}

}  // namespace

void PieceBlock::assign(const Score& score) {
  CachedPiece counted;
  counted.notes = notes = static_cast<std::uint32_t>(score.notes().size());
  counted.pedal = pedal = static_cast<std::uint32_t>(score.pedal().size());
  counted.tempo = tempo = static_cast<std::uint32_t>(score.tempo().changes().size());
  counted.meter = meter = static_cast<std::uint32_t>(score.meter().signatures().size());
  bytes.assign(counted.blockSize(), std::byte{0});
  std::byte* to = putAll(bytes.data(), score.notes());
  to = putAll(to, score.pedal());
  to = putAll(to, score.tempo().changes());
  putAll(to, score.meter().signatures());
  contentHash = XXH3_64bits(bytes.data(), std::size_t{notes} * sizeof(Note));
}

Result<CacheWriter> CacheWriter::create(OutputFile& file) {
  CacheWriter writer(file);
  const CacheHeader room{};
  if (auto written = writer.write(std::as_bytes(std::span(&room, 1))); !written) {
    return written.error();
  }
  return writer;
}

Result<void> CacheWriter::write(std::span<const std::byte> bytes) {
  size_ += bytes.size();
  return file_->write(bytes);
}

Result<void> CacheWriter::append(std::span<const std::byte> block, CachedPiece& piece) {
  piece.offset = size_;
  piece.blockHash = XXH3_64bits(block.data(), block.size());
  return write(block);
}

Result<void> CacheWriter::finish(const CacheDirectory& directory) {
  const std::vector<std::byte> bytes = writeDirectory(directory);
  CacheHeader header{};
  std::memcpy(header.magic, cacheMagic, sizeof(cacheMagic));
  header.version = cacheVersion;
  header.byteOrder = cacheByteOrder;
  header.directoryOffset = size_;
  header.fileSize = size_ + bytes.size();
  header.directoryHash = XXH3_64bits(bytes.data(), bytes.size());
  header.headerHash = XXH3_64bits(&header, offsetof(CacheHeader, headerHash));
  if (auto written = write(bytes); !written) return written;
  if (auto back = file_->seek(0); !back) return back;
  return write(std::as_bytes(std::span(&header, 1)));
}

}  // namespace cadenza
