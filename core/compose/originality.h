// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/score/statistics.h"

namespace cadenza {

/// Notes in a phrase that can be copied.
inline constexpr std::size_t phraseNotes = 8;

/// The phrases of a piece, one for each note but the last seven: eight successive notes by the
/// seven intervals between them (eight bits each, exact, no hash), so that transposition is left
/// out, and rhythm and loudness too. Notes that begin within 30 ms of the first of a chord are that
/// chord and stand by rising pitch, however they were spread.
[[nodiscard]] std::vector<std::uint64_t> phrasesOf(std::span<const TimedNote> notes);

/// How many phrases were looked up and how many of them were found.
struct CopyCount {
  std::size_t phrases = 0;
  std::size_t copied = 0;

  /// 0 where there is no phrase.
  [[nodiscard]] double share() const {
    return phrases == 0 ? 0 : static_cast<double>(copied) / static_cast<double>(phrases);
  }
  CopyCount& operator+=(const CopyCount& more) {
    phrases += more.phrases;
    copied += more.copied;
    return *this;
  }
  bool operator==(const CopyCount&) const = default;
};

/// All the phrases of a set of pieces: what a generator could have copied. 8 bytes a note; any
/// thread may ask it.
class PhraseBook {
 public:
  /// Takes phrases in any order; those that recur are kept once. O(n log n).
  explicit PhraseBook(std::vector<std::uint64_t> phrases);

  [[nodiscard]] bool contains(std::uint64_t phrase) const;
  /// Different phrases.
  [[nodiscard]] std::size_t size() const { return phrases_.size(); }
  /// How many of these phrases stand in the book.
  [[nodiscard]] CopyCount count(std::span<const std::uint64_t> phrases) const;

 private:
  std::vector<std::uint64_t> phrases_;  // rising
};

}  // namespace cadenza
