// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace cadenza::test {

using Bytes = std::vector<std::byte>;

inline Bytes bytesOf(std::initializer_list<int> values) {
  Bytes bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

inline void append(Bytes& to, const Bytes& more) { to.insert(to.end(), more.begin(), more.end()); }

inline void appendText(Bytes& to, const std::string& text) {
  for (const char c : text) to.push_back(static_cast<std::byte>(c));
}

inline void appendNumber(Bytes& to, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    to.push_back(static_cast<std::byte>(value >> shift));
  }
}

/// A chunk with that content, whose header claims `claimedLength` bytes.
inline Bytes chunk(const std::string& id, const Bytes& content, std::uint32_t claimedLength) {
  Bytes bytes;
  appendText(bytes, id);
  appendNumber(bytes, claimedLength, 4);
  append(bytes, content);
  return bytes;
}

inline Bytes chunk(const std::string& id, const Bytes& content) {
  return chunk(id, content, static_cast<std::uint32_t>(content.size()));
}

inline Bytes header(int format, int tracks, int division) {
  Bytes content;
  for (const int field : {format, tracks, division}) {
    appendNumber(content, static_cast<std::uint32_t>(field), 2);
  }
  return chunk("MThd", content);
}

/// A track of these events, with an end mark.
inline Bytes track(std::initializer_list<int> events) {
  Bytes content = bytesOf(events);
  append(content, bytesOf({0, 0xff, 0x2f, 0}));
  return chunk("MTrk", content);
}

/// A whole file of these tracks, 960 ticks a quarter.
inline Bytes midiFile(int format, std::initializer_list<Bytes> tracks, int division = 960) {
  Bytes file = header(format, static_cast<int>(tracks.size()), division);
  for (const Bytes& each : tracks) append(file, each);
  return file;
}

}  // namespace cadenza::test
