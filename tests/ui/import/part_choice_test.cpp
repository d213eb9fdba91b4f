// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/part_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;

struct Kind {
  int channel = 0;
  std::optional<int> program;
};

MidiSurvey surveyOf(std::initializer_list<Kind> kinds) {
  MidiSurvey survey;
  for (const Kind& kind : kinds) {
    MidiPart part;
    part.id = {static_cast<int>(survey.parts.size()), kind.channel};
    part.program = kind.program;
    part.notes = {{0, 960, 60, 80}};
    survey.parts.push_back(part);
  }
  return survey;
}

TEST(PartChoice, ThePartsOfOnePianoAreNoQuestion) {
  EXPECT_FALSE(wantsChoice(surveyOf({})));
  EXPECT_FALSE(wantsChoice(surveyOf({{0, 0}})));
  EXPECT_FALSE(wantsChoice(surveyOf({{0, 0}, {1, 0}})));
  EXPECT_FALSE(wantsChoice(surveyOf({{0, {}}, {1, {}}, {2, {}}})));
  // The voices of a fugue, engraved in staves of their own.
  EXPECT_FALSE(wantsChoice(surveyOf({{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}})));
}

TEST(PartChoice, OneInstrumentAloneIsNoQuestion) { EXPECT_FALSE(wantsChoice(surveyOf({{0, 40}}))); }

TEST(PartChoice, SeveralInstrumentsOrDrumsAreAQuestion) {
  EXPECT_TRUE(wantsChoice(surveyOf({{0, 0}, {1, 40}})));
  EXPECT_TRUE(wantsChoice(surveyOf({{0, 40}, {1, 40}})));
  EXPECT_TRUE(wantsChoice(surveyOf({{9, {}}})));
  EXPECT_TRUE(wantsChoice(surveyOf({{0, 0}, {9, {}}})));
}

TEST(PartChoice, MorePartsThanHandsThatSayNothingAreAQuestion) {
  EXPECT_TRUE(wantsChoice(surveyOf({{0, {}}, {1, {}}, {2, {}}, {3, {}}})));
}

TEST(PartChoice, PianosAreSuggestedElseAllThatHasPitches) {
  EXPECT_THAT(suggestedParts(surveyOf({{0, 0}, {1, 40}, {9, {}}, {2, {}}})),
              ElementsAre(true, false, false, true));
  EXPECT_THAT(suggestedParts(surveyOf({{0, 48}, {1, 40}, {9, {}}})),
              ElementsAre(true, true, false));
  EXPECT_THAT(suggestedParts(surveyOf({{9, {}}})), ElementsAre(false));
}

TEST(PartChoice, TickedPartsAreNamedByTrackAndChannel) {
  const MidiSurvey survey = surveyOf({{0, 0}, {1, 40}, {9, {}}});
  EXPECT_THAT(tickedParts(survey, {true, false, true}),
              ElementsAre(MidiPartId{0, 0}, MidiPartId{2, 9}));
}

TEST(PartChoice, NamesAreAsShortAsTheyCanBeToldApart) {
  MidiSurvey survey = surveyOf({{0, 0}, {1, 40}, {2, 40}});
  survey.parts[0].name = "Flügel";
  survey.parts[2].id.track = 1;
  EXPECT_EQ(partName(survey, 0), QString("Flügel"));
  EXPECT_EQ(partName(survey, 1), QString("Track 2, channel 2"));
  EXPECT_EQ(partName(survey, 2), QString("Track 2, channel 3"));
  survey.format = 0;
  EXPECT_EQ(partName(survey, 1), QString("Channel 2"));
}

TEST(PartChoice, InstrumentsHaveTheNamesOfTheirFamilies) {
  const MidiSurvey survey = surveyOf({{0, 0}, {1, 40}, {9, 40}, {2, {}}});
  EXPECT_EQ(instrumentName(survey.parts[0]), QString("Piano"));
  EXPECT_EQ(instrumentName(survey.parts[1]), QString("Strings"));
  EXPECT_EQ(instrumentName(survey.parts[2]), QString("Drums"));
  EXPECT_EQ(instrumentName(survey.parts[3]), QString("Not named"));
}

}  // namespace
}  // namespace cadenza::ui
