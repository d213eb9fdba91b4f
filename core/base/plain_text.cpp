// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plain_text.h"

#include <array>
#include <cstdint>

namespace cadenza {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

// The bytes of the UTF-8 character at the front of `text`, and its code point; 0 where it is none.
std::size_t decode(std::string_view text, std::uint32_t& point) {
  static constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80             ? 1
                             : (first & 0xe0) == 0xc0 ? 2
                             : (first & 0xf0) == 0xe0 ? 3
                             : (first & 0xf8) == 0xf0 ? 4
                                                      : 0;
  if (length == 0 || length > text.size()) return 0;
  point = length == 1 ? first : first & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return 0;
    point = point << 6 | (next & 0x3fu);
  }
  const bool isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest[length] || point > 0x10ffff || isSurrogate ? 0 : length;
}

bool isControl(std::uint32_t point) {
  const bool isDirection = point == 0x061c || (point >= 0x200e && point <= 0x200f) ||
                           (point >= 0x202a && point <= 0x202e) ||
                           (point >= 0x2066 && point <= 0x2069);
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x2028 || point == 0x2029 ||
         isDirection;
}

}  // namespace

std::string plainText(std::string_view text, std::size_t most) {
  std::string plain;
  while (!text.empty()) {
    std::uint32_t point = 0;
    const std::size_t length = decode(text, point);
    const std::string_view next = length == 0        ? replacement
                                  : isControl(point) ? std::string_view(" ")
                                                     : text.substr(0, length);
    if (plain.size() + next.size() > most) break;
    plain += next;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return plain;
}

}  // namespace cadenza
