// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_text.h"

#include <algorithm>
#include <string_view>

namespace cadenza {
namespace {

constexpr std::size_t mostBytes = 200;

unsigned byteOf(char c) { return static_cast<unsigned char>(c); }

// Bytes of the UTF-8 character that `text` begins with; 0 where it begins with none.
std::size_t characterLength(std::string_view text) {
  const unsigned lead = byteOf(text[0]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byteOf(text[i]) & 0xc0) != 0x80) return 0;
  }
  if (length < 3) return length;
  const unsigned second = byteOf(text[1]);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool notACharacter = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || notACharacter ? 0 : length;
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string fromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    if (byteOf(c) < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xc0 | byteOf(c) >> 6);
      utf8 += static_cast<char>(0x80 | (byteOf(c) & 0x3f));
    }
  }
  return utf8;
}

std::string_view firstCharacters(std::string_view utf8) {
  std::size_t length = 0;
  while (length < utf8.size()) {
    const std::size_t next = length + characterLength(utf8.substr(length));
    if (next > mostBytes) break;
    length = next;
  }
  return utf8.substr(0, length);
}

}  // namespace

std::string textFromMidi(std::span<const std::byte> data) {
  const std::string_view raw(reinterpret_cast<const char*>(data.data()), data.size());
  std::string text =
      isUtf8(raw) ? std::string(firstCharacters(raw)) : fromLatin1(raw.substr(0, mostBytes / 2));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return byteOf(c) < 0x20 || c == 0x7f; }, ' ');
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace cadenza
