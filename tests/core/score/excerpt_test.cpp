// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/excerpt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Excerpt, BeginsAtZeroAndNotesAreCutOffAtBothEnds) {
  const Score score(
      {{{0, 500, 60, 80}, {100, 50, 62, 80}, {200, 5'000, 64, 80}, {900, 9, 65, 80}}, {}, {}, {}});
  EXPECT_THAT(excerpt(score, {400, 900}).notes(),
              ElementsAre(Note{0, 100, 60, 80}, Note{0, 500, 64, 80}));
}

TEST(Excerpt, PedalTempoAndMeterHoldAsTheyDidAndMarkersStayBehind) {
  const Score score({{},
                     {{0, 127}, {500, 0}, {2'000, 127}},
                     {{0, 400'000}, {100, 600'000}, {700, 300'000}},
                     {{0, 3, 4}},
                     {{600, "A"}}});
  const Score part = excerpt(score, {400, 1'000});
  EXPECT_THAT(part.pedal(), ElementsAre(PedalChange{0, 127}, PedalChange{100, 0}));
  EXPECT_THAT(part.tempo().changes(),
              ElementsAre(TempoChange{0, 600'000}, TempoChange{300, 300'000}));
  EXPECT_EQ(part.meter().signatureAt(0).numerator, 3);
  EXPECT_THAT(part.markers(), IsEmpty());
}

TEST(Excerpt, TheWholeIsThePieceWithoutMarkersAndItsTimesAreThoseOfThePiece) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    const Score score = test::randomScore(random);
    ScoreItems items = score.items();
    items.markers.clear();
    EXPECT_EQ(excerpt(score, {0, maxTick}), Score(items));
    const Tick begin = static_cast<Tick>(random.below(8'000));
    const Score part = excerpt(score, {begin, begin + 4'000});
    for (const Note& note : part.notes()) {
      EXPECT_NEAR(part.tempo().secondsAt(note.onset),
                  score.tempo().secondsAt(begin + note.onset) - score.tempo().secondsAt(begin),
                  1e-6);
    }
  }
}

}  // namespace
}  // namespace cadenza
