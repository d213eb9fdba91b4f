// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/words.h"

#include <gtest/gtest.h>

namespace cadenza::ui {
namespace {

TEST(RollWords, LengthsAreFractionsOfAWholeNote) {
  EXPECT_EQ(lengthText(3840), "1/1");
  EXPECT_EQ(lengthText(960), "1/4");
  EXPECT_EQ(lengthText(1440), "1/4.");
  EXPECT_EQ(lengthText(320), "1/8T");
  EXPECT_EQ(lengthText(60), "1/64");
  EXPECT_EQ(lengthText(1000), "1.04 quarters");
}

TEST(RollWords, PositionsCountFromOne) {
  EXPECT_EQ(positionText(MeterMap(), 0), "1:1");
  EXPECT_EQ(positionText(MeterMap(), 3840 + 960), "2:2");
  EXPECT_EQ(positionText(MeterMap({{0, 3, 4}}), 2880 + 30), "2:1+30");
}

TEST(RollWords, ANoteTellsAllThatThereIsToIt) {
  EXPECT_EQ(noteText(MeterMap(), {3840, 480, 61, 80}), "C♯4 · bar 2:1 · 1/8 · velocity 80");
  EXPECT_EQ(noteText(MeterMap(), {3840, 480, 61, 80}, Key{8, Scale::Major}),
            "D♭4 · bar 2:1 · 1/8 · velocity 80");
}

TEST(RollWords, StepsAreNamedInSingularAndPlural) {
  EXPECT_EQ(stepName("Move", 1), "Move note");
  EXPECT_EQ(stepName("Move", 3), "Move 3 notes");
}

TEST(RollWords, ADistanceNamesOnlyWhatMoves) {
  EXPECT_EQ(distanceText(12, 960, 7), QString("12 notes · 1/4 later · 7 semitones up"));
  EXPECT_EQ(distanceText(2, -480, -1), QString("2 notes · 1/8 earlier · 1 semitone down"));
  EXPECT_EQ(distanceText(3, 0, 0), QString("3 notes"));
}

}  // namespace
}  // namespace cadenza::ui
