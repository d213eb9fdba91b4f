// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take.h"

#include <array>
#include <string_view>

#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

// FNV-1a, 64 bits (Fowler, Noll and Vo): the same on every machine.
class Hash {
 public:
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
      value_ = (value_ ^ ((number >> (8 * byte)) & 0xff)) * 0x100000001b3u;
    }
  }
  void add(const Note& note) {
    addTick(note.onset);
    addTick(note.duration);
    add(std::uint64_t{note.pitch} << 8 | note.velocity);
  }
  void add(const PedalChange& change) {
    addTick(change.tick);
    add(std::uint64_t{change.repedals} << 8 | change.value);
  }
  void addTick(Tick tick) { add(static_cast<std::uint64_t>(tick)); }

  [[nodiscard]] std::string text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(value_ >> shift) & 0xf];
    return text;
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

struct Word {
  Heard heard;
  std::string_view text;
};
constexpr std::array words{Word{Heard::Nothing, "nothing:"}, Word{Heard::Before, "before:"},
                           Word{Heard::Around, "around:"}};

bool isHeard(const Note& note, TickRange range, Heard heard) {
  if (heard == Heard::Nothing) return false;
  if (range.contains(note.onset)) return note.locked;
  return heard == Heard::Around || note.onset < range.begin;
}

bool isHeard(Tick tick, TickRange range, Heard heard) {
  if (heard == Heard::Nothing) return false;
  return tick < range.begin || (heard == Heard::Around && tick >= range.end);
}

}  // namespace

std::string heardFingerprint(const Score& piece, TickRange range, Heard heard) {
  Hash hash;
  hash.addTick(range.begin);
  if (heard == Heard::Around) hash.addTick(range.end);
  for (const Note& note : piece.notes()) {
    if (isHeard(note, range, heard)) hash.add(note);
  }
  for (const PedalChange& change : piece.pedal()) {
    if (isHeard(change.tick, range, heard)) hash.add(change);
  }
  for (const TempoChange& change : withoutDefaultStart(piece.tempo().changes())) {
    if (heard != Heard::Around && change.tick >= range.end) break;
    hash.addTick(change.tick);
    hash.add(change.microsPerQuarter);
  }
  for (const TimeSignature& signature : withoutDefaultStart(piece.meter().signatures())) {
    if (heard != Heard::Around && signature.tick >= range.end) break;
    hash.addTick(signature.tick);
    hash.add(signature.numerator);
    hash.add(signature.denominator);
  }
  return std::string(words[static_cast<std::size_t>(heard)].text) + hash.text();
}

bool hasChangedSince(const Score& piece, const Take& take) {
  for (const Word& word : words) {
    if (!take.heard.starts_with(word.text)) continue;
    return heardFingerprint(piece, take.range, word.heard) != take.heard;
  }
  return false;
}

}  // namespace cadenza
