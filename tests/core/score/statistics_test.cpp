// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace cadenza {
namespace {

using Notes = std::vector<TimedNote>;

// One note after another, evenly spaced.
Notes line(std::initializer_list<int> pitches, double spacing = 0.5) {
  Notes notes;
  for (const int pitch : pitches) {
    const double onset = spacing * static_cast<double>(notes.size());
    notes.push_back({onset, spacing, static_cast<std::uint8_t>(pitch), 80});
  }
  return notes;
}

TEST(Statistics, NotesAreTimedByTheTempoMap) {
  const Score score({{{ticksPerQuarter, ticksPerQuarter, 60, 70}, {0, ticksPerQuarter, 64, 90}},
                     {},
                     {{0, 500'000}, {ticksPerQuarter, 1'000'000}},
                     {}});
  EXPECT_EQ(timedNotes(score), (Notes{{0, 0.5, 64, 90}, {0.5, 1, 60, 70}}));
}

TEST(Statistics, FeaturesOfFourNotesByHand) {
  const Notes notes = {{0, 0.5, 60, 60}, {0, 0.5, 72, 60}, {1, 0.25, 64, 100}, {3, 0.75, 66, 100}};
  const ClipFeatures features = featuresOf(notes, {0, 4});
  EXPECT_DOUBLE_EQ(features[Feature::PitchClassEntropy], 1.5);  // C twice, E, F#
  EXPECT_DOUBLE_EQ(features[Feature::NotesPerSecond], 1);
  EXPECT_DOUBLE_EQ(features[Feature::DistinctPitches], 4);
  EXPECT_DOUBLE_EQ(features[Feature::OnsetDistance], 1);  // 0, 1 and 2 s
  EXPECT_DOUBLE_EQ(features[Feature::Duration], 0.5);
  EXPECT_DOUBLE_EQ(features[Feature::Velocity], 80);
  EXPECT_DOUBLE_EQ(features[Feature::VelocitySpread], 20);
  EXPECT_DOUBLE_EQ(features[Feature::MajorScaleShare], 1);  // G major
  // Seconds 0, 1 and 3 have an onset in their first slot, second 2 none: 16, 15 and 15 of 16.
  EXPECT_DOUBLE_EQ(features[Feature::Groove], 46.0 / 48);
}

TEST(Statistics, TheTwelvePitchClassesShareTheMostEntropyAndSevenOfThemAScale) {
  const Notes notes = line({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71});
  const ClipFeatures features = featuresOf(notes, {0, 6});
  EXPECT_NEAR(features[Feature::PitchClassEntropy], std::log2(12), 1e-12);
  EXPECT_DOUBLE_EQ(features[Feature::MajorScaleShare], 7.0 / 12);
}

TEST(Statistics, AClipCountsOnlyWhatBeginsInIt) {
  const Notes notes = line({60, 62, 64, 65, 67, 69});
  const ClipFeatures features = featuresOf(notes, {1, 1});
  EXPECT_DOUBLE_EQ(features[Feature::NotesPerSecond], 2);
  EXPECT_DOUBLE_EQ(features[Feature::DistinctPitches], 2);
}

TEST(Statistics, AClipWithoutNotesHasNothingButItsSilence) {
  for (const Notes& notes : {Notes{}, line({60})}) {
    const ClipFeatures features = featuresOf(notes, {10, 30});
    EXPECT_EQ(features[Feature::NotesPerSecond], 0);
    EXPECT_EQ(features[Feature::DistinctPitches], 0);
    for (const Feature feature :
         {Feature::PitchClassEntropy, Feature::OnsetDistance, Feature::Duration, Feature::Velocity,
          Feature::VelocitySpread, Feature::MajorScaleShare, Feature::Groove}) {
      EXPECT_TRUE(std::isnan(features[feature])) << name(feature);
    }
  }
  EXPECT_TRUE(std::isnan(featuresOf(line({60}), {0, 1})[Feature::OnsetDistance]));
  EXPECT_TRUE(std::isnan(featuresOf(line({60}), {0, 1})[Feature::Groove]));
}

TEST(Statistics, TheSamePatternEachSecondIsPerfectGroove) {
  // At 0.1 s a note the sums of doubles fall short of slots and seconds.
  Notes notes;
  for (int i = 0; i < 100; ++i) notes.push_back({3 + i * 0.1, 0.1, 60, 80});
  EXPECT_DOUBLE_EQ(featuresOf(notes, {3, 10})[Feature::Groove], 1);
  for (std::size_t i = 0; i < notes.size(); i += 20) notes[i].onset += 0.07;
  EXPECT_LT(featuresOf(notes, {3, 10})[Feature::Groove], 1);
}

TEST(Statistics, ClipsFillAPieceFromItsFirstOnset) {
  Notes notes = line({60, 62, 64, 65, 67, 69, 71, 72});
  for (TimedNote& note : notes) note.onset += 2;
  const auto clips = clipsOf(notes, 2);
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].begin, 2);
  EXPECT_EQ(clips[1].begin, 4);
  EXPECT_EQ(clipsOf(notes, 1.5).size(), 2u) << "what is left is no clip";
  EXPECT_TRUE(clipsOf(notes, 4.5).empty());
  EXPECT_TRUE(clipsOf({}, 2).empty());
  EXPECT_TRUE(clipsOf(notes, 0).empty());
}

TEST(Statistics, RepeatedGroupsAreThoseThatOccurredBefore) {
  EXPECT_EQ(repeatedGroupShare(line({60, 62, 64, 65, 67, 69})), 0);
  // Of seven groups 1234 2341 3412 4123 1234 2341 3412 three come again.
  EXPECT_DOUBLE_EQ(repeatedGroupShare(line({1, 2, 3, 4, 1, 2, 3, 4, 1, 2})), 3.0 / 7);
  EXPECT_DOUBLE_EQ(repeatedGroupShare(line({60, 60, 60, 60, 60, 60})), 2.0 / 3);
  EXPECT_EQ(repeatedGroupShare(line({60, 60, 60})), 0);
  EXPECT_EQ(repeatedGroupShare({}), 0);
}

TEST(Statistics, EveryFeatureHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < featureCount; ++i) names.insert(name(static_cast<Feature>(i)));
  EXPECT_EQ(names.size(), featureCount);
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace cadenza
