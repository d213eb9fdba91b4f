// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/clip_overlap.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace cadenza {
namespace {

using Clips = std::vector<ClipFeatures>;

// A minute of notes at random distances around `spacing`.
std::vector<TimedNote> minute(Random& random, double spacing) {
  std::vector<TimedNote> notes;
  for (double onset = 0; onset < 61; onset += spacing * (0.5 + random.uniform())) {
    notes.push_back({onset, 0.3 * (0.5 + random.uniform()),
                     static_cast<std::uint8_t>(50 + random.below(24)),
                     static_cast<std::uint8_t>(40 + random.below(60))});
  }
  return notes;
}

Clips someClips(std::uint64_t seed, double spacing, int minutes) {
  Random random(seed);
  Clips clips;
  for (int i = 0; i < minutes; ++i) {
    const auto more = clipFeatures(minute(random, spacing));
    clips.insert(clips.end(), more.begin(), more.end());
  }
  return clips;
}

TEST(ClipOverlap, APieceHasTheFeaturesOfItsClips) {
  EXPECT_EQ(someClips(1, 0.2, 1).size(), 2u);
  Random random(1);
  const auto notes = minute(random, 0.2);
  EXPECT_EQ(clipFeatures(notes, 10).size(), 6u);
  EXPECT_EQ(clipFeatures(notes)[1][Feature::Duration],
            featuresOf(notes, {30, 30})[Feature::Duration]);
}

TEST(ClipOverlap, ASetOverlapsWhollyWithItself) {
  const Clips clips = someClips(1, 0.2, 5);
  for (const double overlap : overlapsOf(clips, clips)) EXPECT_NEAR(overlap, 1, 1e-9);
}

TEST(ClipOverlap, OnlyTheFeaturesThatDifferTellTwoSetsApart) {
  const Overlaps overlaps = overlapsOf(someClips(1, 0.2, 40), someClips(2, 0.6, 40));
  EXPECT_LT(overlaps[static_cast<std::size_t>(Feature::NotesPerSecond)], 0.1);
  EXPECT_LT(overlaps[static_cast<std::size_t>(Feature::OnsetDistance)], 0.1);
  EXPECT_GT(overlaps[static_cast<std::size_t>(Feature::Velocity)], 0.5);
  EXPECT_LT(mean(overlaps), mean(overlapsOf(someClips(1, 0.2, 40), someClips(2, 0.2, 40))));
}

TEST(ClipOverlap, SilentClipsCountOnlyWhereTheyHaveANumber) {
  std::vector<TimedNote> notes = {{0, 0.5, 60, 80}, {1, 0.5, 60, 80}, {70, 0.5, 60, 80}};
  const auto clips = clipFeatures(notes, 10);
  ASSERT_EQ(clips.size(), 7u);
  EXPECT_EQ(valuesOf(clips, Feature::NotesPerSecond).size(), 7u);
  EXPECT_EQ(valuesOf(clips, Feature::Velocity), std::vector<double>{80});
}

TEST(ClipOverlap, FewClipsAreExpectedToOverlapLess) {
  const Clips a = someClips(1, 0.2, 100), b = someClips(2, 0.2, 100);
  const double all = mean(overlapsOf(a, b));
  EXPECT_LT(mean(expectedOverlaps(a, b, 10)), all);
  EXPECT_EQ(mean(expectedOverlaps(a, b, a.size())), all);
  EXPECT_EQ(mean(expectedOverlaps(a, b, 10 * a.size())), all);
}

}  // namespace
}  // namespace cadenza
