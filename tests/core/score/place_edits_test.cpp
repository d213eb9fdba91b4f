// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/place_edits.h"

#include <gtest/gtest.h>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using test::randomScore;

Score edited(Score score, const ScoreEdit& edit) {
  score.apply(score.completed(edit));
  return score;
}

TEST(PlaceEdits, AMarkerIsWhereItIsPutAndGoesAgain) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    const Score score = randomScore(random);
    const auto tick = static_cast<Tick>(random.below(8 * ticksPerQuarter));
    const Score marked = edited(score, addMarker(score, tick, "Coda"));
    const auto found = markerAfter(marked, tick - 1);
    ASSERT_EQ(found, (Marker{tick, "Coda"}));
    EXPECT_EQ(markerBefore(marked, tick + 1), found);
    const Score gone = edited(marked, removeMarker(*found));
    EXPECT_EQ(gone.markers().size() + 1, marked.markers().size());
    EXPECT_EQ(marked.notes(), score.notes());
  }
}

TEST(PlaceEdits, AMarkerMovesWithItsName) {
  const Score score({{}, {}, {}, {}, {{960, "A"}, {1'920, "B"}}});
  const Score moved = edited(score, moveMarker(score, {960, "A"}, 3'000));
  EXPECT_EQ(moved.markers(), (std::vector<Marker>{{1'920, "B"}, {3'000, "A"}}));
  const Score renamed = edited(score, renameMarker(score, {960, "A"}, "Trio"));
  EXPECT_EQ(renamed.markers(), (std::vector<Marker>{{960, "Trio"}, {1'920, "B"}}));
  const Score onto = edited(score, moveMarker(score, {960, "A"}, 1'920));
  EXPECT_EQ(onto.markers(), (std::vector<Marker>{{1'920, "A"}}));
  EXPECT_TRUE(moveMarker(score, {960, "A"}, 960).empty());
}

TEST(PlaceEdits, MarkersAreFoundOneAfterAnother) {
  const Score score({{}, {}, {}, {}, {{960, "A"}, {1'920, "B"}}});
  EXPECT_EQ(markerAfter(score, 960)->text, "B");
  EXPECT_EQ(markerAfter(score, 1'920), std::nullopt);
  EXPECT_EQ(markerBefore(score, 1'920)->text, "A");
  EXPECT_EQ(markerBefore(score, 960), std::nullopt);
}

TEST(PlaceEdits, ASignatureInsideABarBeginsANewOne) {
  const Score score;
  const Score waltz = edited(score, setTimeSignature(score, {1'000, 3, 4}));
  EXPECT_EQ(waltz.meter().barAround(0), (TickRange{0, 1'000}));
  EXPECT_EQ(waltz.meter().barAround(1'000), (TickRange{1'000, 1'000 + 3 * 960}));
  EXPECT_EQ(edited(waltz, removeTimeSignature(waltz, 1'000)), score);
}

TEST(PlaceEdits, ASignatureThatHoldsAlreadyIsNoEdit) {
  const Score score({{}, {}, {}, {{0, 3, 4}}});
  EXPECT_TRUE(setTimeSignature(score, {2'880, 3, 4}).empty());
  EXPECT_TRUE(setTimeSignature(score, {2'880, 0, 4}).empty());
  EXPECT_TRUE(setTimeSignature(score, {2'880, 3, 5}).empty());
  EXPECT_FALSE(setTimeSignature(score, {2'880, 6, 8}).empty());
}

}  // namespace
}  // namespace cadenza
