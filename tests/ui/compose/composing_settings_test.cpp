// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set for composing, in the window, and what it complains about.
#include "tests/ui/compose/composing_window.h"

namespace cadenza::ui {
namespace {

TEST_F(ComposingWindowTest, AModelThatIsGoneIsSaidAndThePieceStays) {
  drawNote(0);
  std::filesystem::remove(starter);
  click("generate");
  ASSERT_TRUE(waitUntil([this] { return find<QLabel>("composeFailure").isVisible(); }));
  EXPECT_EQ(session.state(), State::Idle);
  EXPECT_EQ(noteCount(), 1u);
}

TEST_F(ComposingWindowTest, AFileThatIsNoModelGetsItsReason) {
  const auto file = folder / "notes.safetensors";
  std::ofstream(file) << "do re mi";
  models.add(file);
  ASSERT_TRUE(waitUntil([this] { return find<QLabel>("composeFailure").isVisible(); }));
  EXPECT_THAT(text("composeFailure"), HasSubstr("notes.safetensors"));
}

TEST_F(ComposingWindowTest, TheKeyMayFollowThePiece) {
  auto& tonic = find<QComboBox>("composeTonic");
  tonic.setCurrentIndex(tonic.findText("Key of the piece"));
  EXPECT_EQ(window.roll().key(), std::nullopt);
  std::vector<Note> notes;
  for (const int pitch : {57, 59, 60, 62, 64, 65, 68, 69, 64, 60, 57}) {
    const auto onset = static_cast<Tick>(notes.size()) * ticksPerQuarter;
    notes.push_back({onset, ticksPerQuarter, static_cast<std::uint8_t>(pitch), 80});
  }
  document.push("Draw notes", insertNotes(notes));
  EXPECT_THAT(text("composeEstimate"), HasSubstr("A minor"));
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.settings().controls.limits.key, (Key{9, Scale::Minor}));
  saveAndOpenAgain();
  EXPECT_EQ(tonic.currentText(), "Key of the piece");
}

TEST_F(ComposingWindowTest, AnotherRecipeIsDrawnFromAsIsUsualForIt) {
  const auto classic = folder / "models" / "classic.safetensors";
  ASSERT_TRUE(saveCheckpoint(classic, test::tinyModel("classic-b")));
  models.refresh();
  auto& model = find<QComboBox>("composeModel");
  ASSERT_TRUE(waitUntil([&] { return model.count() == 2; }));
  setNumber("composeTemperature", 0.7);
  model.setCurrentIndex(model.findText("tiny classic-b"));
  const UsualSampling usual = usualSampling(test::tinyModel("classic-b").recipe);
  const auto number = [this](const char* name) {
    return find<QWidget>(name).findChild<QDoubleSpinBox*>()->value();
  };
  EXPECT_EQ(number("composeTemperature"), usual.temperature);
  EXPECT_EQ(number("composeTopP"), usual.topP);
  EXPECT_FALSE(find<QWidget>("composeSoftest").isVisibleTo(&window));
}

TEST_F(ComposingWindowTest, TheSeedNumberIsKeptAndCanBeCopied) {
  click("composeMore");
  find<QCheckBox>("composeNewSeed").setChecked(false);
  find<QSpinBox>("composeSeed").setValue(4711);
  click("copySeed");
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "4711");
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(document.takes()[2].seed, 4713u);
}

TEST_F(ComposingWindowTest, NoSettingIsCutOffAtTheSide) {
  click("composeMore");
  auto& settingsArea = find<QScrollArea>("composeSettings");
  EXPECT_TRUE(waitUntil([&] {
    return settingsArea.widget()->minimumSizeHint().width() <= settingsArea.viewport()->width();
  }));
}

TEST_F(ComposingWindowTest, WishesComeBackInTheNextWindow) {
  setNumber("composeVariations", 5);
  find<QSpinBox>("composePolyphony").setValue(6);
  find<QCheckBox>("composePlaysAtOnce").setChecked(true);
  window.close();
  settings.sync();
  MainWindow next(studio);
  const auto* variations = next.findChild<QWidget*>("composeVariations");
  EXPECT_EQ(variations->findChild<QDoubleSpinBox*>()->value(), 5);
  EXPECT_EQ(next.findChild<QSpinBox*>("composePolyphony")->value(), 6);
  EXPECT_TRUE(next.findChild<QCheckBox*>("composePlaysAtOnce")->isChecked());
}

}  // namespace
}  // namespace cadenza::ui
