// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/histogram_pair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/dashboard/imagined_training.h"
#include "ui/dashboard/portrait_view.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

TEST(HistogramPair, SaysHowCloseBothAre) {
  EXPECT_EQ(closenessText(0.02), "very close");
  EXPECT_EQ(closenessText(0.2), "close");
  EXPECT_EQ(closenessText(0.4), "some way off");
  EXPECT_EQ(closenessText(0.9), "far off");
}

TEST(HistogramPair, ReadsOutTheBarUnderThePointer) {
  const Appearance appearance(ThemeChoice::Dark);
  HistogramPair pair(QStringLiteral("Pitch"), HistogramKind::Pitch, appearance);
  pair.resize(200, 120);
  const std::vector<double> edges = {60, 72, 84};
  pair.setHistograms({edges, {3, 1}, 0, 0}, {edges, {1, 1}, 0, 2}, 0.5);
  pair.grab();
  EXPECT_EQ(pair.barText(10).toStdString(),
            "C4 to C5: 75.0 % of your music, 25.0 % of what it writes");
  EXPECT_EQ(pair.barText(195).toStdString(),
            "above C6: 0.0 % of your music, 50.0 % of what it writes");
  EXPECT_THAT(pair.accessibleName().toStdString(), HasSubstr("far off; 50 %"));
  pair.clear();
  EXPECT_TRUE(pair.barText(10).isEmpty());
}

TEST(HistogramPair, WithoutNotesDrawsNothingAndDoesNotFail) {
  const Appearance appearance(ThemeChoice::Light);
  HistogramPair pair(QStringLiteral("Step"), HistogramKind::Seconds, appearance);
  pair.resize(200, 120);
  pair.setHistograms({}, {}, 0);
  pair.grab();
  pair.setHistograms({{0, 1}, {0}, 0, 0}, {{0, 1}, {0}, 0, 0}, 1);
  pair.grab();
}

class PortraitViewTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string title() {
    return view.findChild<QLabel*>(QStringLiteral("portraitTitle"))->text().toStdString();
  }
  Appearance appearance{ThemeChoice::Dark};
  PortraitView view{appearance};
};

TEST_F(PortraitViewTest, SaysWhoseHistogramsItShows) {
  TrainingEvaluation evaluation = test::evaluationAt(1240);
  evaluation.portrait = test::portraitOf(1, 0.5);
  view.setEvaluation(&evaluation, true);
  EXPECT_EQ(title(), "now, step 1,240");
  view.setEvaluation(&evaluation, false);
  EXPECT_EQ(title(), "step 1,240");
  view.resize(320, 480);
  view.grab();
}

TEST_F(PortraitViewTest, WithoutAPortraitItSaysWhy) {
  const TrainingEvaluation evaluation = test::evaluationAt(100);
  view.setEvaluation(&evaluation, true);
  QStringList words;
  for (const auto* label : view.findChildren<QLabel*>()) words << label->text();
  EXPECT_TRUE(words.contains(QStringLiteral("It could not compose at this validation.")));
}

}  // namespace
}  // namespace cadenza::ui
