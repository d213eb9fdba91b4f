// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/learning_time.h"

#include <gtest/gtest.h>

#include <QLocale>

#include "ui/recipe/trial_box.h"

namespace cadenza::ui {
namespace {

QString plain(QString text) { return text.replace(QChar(0x00a0), QChar(u' ')); }

class LearningTime : public ::testing::Test {
 protected:
  LearningTime() { QLocale::setDefault(QLocale::c()); }
};

TEST_F(LearningTime, IsARangeThatLeavesRoomForOtherWork) {
  const TimeRange range = learningTime({1000, 2000}, 600'000);
  EXPECT_DOUBLE_EQ(range.least, 300);
  EXPECT_GT(range.most, 600);
}

TEST_F(LearningTime, IsToldNoFinerThanItIsKnown) {
  EXPECT_EQ(plain(rangeText({13, 14})), "about 15 s");
  EXPECT_EQ(plain(rangeText({1, 2})), "about 5 s");
  EXPECT_EQ(plain(rangeText({230, 370})), "4 to 6 min");
  EXPECT_EQ(plain(rangeText({1170, 1900})), "20 to 30 min");
  EXPECT_EQ(plain(rangeText({40, 90})), "40 s to 2 min");
  EXPECT_EQ(plain(rangeText({2400, 4200})), "40 min to 1 h");
  EXPECT_EQ(plain(rangeText({5400, 7300})), "1.5 to 2 h");
  EXPECT_EQ(plain(rangeText({100'000, 300'000})), "28 h to 3 days");
}

TEST_F(LearningTime, AModelThatIsTaughtIsHeardMuchSooner) {
  const auto fresh = findRecipe("score", NetworkSize::Small).value();
  EXPECT_LT(notesToHearTaught(50'000), notesToHear(fresh, 50'000) / 5);
  EXPECT_GE(notesToHearTaught(1e6), 1e6);
}

TEST_F(LearningTime, LargerNetworksWantMoreNotes) {
  double before = 0;
  for (const auto size : {NetworkSize::Small, NetworkSize::Medium, NetworkSize::Large}) {
    const double notes = notesToHear(findRecipe("performance", size).value(), 1e6);
    EXPECT_GT(notes, before);
    before = notes;
  }
}

TEST_F(LearningTime, OnACardSaysWhenItWasNotMeasured) {
  TrialBox::State state;
  EXPECT_TRUE(trialLine(state).contains("Not measured"));
  state.trial = Trial{4000, 4000};
  state.notesToHear = 2.4e6;
  EXPECT_EQ(plain(trialLine(state)), "Worth hearing after 10 to 15 min here");
  state.corpusNotes = 960'000;
  EXPECT_EQ(plain(trialLine(state)), "One pass 4 to 5 min, worth hearing after 10 to 15 min");
}

}  // namespace
}  // namespace cadenza::ui
