// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/midi_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSpinBox>
#include <mutex>

#include "tests/support/fake_midi.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/midi_in_controller.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controls/segmented_control.h"
#include "ui/settings/preferences.h"
#include "ui/shell/midi_signs.h"

namespace cadenza::ui {
namespace {

class MidiPageTest : public ::testing::Test {
 protected:
  void plug(MidiPortLists now) {
    const std::lock_guard lock(mutex);
    lists = std::move(now);
  }
  template <class Widget>
  [[nodiscard]] Widget& field(const char* name) {
    auto* widget = page->findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  [[nodiscard]] static QStringList texts(const QComboBox& box) {
    QStringList list;
    for (int i = 0; i < box.count(); ++i) list << box.itemText(i);
    return list;
  }
  void choose(const char* box, const char* text) {
    auto& ports = field<QComboBox>(box);
    const int index = ports.findText(QString::fromLatin1(text));
    ASSERT_GE(index, 0) << text;
    ports.setCurrentIndex(index);
    Q_EMIT ports.activated(index);
  }
  void open() {
    page = std::make_unique<MidiPage>(MidiPage::Parts{preferences, playback, &hands, appearance},
                                      new MidiPortWatch([this] {
                                        return [this] {
                                          const std::lock_guard lock(mutex);
                                          return lists;
                                        };
                                      }));
    page->show();
  }
  void openWithPiano() {
    plug({{"Piano:in"}, {"Piano:out"}, "JACK", {}});
    midi.plugIn("Piano:out");
    open();
    ASSERT_TRUE(waitUntil([this] { return field<QComboBox>("midiOutPort").count() == 2; }));
  }

  test::TemporaryFolder folder;
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  Preferences preferences{settings};
  Appearance appearance{ThemeChoice::Dark};
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(heard); }};
  test::FakeMidi midi;
  MidiInController hands{preferences, [this](const MidiInSetup& setup, MidiListener listener) {
                           return std::make_unique<MidiPortInput>(
                               setup, std::move(listener), [this] { return midi.makeIn(); }, 0.01);
                         }};
  std::mutex mutex;
  MidiPortLists lists;  // guarded by mutex
  std::unique_ptr<MidiPage> page;
};

TEST_F(MidiPageTest, APieceIsPlayedOnThePortThatIsChosen) {
  openWithPiano();
  EXPECT_FALSE(field<QComboBox>("midiOutPort").isEnabled()) << "Cadenza's piano plays";
  field<SegmentedControl>("midiOutput").setCurrent(1);
  choose("midiOutPort", "Piano:in");
  field<QSpinBox>("midiChannel").setValue(3);
  field<QSpinBox>("midiProgram").setValue(5);
  field<QSpinBox>("midiBank").setValue(1);
  field<QCheckBox>("midiClock").setChecked(true);
  const SoundSetup& sound = preferences.sound();
  EXPECT_EQ(sound.output, SoundOutput::MidiPort);
  EXPECT_EQ(sound.midi, (MidiOutSetup{"Piano:in", 2, 4, 0, true}));
  field<QSpinBox>("midiProgram").setValue(0);
  EXPECT_EQ(preferences.sound().midi.program, std::nullopt);
}

TEST_F(MidiPageTest, APortThatIsGoneStaysChosenAndIsSaidToBeMissing) {
  openWithPiano();
  field<SegmentedControl>("midiOutput").setCurrent(1);
  choose("midiOutPort", "Piano:in");
  plug({{"Organ:in"}, {}, "JACK", {}});
  auto& box = field<QComboBox>("midiOutPort");
  ASSERT_TRUE(waitUntil([&] { return box.findText(QStringLiteral("Organ:in")) > 0; }));
  EXPECT_EQ(box.currentText(), "Piano:in (not connected)");
  EXPECT_EQ(preferences.sound().midi.port, "Piano:in");
}

TEST_F(MidiPageTest, AKeyboardIsChosenAndWhatItPlaysIsSeenAndSaid) {
  openWithPiano();
  EXPECT_EQ(field<QLabel>("midiHands").text(), "No port is chosen");
  choose("midiInPort", "Piano:out");
  EXPECT_EQ(preferences.midiIn().port, "Piano:out");
  ASSERT_TRUE(waitUntil([this] { return hands.state().open; }));
  auto* light = page->findChild<ActivityLight*>();
  EXPECT_FALSE(light->isLit());
  midi.play(MidiMessage::noteOn(60, 80));
  ASSERT_TRUE(waitUntil([&] { return light->isLit(); }));
  EXPECT_EQ(field<QLabel>("midiPlayed").text(), "C4, velocity 80");
  EXPECT_TRUE(waitUntil([&] { return !light->isLit(); }));
  EXPECT_TRUE(waitUntil([this] {
    return field<QLabel>("midiHands").text() == QStringLiteral("Listening to Piano:out");
  }));
}

TEST_F(MidiPageTest, TouchDelayAndHearingAreKept) {
  openWithPiano();
  field<QCheckBox>("midiThru").setChecked(false);
  field<QSpinBox>("midiLatency").setValue(25);
  choose("midiInPort", "Cadenza (other programs connect to it)");
  const MidiInSetup& midiIn = preferences.midiIn();
  EXPECT_TRUE(midiIn.virtualPort);
  EXPECT_FALSE(midiIn.thru);
  EXPECT_EQ(midiIn.latencyMs, 25);
  settings.sync();
  EXPECT_EQ(Preferences(settings).midiIn(), midiIn);
}

TEST_F(MidiPageTest, WhereNothingSpeaksMidiThePageSaysSo) {
  plug({{}, {}, {}, "Nothing on this machine speaks MIDI."});
  open();
  EXPECT_TRUE(waitUntil(
      [this] { return field<QLabel>("midiHands").text().startsWith(QStringLiteral("Nothing")); }));
}

TEST_F(MidiPageTest, WhatItIsPlayedOnIsTold) {
  openWithPiano();
  EXPECT_TRUE(waitUntil([this] { return field<QLabel>("midiSound").text() == "noting"; }));
}

}  // namespace
}  // namespace cadenza::ui
