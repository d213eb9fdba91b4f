// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/dashboard/imagined_training.h"
#include "ui/dashboard/doctor_history.h"
#include "ui/dashboard/doctor_panel.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

TrainingEvaluation evaluation(std::int64_t step, std::vector<Finding> findings, bool best = false) {
  TrainingEvaluation made = test::evaluationAt(step, best);
  for (const Finding finding : findings) {
    made.diagnoses.push_back({finding, "Sentence about it.", "Advice on it."});
  }
  return made;
}

TEST(DoctorHistory, JoinsWhatIsFoundAgainAndAgain) {
  const auto episodes = episodesOf({evaluation(100, {Finding::Collapsed}),
                                    evaluation(200, {Finding::Collapsed, Finding::TooLittleData}),
                                    evaluation(300, {Finding::TooLittleData}),
                                    evaluation(400, {Finding::TooLittleData})});
  ASSERT_EQ(episodes.size(), 2U);
  EXPECT_EQ(episodes[0].finding, Finding::Collapsed);
  EXPECT_TRUE(episodes[0].over);
  EXPECT_DOUBLE_EQ(episodes[0].fromMinutes, 1);
  EXPECT_DOUBLE_EQ(episodes[0].toMinutes, 3);
  EXPECT_EQ(episodes[1].finding, Finding::TooLittleData);
  EXPECT_FALSE(episodes[1].over);
}

TEST(DoctorHistory, WhatComesBackIsAnEpisodeOfItsOwn) {
  const auto episodes = episodesOf({evaluation(100, {Finding::Collapsed}), evaluation(200, {}),
                                    evaluation(300, {Finding::Collapsed})});
  EXPECT_EQ(episodes.size(), 2U);
}

class DoctorPanelTest : public ::testing::Test {
 protected:
  DoctorPanelTest() {
    panel.resize(320, 400);
    panel.QWidget::show();
  }
  [[nodiscard]] std::string text(const char* name) {
    const auto* label = panel.findChild<QLabel*>(QString::fromLatin1(name));
    return label && label->isVisibleTo(&panel) ? label->text().toStdString() : "";
  }
  [[nodiscard]] int cards() {
    return static_cast<int>(panel.findChildren<QWidget*>(QStringLiteral("diagnosis")).size());
  }

  Appearance appearance{ThemeChoice::Dark};
  DoctorPanel panel{appearance};
};

TEST_F(DoctorPanelTest, SaysThatItWasNotAskedYet) {
  EXPECT_EQ(text("doctorState"), "Not asked yet");
  EXPECT_THAT(text("doctorWell"), HasSubstr("still to come"));
}

TEST_F(DoctorPanelTest, SaysThatAllIsWellAndHowOldTheBestModelIs) {
  panel.setEvaluations({evaluation(100, {}, true), evaluation(200, {}), evaluation(300, {})});
  EXPECT_EQ(text("doctorState"), "All is well");
  EXPECT_THAT(text("doctorWell"), HasSubstr("2 validations old"));
  EXPECT_EQ(cards(), 0);
  EXPECT_EQ(text("doctorHistory"), "");
}

TEST_F(DoctorPanelTest, ShowsACardForEachFindingWithWhatToDo) {
  panel.setEvaluations({evaluation(100, {Finding::LearnsByHeart, Finding::TooLittleData})});
  EXPECT_EQ(cards(), 2);
  EXPECT_EQ(text("doctorState"), "2 words of advice");
  QStringList words;
  for (const auto* label : panel.findChildren<QLabel*>()) words << label->text();
  EXPECT_TRUE(words.contains(QStringLiteral("It learns by heart")));
  EXPECT_TRUE(words.contains(QStringLiteral("Sentence about it.")));
  EXPECT_TRUE(words.contains(QStringLiteral("Advice on it.")));
  EXPECT_EQ(text("doctorWell"), "");
}

TEST_F(DoctorPanelTest, RemembersWhatHasPassed) {
  panel.setEvaluations({evaluation(100, {Finding::Collapsed}), evaluation(250, {})});
  EXPECT_EQ(cards(), 0);
  EXPECT_EQ(text("doctorState"), "All is well");
  EXPECT_EQ(text("doctorHistory"), "1.0 to 2.5 min: It repeats itself");
}

TEST_F(DoctorPanelTest, ALongHistoryIsCutShort) {
  std::vector<TrainingEvaluation> evaluations;
  for (int i = 1; i <= 100; ++i) {
    evaluations.push_back(i % 2 == 0 ? evaluation(i, {}) : evaluation(i, {Finding::Collapsed}));
  }
  panel.setEvaluations(evaluations);
  EXPECT_THAT(text("doctorHistory"), HasSubstr("and 38 before that"));
}

}  // namespace
}  // namespace cadenza::ui
