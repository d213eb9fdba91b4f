// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/audio_export_dialog.h"

#include <gmock/gmock.h>

#include <QCheckBox>
#include <QLabel>

#include "ui/controls/labelled_slider.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class AudioExportDialogTest : public WindowTest {
 protected:
  void open() {
    drawNote(0);
    window.actions().exportAudio->trigger();
  }
  void choose(const char* box, AudioFormat format) {
    auto& field = find<QComboBox>(box);
    field.setCurrentIndex(field.findData(static_cast<int>(format)));
  }
  [[nodiscard]] std::string result() { return find<QLabel>("exportResult").text().toStdString(); }
};

TEST_F(AudioExportDialogTest, WhatIsChosenIsWrittenWithTheUsersPianoAndRemembered) {
  SoundSetup sound = preferences.sound();
  sound.synth.soundfont = folder / "mine.sf2";
  sound.synth.reverb = 0.9;
  preferences.setSound(sound);
  open();
  choose("exportFormat", AudioFormat::Flac24);
  auto& rate = find<QComboBox>("exportRate");
  rate.setCurrentIndex(rate.findData(96'000));
  EXPECT_TRUE(find<QCheckBox>("exportNormalise").isChecked()) << "loud enough at first";
  find<QCheckBox>("exportNormalise").setChecked(false);
  click("exportProceed");
  answerDialog(folder / "song");
  ASSERT_TRUE(waitUntil([this] { return exported.has_value(); }));
  EXPECT_EQ(exported->format, AudioFormat::Flac24);
  EXPECT_EQ(exported->sound.sampleRate, 96'000);
  EXPECT_EQ(exported->sound.soundfont, folder / "mine.sf2");
  EXPECT_DOUBLE_EQ(exported->sound.reverb, 0.9);
  EXPECT_FALSE(exported->normalise);
  EXPECT_EQ(preferences.sound().synth.sampleRate, 48'000);
  EXPECT_EQ(Preferences(settings).audioExport(), preferences.audioExport());
  EXPECT_EQ(preferences.audioExport().format, AudioFormat::Flac24);
}

TEST_F(AudioExportDialogTest, ItTellsTheNameAndALargerSizeForABetterFormat) {
  open();
  choose("exportFormat", AudioFormat::Wav16);
  EXPECT_THAT(result(), HasSubstr(".wav"));
  const std::string small = result();
  choose("exportFormat", AudioFormat::WavFloat);
  EXPECT_NE(result(), small);
  choose("exportFormat", AudioFormat::Ogg);
  EXPECT_THAT(result(), HasSubstr(".ogg"));
  EXPECT_TRUE(find<LabelledSlider>("exportQuality").isEnabled());
  choose("exportFormat", AudioFormat::Flac16);
  EXPECT_THAT(result(), HasSubstr(".flac"));
  EXPECT_FALSE(find<LabelledSlider>("exportQuality").isEnabled());
}

TEST_F(AudioExportDialogTest, CancellingRemembersNothing) {
  open();
  choose("exportFormat", AudioFormat::Ogg);
  find<QDialog>("audioExport").reject();
  EXPECT_EQ(preferences.audioExport(), AudioExportPreferences());
}

}  // namespace
}  // namespace cadenza::ui
