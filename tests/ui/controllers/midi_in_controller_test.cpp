// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/midi_in_controller.h"

#include <QSettings>
#include <QSignalSpy>

#include "tests/support/fake_midi.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/midi_port_watch.h"
#include "ui/controllers/playback_controller.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {
namespace {

class MidiInControllerTest : public ::testing::Test {
 protected:
  void choose(const std::string& port) {
    MidiInSetup setup = preferences.midiIn();
    setup.port = port;
    preferences.setMidiIn(setup);
  }
  void press(int pitch) { midi.play(MidiMessage::noteOn(pitch, 80)); }

  test::TemporaryFolder folder;
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  Preferences preferences{settings};
  test::FakeMidi midi;
  int openings = 0;
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  PlaybackController one{[this] { return std::make_unique<NotingSink>(heard); }};
  PlaybackController other{[this] { return std::make_unique<NotingSink>(heard); },
                           PlaybackController::Opening::WhenNeeded};
  MidiInController hands{preferences, [this](const MidiInSetup& setup, MidiListener listener) {
                           ++openings;
                           return std::make_unique<MidiPortInput>(
                               setup, std::move(listener), [this] { return midi.makeIn(); }, 0.01);
                         }};
};

TEST_F(MidiInControllerTest, NothingIsOpenedWhereNoPortIsChosen) {
  hands.setTarget(&other);
  EXPECT_EQ(openings, 0);
  EXPECT_FALSE(other.isOpen()) << "nobody plays on it";
  EXPECT_FALSE(hands.state().open);
}

TEST_F(MidiInControllerTest, WhatHandsPlayIsHeardOnTheTarget) {
  midi.plugIn("Piano");
  hands.setTarget(&one);
  choose("Piano");
  ASSERT_TRUE(waitUntil([this] { return hands.state().open; }));
  press(60);
  EXPECT_TRUE(waitUntil([this] { return heard->count() == 1; }));
  EXPECT_TRUE(waitUntil([this] { return one.inputCount() == 1; }));
}

TEST_F(MidiInControllerTest, AnotherTargetGetsTheNextNotesAndTheFirstIsLeftInSilence) {
  midi.plugIn("Piano");
  choose("Piano");
  hands.setTarget(&one);
  ASSERT_TRUE(waitUntil([this] { return hands.state().open; }));
  press(60);
  ASSERT_TRUE(waitUntil([this] { return one.inputCount() == 1; }));
  hands.setTarget(&other);
  ASSERT_TRUE(waitUntil([this] { return one.inputs(1).size() == 1; }));
  EXPECT_EQ(one.inputs(1).at(0).message, MidiMessage::noteOff(60));
  press(62);
  EXPECT_TRUE(waitUntil([this] { return other.inputCount() == 1; }));
  EXPECT_EQ(one.inputCount(), 2u);
  hands.setTarget(nullptr);
  press(64);
  EXPECT_TRUE(waitUntil([this] { return hands.state().notes == 3; }));
  ASSERT_TRUE(waitUntil([this] { return other.inputCount() >= 2; }));
  EXPECT_EQ(other.inputCount(), 2u) << "the key is let go, and nothing more";
  EXPECT_EQ(other.inputs(1).at(0).message, MidiMessage::noteOff(62));
}

TEST_F(MidiInControllerTest, APortThatComesAndGoesIsTold) {
  QSignalSpy changes(&hands, &MidiInController::stateChanged);
  choose("Piano");
  ASSERT_TRUE(waitUntil([&] { return changes.count() > 0; }));
  EXPECT_FALSE(hands.state().open);
  midi.plugIn("Piano");
  ASSERT_TRUE(waitUntil([&] { return hands.state().open && changes.count() > 1; }));
  choose("");
  EXPECT_FALSE(hands.state().open);
}

TEST_F(MidiInControllerTest, TheTouchChangesWithoutOpeningThePortAnew) {
  midi.plugIn("Piano");
  choose("Piano");
  MidiInSetup setup = preferences.midiIn();
  setup.curve = -1;
  setup.latencyMs = 12;
  preferences.setMidiIn(setup);
  EXPECT_EQ(openings, 1);
  ASSERT_TRUE(waitUntil([this] { return hands.state().open; }));
  midi.play(MidiMessage::noteOn(60, 40));
  ASSERT_TRUE(waitUntil([this] { return hands.state().notes == 1; }));
  EXPECT_GT(hands.state().velocity, 60);
}

TEST(MidiPortWatch, TellsOnceUntilThereAreOthers) {
  std::atomic<int> listings = 0;
  MidiPortWatch watch([&] {
    return [&] {
      ++listings;
      return MidiPortLists{{"Piano"}, {}, "JACK", {}};
    };
  });
  QSignalSpy changes(&watch, &MidiPortWatch::changed);
  watch.setLooking(true);
  ASSERT_TRUE(waitUntil([&] { return listings > 1; }));
  EXPECT_EQ(changes.count(), 1);
  EXPECT_EQ(watch.lists().outputs, std::vector<std::string>{"Piano"});
  watch.setLooking(false);
}

}  // namespace
}  // namespace cadenza::ui
