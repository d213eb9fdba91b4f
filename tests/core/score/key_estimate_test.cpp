// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/key_estimate.h"

#include <gtest/gtest.h>

#include <vector>

namespace cadenza {
namespace {

std::vector<Note> melody(std::initializer_list<int> pitches, int transposed) {
  std::vector<Note> notes;
  Tick onset = 0;
  for (const int pitch : pitches) {
    notes.push_back({onset, ticksPerQuarter, static_cast<std::uint8_t>(pitch + transposed), 80});
    onset += ticksPerQuarter;
  }
  return notes;
}

TEST(KeyEstimate, AScaleThatRestsOnItsChordIsInItsKeyWhereverItBegins) {
  for (int tonic = 0; tonic < 12; ++tonic) {
    const auto major = melody({60, 62, 64, 65, 67, 69, 71, 72, 67, 64, 60}, tonic);
    EXPECT_EQ(estimateKey(major), (Key{tonic, Scale::Major})) << tonic;
    const auto minor = melody({60, 62, 63, 65, 67, 68, 71, 72, 67, 63, 60}, tonic);
    EXPECT_EQ(estimateKey(minor), (Key{tonic, Scale::Minor})) << tonic;
  }
}

TEST(KeyEstimate, TooLittleOrEvenMusicHasNone) {
  EXPECT_EQ(estimateKey({}), std::nullopt);
  EXPECT_EQ(estimateKey(melody({60, 67, 72}, 0)), std::nullopt);
  const auto chromatic = melody({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71}, 0);
  EXPECT_EQ(estimateKey(chromatic), std::nullopt);
}

TEST(KeyEstimate, APedalPointDoesNotDrownWhatIsPlayedOverIt) {
  auto notes = melody({69, 71, 72, 74, 76, 74, 72, 71, 69, 68, 69}, 0);
  notes.push_back({0, 400 * ticksPerQuarter, 40, 80});
  EXPECT_EQ(estimateKey(notes), (Key{9, Scale::Minor}));
}

}  // namespace
}  // namespace cadenza
