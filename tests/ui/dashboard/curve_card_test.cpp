// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/curve_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>

#include <QTest>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/dashboard/imagined_training.h"
#include "ui/dashboard/course_chart.h"

namespace cadenza::ui {
namespace {

class CurveCardTest : public ::testing::Test {
 protected:
  CurveCardTest() {
    card.resize(900, 400);
    card.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&card));
    card.setCourse(&course, *findRecipe("performance", NetworkSize::Small), QStringLiteral("Bach"));
  }
  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = card.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }

  TrainingCourse course = test::imaginedCourse(500, 100);
  test::TemporaryFolder folder;
  Appearance appearance{ThemeChoice::Light};
  CurveCard card{appearance};
};

TEST_F(CurveCardTest, OffersTheTotalEachHeadAndAllOfThem) {
  auto& head = find<QComboBox>("curveHead");
  ASSERT_EQ(head.count(), 5);
  head.setCurrentIndex(4);
  EXPECT_EQ(card.chart().look().head, everyHead);
  head.setCurrentIndex(2);
  EXPECT_EQ(card.chart().look().head, 1);
}

TEST_F(CurveCardTest, ARecipeWithOneHeadOffersNoParts) {
  find<QComboBox>("curveHead").setCurrentIndex(4);
  card.setCourse(&course, *findRecipe("classic-a", NetworkSize::Small), QStringLiteral("Chords"));
  EXPECT_FALSE(find<QComboBox>("curveHead").isEnabled());
  EXPECT_EQ(card.chart().look().head, totalLoss);
}

TEST_F(CurveCardTest, ItsControlsChangeTheLook) {
  find<QCheckBox>("curveSmoothed").setChecked(false);
  find<QCheckBox>("curveLogarithmic").setChecked(true);
  EXPECT_FALSE(card.chart().look().smoothed);
  EXPECT_TRUE(card.chart().look().logarithmic);
}

TEST_F(CurveCardTest, WholeWaitsForAZoom) {
  auto& whole = find<QAbstractButton>("curveWhole");
  EXPECT_FALSE(whole.isEnabled());
  card.chart().zoom(0.5);
  EXPECT_TRUE(whole.isEnabled());
  whole.click();
  EXPECT_FALSE(whole.isEnabled());
  EXPECT_TRUE(card.chart().isWhole());
}

TEST_F(CurveCardTest, WritesAPictureAndATable) {
  ASSERT_TRUE(card.savePicture(folder / "curve.png"));
  const QImage picture(QString::fromStdString((folder / "curve.png").string()));
  EXPECT_GE(picture.width(), 1800);
  ASSERT_TRUE(card.saveTable(folder / "curve.csv"));
  const auto table = readFile(folder / "curve.csv");
  ASSERT_TRUE(table);
  EXPECT_EQ(std::count(table->begin(), table->end(), std::byte{'\n'}), 1 + 500 + 5);
}

TEST_F(CurveCardTest, SaysWhyAFileCanNotBeWritten) {
  const auto nowhere = folder / "missing" / "curve.png";
  const auto saved = card.savePicture(nowhere);
  ASSERT_FALSE(saved);
  EXPECT_THAT(saved.error().detail, ::testing::HasSubstr("curve.png"));
  EXPECT_FALSE(card.saveTable(nowhere));
}

}  // namespace
}  // namespace cadenza::ui
