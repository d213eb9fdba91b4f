// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/diagnosis.h"

#include <gtest/gtest.h>

#include <limits>

namespace cadenza {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

CurvePoint point(double train, double validation) { return {0, 0, 0, train, validation}; }

// A training that goes well: both losses fall, much to learn from.
class DiagnosisOfATraining : public testing::Test {
 protected:
  DiagnosisOfATraining() {
    figures_.trainNotes = 1'000'000;
    figures_.parameters = 2'000'000;
    figures_.entropy = 2.0;
    figures_.fraction = 0.9;
  }

  [[nodiscard]] bool finds(Finding finding) {
    figures_.curve = curve_;
    for (const Diagnosis& diagnosis : diagnose(figures_)) {
      EXPECT_FALSE(diagnosis.sentence.empty());
      EXPECT_FALSE(diagnosis.advice.empty());
      if (diagnosis.finding == finding) return true;
    }
    return false;
  }

  std::vector<CurvePoint> curve_ = {point(10, 10.2), point(9, 9.4), point(8.5, 9.1)};
  TrainingFigures figures_;
};

TEST_F(DiagnosisOfATraining, FindsNothingWhileAllIsWell) {
  figures_.curve = curve_;
  EXPECT_TRUE(diagnose(figures_).empty());
  figures_.curve = {};
  figures_.entropy = unknown;
  EXPECT_TRUE(diagnose(figures_).empty()) << "before the first validation";
}

TEST_F(DiagnosisOfATraining, SeesWhenPiecesAreLearnedByHeart) {
  for (const double rise : {0.1, 0.2}) curve_.push_back(point(8.4 - rise, 9.1 + rise));
  EXPECT_FALSE(finds(Finding::LearnsByHeart)) << "two validations may be chance";
  curve_.push_back(point(8.0, 9.4));
  EXPECT_TRUE(finds(Finding::LearnsByHeart));
}

TEST_F(DiagnosisOfATraining, KnowsANoisyCurveFromARisingOne) {
  curve_ = {point(8, 9.1), point(7.9, 9.12), point(7.9, 9.09), point(7.9, 9.11), point(7.8, 9.1)};
  EXPECT_FALSE(finds(Finding::LearnsByHeart));
}

TEST_F(DiagnosisOfATraining, DoesNotBlameTheDataWhenBothLossesRise) {
  for (const double rise : {0.2, 0.4, 0.6}) curve_.push_back(point(8.6 + rise, 9.2 + rise));
  EXPECT_FALSE(finds(Finding::LearnsByHeart));
}

TEST_F(DiagnosisOfATraining, SeesTooLittleData) {
  figures_.trainNotes = 2'000;
  EXPECT_TRUE(finds(Finding::TooLittleData));
  figures_.trainNotes = 200'000;
  EXPECT_FALSE(finds(Finding::TooLittleData)) << "not while it still learns";
  for (const double rise : {0.1, 0.2, 0.3}) curve_.push_back(point(8 - rise, 9.1 + rise));
  EXPECT_TRUE(finds(Finding::TooLittleData)) << "for two million parameters that is little";
}

TEST_F(DiagnosisOfATraining, SeesDivergence) {
  figures_.rollBacks = 1;
  EXPECT_TRUE(finds(Finding::Diverged));
}

TEST_F(DiagnosisOfATraining, SeesThatThereIsNoChoiceLeft) {
  figures_.entropy = 0.1;
  EXPECT_TRUE(finds(Finding::Collapsed));
}

TEST_F(DiagnosisOfATraining, ComparesCirclesWithThoseOfTheData) {
  figures_.portrait = SelfPortrait{};
  figures_.portrait->repeatedGroups = 0.7;
  figures_.portrait->repeatedGroupsOfData = 0.6;
  EXPECT_FALSE(finds(Finding::Collapsed)) << "the data themselves repeat";
  figures_.portrait->repeatedGroupsOfData = 0.1;
  EXPECT_TRUE(finds(Finding::Collapsed));
}

TEST_F(DiagnosisOfATraining, JudgesHistogramsOnlyLate) {
  figures_.portrait = SelfPortrait{};
  figures_.portrait->distances = {0.1, 0.8, 0.1};
  EXPECT_TRUE(finds(Finding::UnlikeTheData));
  figures_.fraction = 0.1;
  EXPECT_FALSE(finds(Finding::UnlikeTheData));
}

}  // namespace
}  // namespace cadenza
