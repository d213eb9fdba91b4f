// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QSignalSpy>

namespace cadenza::ui {
namespace {

constexpr double textContrast = 4.5;
constexpr double shapeContrast = 3;

class EachTheme : public ::testing::TestWithParam<Theme> {};

TEST_P(EachTheme, TextCanBeReadOnEverySurface) {
  const Theme& theme = GetParam();
  for (const QColor& ground :
       {theme.window, theme.panel, theme.field, theme.roll, theme.rollBlackRow}) {
    EXPECT_GE(contrast(theme.text, ground), textContrast) << ground.name().toStdString();
    EXPECT_GE(contrast(theme.quietText, ground), textContrast) << ground.name().toStdString();
  }
  EXPECT_GE(contrast(theme.text, theme.control), textContrast);
  EXPECT_GE(contrast(theme.text, theme.controlHover), textContrast);
  EXPECT_GE(contrast(theme.onAccent, theme.accent), textContrast);
  EXPECT_GE(contrast(theme.onAccent, theme.accentHover), textContrast);
  EXPECT_GE(contrast(theme.onCandidate, theme.candidate), textContrast);
  EXPECT_GE(contrast(theme.keyText, theme.whiteKey), textContrast);
  for (const QColor& words : {theme.warning, theme.danger, theme.good, theme.accent}) {
    EXPECT_GE(contrast(words, theme.panel), textContrast) << words.name().toStdString();
    EXPECT_GE(contrast(words, theme.window), textContrast) << words.name().toStdString();
  }
}

TEST_P(EachTheme, CurvesStandOutFromTheirCard) {
  const Theme& theme = GetParam();
  for (const QColor& curve : {theme.training, theme.validation, theme.otherCurves[0],
                              theme.otherCurves[1], theme.otherCurves[2], theme.otherCurves[3]}) {
    EXPECT_GE(contrast(curve, theme.panel), shapeContrast) << curve.name().toStdString();
  }
}

TEST_P(EachTheme, ShapesStandOutFromTheRoll) {
  const Theme& theme = GetParam();
  for (const QColor& row : {theme.roll, theme.rollBlackRow}) {
    for (const QColor& shape : {theme.selection, theme.candidate, theme.playhead, theme.ghost}) {
      EXPECT_GE(contrast(shape, row), shapeContrast) << shape.name().toStdString();
    }
    for (int velocity = 1; velocity <= 127; ++velocity) {
      const QColor fill = theme.noteFill(velocity);
      const double best = std::max(contrast(fill, row), contrast(theme.noteEdge, row));
      EXPECT_GE(best, shapeContrast) << "velocity " << velocity;
      EXPECT_GE(contrast(theme.noteHatch(velocity), fill), shapeContrast)
          << "velocity " << velocity;
    }
  }
  EXPECT_GE(contrast(theme.controlEdge, theme.field), shapeContrast);
}

TEST_P(EachTheme, RowsBeatsAndBarsAreToldApartAtAGlance) {
  const Theme& theme = GetParam();
  EXPECT_GE(contrast(theme.roll, theme.rollBlackRow), 1.15);
  for (const QColor& row :
       {theme.roll, theme.rollBlackRow, theme.rollOutOfKey, theme.rollTonic}) {
    EXPECT_GE(contrast(theme.gridBeat, row), 1.5) << row.name().toStdString();
    EXPECT_GE(contrast(theme.gridBar, row), 2.0) << row.name().toStdString();
  }
  EXPECT_GE(contrast(theme.keyEdge, theme.whiteKey), 1.5);
}

TEST_P(EachTheme, TheNoteCursorIsSeenOnEveryRowAndItsTagCanBeRead) {
  const Theme& theme = GetParam();
  for (const QColor& row : {theme.roll, theme.rollBlackRow, theme.rollOutOfKey}) {
    EXPECT_GE(contrast(theme.text, row), shapeContrast);
    EXPECT_GE(contrast(theme.quietText, row), shapeContrast) << "without the focus";
    EXPECT_GE(contrast(theme.selection, row), shapeContrast);
    EXPECT_GE(contrast(theme.candidate, row), shapeContrast);
  }
  EXPECT_GE(contrast(theme.onAccent, theme.accent), textContrast);
}

TEST_P(EachTheme, LouderNotesStandOutMore) {
  const Theme& theme = GetParam();
  double last = 0;
  for (int velocity = 1; velocity <= 127; velocity += 9) {
    const double now = contrast(theme.noteFill(velocity), theme.roll);
    EXPECT_GT(now, last) << "velocity " << velocity;
    last = now;
  }
}

TEST_P(EachTheme, TheStyleSheetHasNoWordLeftOver) {
  EXPECT_FALSE(styleSheetOf(GetParam()).contains('@'));
}

TEST_P(EachTheme, EveryIconDrawsSomethingInTheThemesColour) {
  const QStringList names = QDir(QStringLiteral(":/icons")).entryList({"*.svg"});
  ASSERT_GT(names.size(), 30);
  for (const QString& file : names) {
    if (file.startsWith("control-") || file == "cadenza.svg") continue;
    const QImage image = icon(file.chopped(4), GetParam()).pixmap(QSize(20, 20), 2).toImage();
    ASSERT_EQ(image.size(), QSize(40, 40)) << file.toStdString();
    int solid = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        const QColor pixel = image.pixelColor(x, y);
        solid += pixel.alpha() == 255 && std::abs(pixel.red() - GetParam().text.red()) < 6;
      }
    }
    EXPECT_GT(solid, 8) << file.toStdString();
  }
}

INSTANTIATE_TEST_SUITE_P(Theme, EachTheme, ::testing::Values(darkTheme(), lightTheme()),
                         [](const auto& theme) { return theme.param.isDark ? "Dark" : "Light"; });

TEST(Appearance, TellsWhenItChangesAndOnlyThen) {
  Appearance appearance(ThemeChoice::Dark);
  EXPECT_TRUE(appearance.theme().isDark);
  QSignalSpy changed(&appearance, &Appearance::themeChanged);
  appearance.setChoice(ThemeChoice::Dark);
  EXPECT_EQ(changed.count(), 0);
  appearance.setChoice(ThemeChoice::Light);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_FALSE(appearance.theme().isDark);
}

TEST(Appearance, DressesTheApplication) {
  Appearance appearance(ThemeChoice::Dark);
  appearance.applyToApplication();
  EXPECT_EQ(QApplication::palette().color(QPalette::Window), darkTheme().window);
  appearance.setChoice(ThemeChoice::Light);
  EXPECT_EQ(QApplication::palette().color(QPalette::Window), lightTheme().window);
}

}  // namespace
}  // namespace cadenza::ui
