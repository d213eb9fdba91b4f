// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_input.h"

#include <gtest/gtest.h>

#include <vector>

namespace cadenza {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(MidiInputBytes, AreAMessageWhereTheyAreWhole) {
  EXPECT_EQ(messageFrom(Bytes{0x90, 60, 100}), MidiMessage::noteOn(60, 100));
  EXPECT_EQ(messageFrom(Bytes{0xb0, 64, 127}), MidiMessage::pedal(127));
  EXPECT_EQ(messageFrom(Bytes{0xc5, 7}), (MidiMessage{0xc5, 7, 0}));
  EXPECT_EQ(messageFrom(Bytes{0xf8}), MidiMessage::clock());
  EXPECT_EQ(messageFrom(Bytes{0xf2, 1, 2}), (MidiMessage{0xf2, 1, 2}));
}

TEST(MidiInputBytes, AreNoMessageOtherwise) {
  for (const Bytes& bytes :
       {Bytes{}, Bytes{0x90}, Bytes{0x90, 60}, Bytes{0x90, 60, 100, 0}, Bytes{60, 100},
        Bytes{0x90, 200, 100}, Bytes{0x90, 60, 0x80}, Bytes{0xc0, 7, 0}, Bytes{0xc0, 0xff},
        Bytes{0xf0, 1, 0xf7}, Bytes{0xf7}, Bytes{0xf8, 0}}) {
    EXPECT_FALSE(messageFrom(bytes)) << bytes.size();
  }
}

}  // namespace
}  // namespace cadenza
