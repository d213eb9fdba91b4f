// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/originality.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

constexpr double chordSeconds = 0.030;

// The pitches as they are read: chord after chord, each from below.
std::vector<std::uint8_t> pitchesInOrder(std::span<const TimedNote> notes) {
  std::vector<std::uint8_t> pitches;
  pitches.reserve(notes.size());
  std::size_t chord = 0;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].onset - notes[chord].onset > chordSeconds) {
      std::sort(pitches.begin() + static_cast<std::ptrdiff_t>(chord), pitches.end());
      chord = i;
    }
    pitches.push_back(notes[i].pitch);
  }
  std::sort(pitches.begin() + static_cast<std::ptrdiff_t>(chord), pitches.end());
  return pitches;
}

}  // namespace

std::vector<std::uint64_t> phrasesOf(std::span<const TimedNote> notes) {
  constexpr std::uint64_t sevenIntervals = (std::uint64_t{1} << 8 * (phraseNotes - 1)) - 1;
  if (notes.size() < phraseNotes) return {};
  const auto pitches = pitchesInOrder(notes);
  std::vector<std::uint64_t> phrases;
  phrases.reserve(pitches.size() - phraseNotes + 1);
  std::uint64_t phrase = 0;
  for (std::size_t i = 1; i < pitches.size(); ++i) {
    const auto interval = static_cast<std::uint8_t>(pitches[i] - pitches[i - 1]);
    phrase = (phrase << 8 | interval) & sevenIntervals;
    if (i + 1 >= phraseNotes) phrases.push_back(phrase);
  }
  return phrases;
}

PhraseBook::PhraseBook(std::vector<std::uint64_t> phrases) : phrases_(std::move(phrases)) {
  std::sort(phrases_.begin(), phrases_.end());
  phrases_.erase(std::unique(phrases_.begin(), phrases_.end()), phrases_.end());
}

bool PhraseBook::contains(std::uint64_t phrase) const {
  return std::binary_search(phrases_.begin(), phrases_.end(), phrase);
}

CopyCount PhraseBook::count(std::span<const std::uint64_t> phrases) const {
  const auto copied = std::count_if(phrases.begin(), phrases.end(),
                                    [&](std::uint64_t phrase) { return contains(phrase); });
  return {phrases.size(), static_cast<std::size_t>(copied)};
}

}  // namespace cadenza
