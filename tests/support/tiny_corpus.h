// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/corpus/corpus.h"

namespace cadenza::test {

/// A piece of scales and broken chords in 4/4, `bars` long, on `tonic`: something to learn.
[[nodiscard]] inline Score etude(int tonic, int bars = 16) {
  ScoreItems items;
  constexpr int scale[] = {0, 2, 4, 5, 7, 9, 11, 12};
  for (int bar = 0; bar < bars; ++bar) {
    for (int i = 0; i < 8; ++i) {
      const Tick onset = bar * 4 * ticksPerQuarter + i * ticksPerQuarter / 2;
      const int step = bar % 2 ? scale[7 - i] : scale[i];
      items.notes.push_back({onset, ticksPerQuarter / 2, static_cast<std::uint8_t>(tonic + step),
                             static_cast<std::uint8_t>(i % 4 ? 62 : 86)});
      if (i % 4 == 0) {
        items.notes.push_back(
            {onset, 2 * ticksPerQuarter, static_cast<std::uint8_t>(tonic - 12), 70});
      }
    }
  }
  return Score(std::move(items));
}

/// Twelve études, two of them held out for validation.
[[nodiscard]] inline Corpus tinyCorpus() {
  std::vector<Score> scores;
  std::vector<Split> splits;
  for (int i = 0; i < 12; ++i) {
    scores.push_back(etude(48 + i));
    splits.push_back(i % 6 == 5 ? Split::Validation : Split::Train);
  }
  return Corpus::fromScores(scores, splits);
}

}  // namespace cadenza::test
