// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <mutex>

#include "core/play/message_ring.h"
#include "tests/support/comes_true.h"
#include "tests/support/fake_midi.h"

namespace cadenza {
namespace {

using test::comesTrue;
using test::FakeMidi;
using test::Instrument;

class MidiPortInputTest : public ::testing::Test {
 protected:
  std::unique_ptr<MidiPortInput> open() {
    return std::make_unique<MidiPortInput>(
        setup,
        [this](const MidiInput& input) {
          const std::lock_guard lock(mutex);
          heard.hear(input.message);
          stamps.push_back(input.at);
        },
        [this] { return midi.makeIn(); }, 0.002);
  }
  std::unique_ptr<MidiPortInput> openOnPiano() {
    midi.plugIn("Piano");
    auto input = open();
    EXPECT_TRUE(comesTrue([&] { return input->state().open; }));
    return input;
  }
  [[nodiscard]] Instrument told() {
    const std::lock_guard lock(mutex);
    return heard;
  }

  FakeMidi midi;
  MidiInSetup setup = [] {
    MidiInSetup piano;
    piano.port = "Piano";
    return piano;
  }();
  std::mutex mutex;
  Instrument heard;                                           // guarded by mutex
  std::vector<std::chrono::steady_clock::time_point> stamps;  // guarded by mutex
};

TEST_F(MidiPortInputTest, WhatHandsPlayIsToldInOrderWithItsMoment) {
  const auto input = openOnPiano();
  const auto before = std::chrono::steady_clock::now();
  const std::vector<MidiMessage> played = {MidiMessage::noteOn(60, 70), MidiMessage::pedal(90),
                                           MidiMessage::noteOff(60), MidiMessage::pedal(0)};
  for (const MidiMessage& message : played) midi.play(message);
  const auto after = std::chrono::steady_clock::now();
  ASSERT_TRUE(comesTrue([&] { return told().heard().size() == played.size(); }));
  EXPECT_EQ(told().heard(), played);
  const std::lock_guard lock(mutex);
  EXPECT_TRUE(std::ranges::is_sorted(stamps));
  EXPECT_GE(stamps.front(), before);
  EXPECT_LE(stamps.back(), after);
  EXPECT_EQ(input->state().heard, played.size());
  EXPECT_EQ(input->state().notes, 1u);
  EXPECT_EQ(input->state().pitch, 60);
  EXPECT_EQ(input->state().velocity, 70);
}

TEST_F(MidiPortInputTest, VelocitiesAreBent) {
  setup.curve = -1;
  const auto input = openOnPiano();
  midi.play(MidiMessage::noteOn(60, 40));
  ASSERT_TRUE(comesTrue([&] { return !told().heard().empty(); }));
  EXPECT_GT(told().heard().front().data2, 60);
  input->setCurve(0);
  midi.play(MidiMessage::noteOn(62, 40));
  ASSERT_TRUE(comesTrue([&] { return told().heard().size() == 2; }));
  EXPECT_EQ(told().heard().back().data2, 40);
}

TEST_F(MidiPortInputTest, APortThatVanishesLetsItsKeysAndPedalGoAndIsOpenedAgain) {
  const auto input = openOnPiano();
  midi.play(MidiMessage::noteOn(60, 70).onChannel(3));
  midi.play(MidiMessage::pedal(127));
  ASSERT_TRUE(comesTrue([&] { return told().sounds(60, 3) && told().deepestPedal() > 0; }));
  midi.pullOut("Piano");
  ASSERT_TRUE(comesTrue([&] { return !input->state().open; }));
  EXPECT_TRUE(told().isStill());
  EXPECT_NE(input->state().text.find("Piano"), std::string::npos);
  midi.plugIn("Piano");
  ASSERT_TRUE(comesTrue([&] { return input->state().open; }));
  midi.play(MidiMessage::noteOn(62, 70));
  EXPECT_TRUE(comesTrue([&] { return told().sounds(62); }));
}

TEST_F(MidiPortInputTest, TheEndLetsKeysGo) {
  {
    const auto input = openOnPiano();
    midi.play(MidiMessage::noteOn(60, 70));
    ASSERT_TRUE(comesTrue([&] { return told().sounds(60); }));
  }
  EXPECT_TRUE(told().isStill());
  midi.play(MidiMessage::noteOn(60, 70));
  EXPECT_TRUE(told().isStill()) << "closed";
}

TEST_F(MidiPortInputTest, WhatComesFasterThanItIsTakenIsCountedAndHoldsNobodyUp) {
  midi.plugIn("Piano");
  std::latch goOn(1);
  MidiPortInput input(
      setup, [&](const MidiInput&) { goOn.wait(); }, [this] { return midi.makeIn(); }, 0.002);
  ASSERT_TRUE(comesTrue([&] { return input.state().open; }));
  for (int i = 0; i < 3000; ++i) midi.play(MidiMessage::pedal(i % 128));
  const auto state = input.state();
  EXPECT_GE(state.missed, 3000u - 1024 - 1);
  EXPECT_NE(state.text.find("missed"), std::string::npos);
  goOn.count_down();
  EXPECT_TRUE(comesTrue([&] { return input.state().heard + state.missed == 3000; }));
}

TEST_F(MidiPortInputTest, ABusyPortIsSaidAndTriedAgain) {
  midi.plugIn("Piano");
  midi.setBusy(true);
  const auto input = open();
  ASSERT_TRUE(comesTrue([&] { return input->state().text.find("busy") != std::string::npos; }));
  midi.setBusy(false);
  EXPECT_TRUE(comesTrue([&] { return input->state().open; }));
}

TEST_F(MidiPortInputTest, APortOfOurOwnNeedsNoOther) {
  setup.virtualPort = true;
  const auto input = open();
  EXPECT_TRUE(comesTrue([&] { return input->state().open; }));
  EXPECT_NE(input->state().text.find("Cadenza"), std::string::npos);
}

TEST(MessageRing, KeepsOrderAndRefusesWhatIsTooMuch) {
  MessageRing<int, 4> ring;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(ring.put(i));
    EXPECT_FALSE(ring.put(9));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(ring.take(), i);
    EXPECT_EQ(ring.take(), std::nullopt);
  }
}

}  // namespace
}  // namespace cadenza
