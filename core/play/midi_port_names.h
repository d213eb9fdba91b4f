// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cadenza {

/// What ports of ours are called; none of them is offered to ourselves.
inline constexpr const char* ownMidiName = "Cadenza";

/// A port that can be chosen: its name as it is shown and stored, and its place in the system's
/// list of the moment.
struct NamedMidiPort {
  std::string name;
  unsigned number = 0;
  bool operator==(const NamedMidiPort&) const = default;
};

/// Names that find their port again, from those that the system gives: without the numbers that
/// ALSA hands out anew ("Piano:Piano MIDI 1 20:0"), without our own ports; of several with one name
/// the second is "Piano (2)".
[[nodiscard]] std::vector<NamedMidiPort> namedMidiPorts(const std::vector<std::string>& given);

/// The port of that name, if it is there.
[[nodiscard]] std::optional<NamedMidiPort> findMidiPort(const std::vector<NamedMidiPort>& ports,
                                                        const std::string& name);

}  // namespace cadenza
