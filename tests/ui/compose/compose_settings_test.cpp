// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/compose/take_record.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Start = ComposeSettings::Start;

constexpr Tick bar = 4 * ticksPerQuarter;

class ComposeSettingsTest : public ::testing::Test {
 protected:
  const Note first{0, bar, 60, 80};
  const Note second{bar / 2, bar, 64, 70};
  const Note far{6 * bar, bar, 67, 70};
  const Score score{ScoreItems{{first, second, far}, {}, {}, {}}};
  ComposeSettings settings;
};

TEST_F(ComposeSettingsTest, ContinueGoesOnBehindTheLastSelectedNote) {
  settings.start = Start::AtSelection;
  const auto found = placed(settings, score, {0, {first, second}, {}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->range, (TickRange{bar + bar / 2, 9 * bar + bar / 2}));
  const ComposeRequest request = requestOf(*found, score);
  EXPECT_EQ(request.from, bar + bar / 2);
  EXPECT_EQ(request.seed, score);
  EXPECT_FALSE(request.until);
}

TEST_F(ComposeSettingsTest, ContinueWithoutASelectionSaysWhatToDo) {
  settings.start = Start::AtSelection;
  const auto found = placed(settings, score, {});
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().detail, HasSubstr("Select"));
}

TEST_F(ComposeSettingsTest, ContinueAtTheEndBeginsWithTheNextBar) {
  EXPECT_EQ(placed(settings, score, {})->range, (TickRange{7 * bar, 15 * bar}));
  EXPECT_EQ(placed(settings, {}, {})->range, (TickRange{0, 8 * bar}));
}

TEST_F(ComposeSettingsTest, FillTakesTheMarkedGapAndNothingElse) {
  settings.mode = ComposeMode::Fill;
  EXPECT_FALSE(placed(settings, score, {}));
  const auto found = placed(settings, score, {0, {}, TickRange{2 * bar, 6 * bar}});
  ASSERT_TRUE(found);
  const ComposeRequest request = requestOf(*found, score);
  EXPECT_EQ(request.from, 2 * bar);
  EXPECT_EQ(request.until, 6 * bar);
}

TEST_F(ComposeSettingsTest, VaryThinksUnlockedSelectedNotesAgain) {
  settings.mode = ComposeMode::Vary;
  settings.strength = 0.25;
  Note locked = second;
  locked.locked = true;
  const auto found = placed(settings, score, {0, {first, locked, far}, {}});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->notes, ElementsAre(first, far));
  EXPECT_EQ(found->range, (TickRange{0, 7 * bar}));
  const ComposeRequest request = requestOf(*found, score);
  ASSERT_TRUE(request.rethinking);
  EXPECT_EQ(request.rethinking->strength, 0.25);
  EXPECT_EQ(request.from, 0);
  EXPECT_EQ(request.until, 7 * bar);
  const auto none = placed(settings, score, {0, {locked}, {}});
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().detail, HasSubstr("unlock"));
}

TEST_F(ComposeSettingsTest, ARestReachesFromTheLastEndToTheNextOnset) {
  EXPECT_EQ(restAround(score, 3 * bar), (TickRange{bar + bar / 2, 6 * bar}));
  EXPECT_EQ(restAround(score, bar), std::nullopt);
  EXPECT_EQ(restAround(score, 8 * bar), std::nullopt);
}

TEST_F(ComposeSettingsTest, AllSettingsComeBackFromTheirText) {
  settings.model = "/models/ravel.safetensors";
  settings.mode = ComposeMode::Vary;
  settings.start = Start::AtSelection;
  settings.range = TickRange{bar, 3 * bar};
  settings.notes = {first, second};
  settings.strength = 0.125;
  settings.bars = 24;
  settings.variations = 7;
  settings.controls.temperature = 1.35;
  settings.controls.topP = 0.5;
  settings.controls.density = 3;
  settings.controls.limits = {Key{3, Scale::Dorian}, 40, 80, 6, 2.5, 20, 100};
  settings.tempoFactor = 1.4;
  settings.randomSeed = 18'446'744'073'709'551'615u;
  const auto back = settingsFrom(settingsText(settings));
  ASSERT_TRUE(back);
  EXPECT_EQ(settingsText(*back), settingsText(settings));
  EXPECT_EQ(back->randomSeed, settings.randomSeed);
  EXPECT_EQ(back->controls, settings.controls);
  EXPECT_EQ(back->notes, settings.notes);
  EXPECT_EQ(back->range, settings.range);
  EXPECT_EQ(back->mode, settings.mode);
}

TEST_F(ComposeSettingsTest, SenselessTextGivesSettingsThatThePanelCanShow) {
  EXPECT_FALSE(settingsFrom("nonsense"));
  const auto back = settingsFrom(
      R"({"mode":7,"bars":-3,"variations":1e9,"temperature":"hot","range":[9,1],"density":12,)"
      R"("limits":{"lowestPitch":90,"highestPitch":20,"key":"H moll"},"notes":[[1,2],"x",[-5,0,300,0]]})");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->mode, ComposeMode::Continue);
  EXPECT_EQ(back->bars, 1);
  EXPECT_EQ(back->variations, ComposeSettings::mostVariations);
  EXPECT_EQ(back->controls.temperature, 1.0);
  EXPECT_FALSE(back->controls.density);
  EXPECT_FALSE(back->range);
  EXPECT_LE(back->controls.limits.lowestPitch, back->controls.limits.highestPitch);
  EXPECT_THAT(back->notes, ElementsAre(Note{0, 1, 127, 1}));
}

}  // namespace
}  // namespace cadenza::ui
