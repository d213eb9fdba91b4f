// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_chunks.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

namespace cadenza {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t chunkHeaderSize = 8;
constexpr std::size_t smallestHeader = 6;
constexpr std::size_t mostTracks = 65'535;
constexpr std::size_t mostJunkBefore = 4'096;

std::uint32_t byteAt(Bytes bytes, std::size_t at) { return std::to_integer<unsigned>(bytes[at]); }

std::uint32_t bigEndian16(Bytes bytes, std::size_t at) {
  return byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
}

std::uint32_t bigEndian32(Bytes bytes, std::size_t at) {
  return bigEndian16(bytes, at) << 16 | bigEndian16(bytes, at + 2);
}

std::string_view asText(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint32_t littleEndian32(Bytes bytes, std::size_t at) {
  return byteAt(bytes, at) | byteAt(bytes, at + 1) << 8 | byteAt(bytes, at + 2) << 16 |
         byteAt(bytes, at + 3) << 24;
}

// The "data" chunk of a RIFF file of kind RMID; `bytes` itself where it is no such file.
Bytes unwrapped(Bytes bytes) {
  const std::string_view text = asText(bytes);
  if (!text.starts_with("RIFF") || text.size() < 12 || text.substr(8, 4) != "RMID") return bytes;
  std::size_t at = 12;
  while (at + chunkHeaderSize <= bytes.size()) {
    const std::size_t length = littleEndian32(bytes, at + 4);
    const Bytes content = bytes.subspan(at + chunkHeaderSize);
    if (text.substr(at, 4) == "data") return content.first(std::min(length, content.size()));
    if (length >= content.size()) break;
    at += chunkHeaderSize + length + length % 2;
  }
  return bytes;
}

bool startsChunk(Bytes bytes) {
  if (bytes.size() < chunkHeaderSize) return false;
  const std::string_view id = asText(bytes.first(4));
  if (id == "MTrk") return true;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }) &&
         bigEndian32(bytes, 4) <= bytes.size() - chunkHeaderSize;
}

void collectTracks(Bytes rest, MidiChunks& chunks) {
  while (startsChunk(rest) && chunks.tracks.size() < mostTracks) {
    const bool isTrack = asText(rest.first(4)) == "MTrk";
    const Bytes content = rest.subspan(chunkHeaderSize);
    std::size_t length = bigEndian32(rest, 4);
    std::size_t next = length;
    const bool fits = length <= content.size();
    const std::size_t left = fits ? content.size() - length : 0;
    if (!fits || (left >= chunkHeaderSize && !startsChunk(content.subspan(length)))) {
      ++chunks.wrongLengths;
      length = next = std::min(asText(content).find("MTrk"), content.size());
    }
    if (isTrack) {
      chunks.tracks.push_back(content.first(length));
    } else {
      ++chunks.otherChunks;
    }
    rest = content.subspan(next);
  }
  chunks.junkBytes += rest.size();
}

}  // namespace

Result<MidiChunks> splitChunks(Bytes bytes) {
  if (bytes.empty()) return Error{ErrorCode::NotMidi, "The file is empty."};
  bytes = unwrapped(bytes);
  const std::size_t start =
      asText(bytes.first(std::min(bytes.size(), mostJunkBefore))).find("MThd");
  if (start == std::string_view::npos) {
    return Error{ErrorCode::NotMidi, "This is no MIDI file: it does not begin with MThd."};
  }
  bytes = bytes.subspan(start);
  if (bytes.size() < chunkHeaderSize + smallestHeader) {
    return Error{ErrorCode::DamagedFile, "The file breaks off inside its header."};
  }
  MidiChunks chunks;
  chunks.junkBytes = start;
  chunks.format = static_cast<int>(bigEndian16(bytes, 8));
  chunks.promisedTracks = static_cast<int>(bigEndian16(bytes, 10));
  chunks.division = static_cast<std::uint16_t>(bigEndian16(bytes, 12));

  const std::size_t length = bigEndian32(bytes, 4);
  Bytes rest = bytes.subspan(chunkHeaderSize);
  if (length >= smallestHeader && length <= rest.size()) {
    rest = rest.subspan(length);
  } else {
    ++chunks.wrongLengths;
    rest = rest.subspan(smallestHeader);
  }
  if (!startsChunk(rest)) {
    const std::size_t track = asText(rest).find("MTrk");
    if (track == std::string_view::npos) return chunks;
    chunks.junkBytes += track;
    rest = rest.subspan(track);
  }
  collectTracks(rest, chunks);
  return chunks;
}

}  // namespace cadenza
