// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sound_page.h"

#include <gmock/gmock.h>

#include <QLabel>
#include <QSlider>

#include "core/base/safe_file.h"
#include "tests/support/tiny_soundfont.h"
#include "tests/support/variable.h"
#include "ui/controls/labelled_slider.h"
#include "ui/shell/preferences_dialog.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using test::Variable;
using ::testing::HasSubstr;

class SoundPageTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    std::filesystem::create_directories(folder / "data/soundfonts");
    ASSERT_TRUE(writeFile(font, test::TinySoundfont().bytes()));
    ASSERT_TRUE(writeFile(folder / "data/soundfonts/Broken.sf2", std::string("RIFF")));
    page = std::make_unique<SoundPage>(SoundPage::Parts{preferences, playback, appearance});
    page->show();
    ASSERT_TRUE(waitUntil([this] { return box("soundFont").findData(pathText(font)) >= 0; }));
  }
  static QString pathText(const std::filesystem::path& path) {
    return QString::fromStdString(std::filesystem::canonical(path).string());
  }
  QComboBox& box(const char* name) { return *page->findChild<QComboBox*>(QLatin1String(name)); }
  QLabel& label(const char* name) { return *page->findChild<QLabel*>(QLatin1String(name)); }
  LabelledSlider& slider(const char* name) {
    return *page->findChild<LabelledSlider*>(QLatin1String(name));
  }
  void choose(const char* name, const QVariant& data) {
    ASSERT_GE(box(name).findData(data), 0) << name;
    box(name).setCurrentIndex(box(name).findData(data));
  }
  [[nodiscard]] const SynthSetup& synth() const { return preferences.sound().synth; }

  const Variable dataHome{"XDG_DATA_HOME", (folder / "data").string()};
  const std::filesystem::path font = folder / "data/soundfonts/Tiny.sf2";
  std::unique_ptr<SoundPage> page;
};

TEST_F(SoundPageTest, DeviceBufferAndRateTakeEffectAtOnce) {
  choose("soundDriver", QStringLiteral("alsa"));
  choose("soundBuffer", 256);
  choose("soundRate", 96'000);
  EXPECT_EQ(synth().driver, "alsa");
  EXPECT_EQ(synth().bufferFrames, 256);
  EXPECT_EQ(synth().sampleRate, 96'000);
  const Preferences stored(settings);
  EXPECT_EQ(stored.sound(), preferences.sound());
}

TEST_F(SoundPageTest, JacksServerDecidesOnBufferAndRate) {
  choose("soundDriver", QStringLiteral("jack"));
  EXPECT_FALSE(box("soundBuffer").isEnabled());
  EXPECT_FALSE(box("soundRate").isEnabled());
  choose("soundDriver", QString());
  EXPECT_TRUE(box("soundBuffer").isEnabled());
}

TEST_F(SoundPageTest, AnotherSystemBeginsWithItsDefaultDevice) {
  SoundSetup sound = preferences.sound();
  sound.synth.driver = "alsa";
  sound.synth.device = "hw:7";
  preferences.setSound(sound);
  EXPECT_THAT(box("soundDevice").currentText().toStdString(), HasSubstr("hw:7"));
  choose("soundDriver", QStringLiteral("jack"));
  EXPECT_EQ(synth().device, "");
}

TEST_F(SoundPageTest, WhatIsNotHereStaysChosenAndIsSaid) {
  SoundSetup sound = preferences.sound();
  sound.synth.driver = "gramophone";
  sound.synth.soundfont = "/nowhere/Horn.sf2";
  preferences.setSound(sound);
  EXPECT_EQ(box("soundDriver").currentText(), "gramophone (not here)");
  EXPECT_EQ(box("soundFont").currentText(), "Horn (not here)");
  EXPECT_EQ(preferences.sound(), sound);
}

TEST_F(SoundPageTest, ASliderIsTakenOnceWhenItRests) {
  QSignalSpy changes(&preferences, &Preferences::soundChanged);
  for (const double gain : {1.2, 1.4, 1.6}) slider("soundGain").setValue(gain);
  slider("soundReverb").setValue(80);
  EXPECT_EQ(changes.count(), 0);
  EXPECT_TRUE(waitUntil([&] { return changes.count() > 0; }));
  EXPECT_EQ(changes.count(), 1);
  EXPECT_DOUBLE_EQ(synth().gain, 1.6);
  EXPECT_DOUBLE_EQ(synth().reverb, 0.8);
}

TEST_F(SoundPageTest, ASliderThatStillMovesIsNotLostWhenThePageGoes) {
  slider("soundChorus").setValue(40);
  page.reset();
  EXPECT_DOUBLE_EQ(synth().chorus, 0.4);
}

TEST_F(SoundPageTest, AFontOfTheListIsTaken) {
  choose("soundFont", pathText(font));
  EXPECT_TRUE(waitUntil([this] { return synth().soundfont == std::filesystem::canonical(font); }));
  EXPECT_FALSE(label("soundfontRefusal").isVisible());
}

TEST_F(SoundPageTest, ABadFontIsRefusedByNameAndTheOldOneStays) {
  choose("soundFont", pathText(folder / "data/soundfonts/Broken.sf2"));
  EXPECT_TRUE(waitUntil([this] { return label("soundfontRefusal").isVisible(); }));
  EXPECT_THAT(label("soundfontRefusal").text().toStdString(), HasSubstr("Broken.sf2"));
  EXPECT_EQ(synth().soundfont, "");
  EXPECT_EQ(box("soundFont").currentData().toString(), "");
}

TEST_F(SoundPageTest, AFontFromElsewhereIsAddedAndChosen) {
  const auto other = folder / "Other.sf2";
  ASSERT_TRUE(writeFile(other, test::TinySoundfont().bytes()));
  QTest::mouseClick(page->findChild<QAbstractButton*>("addSoundfont"), Qt::LeftButton);
  auto* dialog = page->findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  dialog->setDirectory(QString::fromStdString(other.parent_path().string()));
  dialog->selectFile(QStringLiteral("Other.sf2"));
  ASSERT_TRUE(QMetaObject::invokeMethod(dialog, "accept"));
  EXPECT_TRUE(waitUntil([&] { return synth().soundfont == other; }));
  EXPECT_THAT(box("soundFont").currentText().toStdString(), HasSubstr("Other"));
}

TEST_F(SoundPageTest, TheTestPianoPlaysAChord) {
  QTest::mouseClick(page->findChild<QAbstractButton*>("testPiano"), Qt::LeftButton);
  EXPECT_TRUE(waitUntil([this] { return heard->count() >= 5; }));
}

TEST_F(SoundPageTest, ItSaysWhatIsPlayedOn) {
  EXPECT_TRUE(waitUntil([this] { return playback.sound().ready; }));
  EXPECT_THAT(label("soundState").text().toStdString(), HasSubstr(playback.sound().sink));
}

}  // namespace
}  // namespace cadenza::ui
