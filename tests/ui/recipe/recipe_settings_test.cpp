// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_settings.h"

#include <gtest/gtest.h>

#include <QSettings>

#include "tests/support/temporary_folder.h"
#include "ui/recipe/advanced_fields.h"

namespace cadenza::ui {
namespace {

class RecipeSettingsTest : public ::testing::TestWithParam<RecipeKind> {
 protected:
  [[nodiscard]] Recipe recipe() const {
    const RecipeKind kind = GetParam();
    return recipeOf(kind == RecipeKind::Teach ? RecipeKind::Score : kind, NetworkSize::Small);
  }
  [[nodiscard]] std::vector<AdvancedField> fields() const {
    return advancedFields(GetParam(), recipe());
  }

  test::TemporaryFolder folder;
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
};

INSTANTIATE_TEST_SUITE_P(AllKinds, RecipeSettingsTest, ::testing::ValuesIn(recipeKinds));

TEST_P(RecipeSettingsTest, SayHowLongInOneWay) {
  RecipeSettings values = usualSettings(GetParam());
  for (const bool byEpochs : {false, true}) {
    values.byEpochs = byEpochs;
    const TrainingOptions options = optionsOf(GetParam(), values, recipe());
    EXPECT_EQ(options.epochs.has_value(), byEpochs);
    EXPECT_EQ(options.minutes.has_value(), !byEpochs);
  }
}

TEST_P(RecipeSettingsTest, EveryFieldStandsWithinItsRangeAndIsExplained) {
  const TrainingOptions defaults = defaultsOf(GetParam(), recipe());
  for (const AdvancedField& field : fields()) {
    EXPECT_GE(field.read(defaults), field.low) << field.id.toStdString();
    EXPECT_LE(field.read(defaults), field.high) << field.id.toStdString();
    EXPECT_TRUE(field.explanation.endsWith(QChar(u'.'))) << field.id.toStdString();
  }
}

TEST_P(RecipeSettingsTest, EveryFieldReachesTheTraining) {
  for (const AdvancedField& field : fields()) {
    for (const double value : {field.low, field.high}) {
      RecipeSettings values = usualSettings(GetParam());
      values.advanced.insert(field.id, value);
      const TrainingOptions options = optionsOf(GetParam(), values, recipe());
      EXPECT_DOUBLE_EQ(field.read(options), value) << field.id.toStdString();
    }
  }
}

TEST_P(RecipeSettingsTest, ComeBackAsTheyWereStored) {
  EXPECT_EQ(readRecipeSettings(settings, GetParam()), usualSettings(GetParam()));
  RecipeSettings values{NetworkSize::Large, true, 77, 12, {}};
  for (const AdvancedField& field : fields()) values.advanced.insert(field.id, field.high);
  writeRecipeSettings(settings, GetParam(), values);
  settings.sync();
  EXPECT_EQ(readRecipeSettings(settings, GetParam()), values);
}

TEST_P(RecipeSettingsTest, WhatMakesNoSenseIsLeftAsUsual) {
  RecipeSettings values = usualSettings(GetParam());
  values.size = static_cast<NetworkSize>(9);
  values.minutes = -3;
  values.epochs = 0;
  for (const AdvancedField& field : fields()) values.advanced.insert(field.id, field.high * 2 + 9);
  values.advanced.insert(QStringLiteral("unknown"), 1);
  writeRecipeSettings(settings, GetParam(), values);
  EXPECT_EQ(readRecipeSettings(settings, GetParam()), usualSettings(GetParam()));
}

TEST(RecipeSettings, TeachingIsGentlerThanBeginning) {
  const Recipe recipe = recipeOf(RecipeKind::Score, NetworkSize::Small);
  EXPECT_LT(defaultsOf(RecipeKind::Teach, recipe).optimiser.learningRate,
            defaultsOf(RecipeKind::Score, recipe).optimiser.learningRate);
}

TEST(RecipeSettings, TheClassicsAreCountedInEpochsAsTheirOriginals) {
  EXPECT_TRUE(usualSettings(RecipeKind::ClassicA).byEpochs);
  EXPECT_EQ(usualSettings(RecipeKind::ClassicA).epochs, 4);
  EXPECT_EQ(usualSettings(RecipeKind::ClassicB).epochs, 50);
}

}  // namespace
}  // namespace cadenza::ui
