// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_names.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

std::vector<std::string> names(const std::vector<std::string>& given) {
  std::vector<std::string> names;
  for (const NamedMidiPort& port : namedMidiPorts(given)) names.push_back(port.name);
  return names;
}

TEST(MidiPortNames, TheNumbersThatAlsaHandsOutAnewAreLeftOut) {
  EXPECT_EQ(names({"Digital Piano:Digital Piano MIDI 1 20:0"}),
            (std::vector<std::string>{"Digital Piano:Digital Piano MIDI 1"}));
  const auto before = namedMidiPorts({"Piano:MIDI 1 20:0"});
  EXPECT_TRUE(
      findMidiPort(namedMidiPorts({"Other:x 16:0", "Piano:MIDI 1 24:1"}), before.front().name));
}

TEST(MidiPortNames, NamesWithoutSuchNumbersStayAsTheyAre) {
  const std::vector<std::string> given = {"system:midi_playback_1",   "Synth:in 2", "a:1",  " 1:2",
                                          "Klavier für Zwei:Eingang", "12:0",       "x12:0"};
  EXPECT_EQ(names(given), given);
}

TEST(MidiPortNames, OurOwnPortsAreNotOfferedToOurselves) {
  EXPECT_EQ(names({"Cadenza MIDI out:out 128:0", "Piano:in 20:0", "Cadenza:MIDI in"}),
            (std::vector<std::string>{"Piano:in"}));
}

TEST(MidiPortNames, TwoOfOneNameAreToldApartAndFound) {
  const auto ports = namedMidiPorts({"Cadenza:a", "Piano:in 20:0", "Piano:in 24:0"});
  ASSERT_EQ(ports.size(), 2u);
  EXPECT_EQ(ports[1].name, "Piano:in (2)");
  const auto second = findMidiPort(ports, "Piano:in (2)");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, 2u) << "the place in the system's own list";
}

TEST(MidiPortNames, APortThatIsNotThereIsNotFound) {
  EXPECT_FALSE(findMidiPort(namedMidiPorts({"Piano:in 20:0"}), "Organ:in"));
  EXPECT_FALSE(findMidiPort({}, ""));
}

}  // namespace
}  // namespace cadenza
