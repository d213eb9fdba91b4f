// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_text.h"

#include <string_view>

#include "core/base/plain_text.h"
#include "core/midi/text_encoding.h"

namespace cadenza {
namespace {

constexpr std::size_t mostBytes = 2'000;
// Detecting an encoding takes no more than this.
constexpr std::size_t mostRawBytes = 65'536;

bool continuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The whole characters within the first `most` bytes.
std::string_view firstCharacters(std::string_view utf8, std::size_t most) {
  if (utf8.size() <= most) return utf8;
  while (most > 0 && continuesCharacter(utf8[most])) --most;
  return utf8.substr(0, most);
}

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string textFromMidi(std::span<const std::byte> data) {
  const std::string_view raw(reinterpret_cast<const char*>(data.data()), data.size());
  return trimmed(plainText(toUtf8(firstCharacters(raw, mostRawBytes)), mostBytes));
}

}  // namespace cadenza
