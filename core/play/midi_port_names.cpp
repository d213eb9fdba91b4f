// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>

namespace cadenza {
namespace {

bool endsWithDigits(std::string_view& text) {
  const std::size_t before = text.size();
  while (!text.empty() && std::isdigit(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text.size() < before;
}

std::string withoutNumbers(const std::string& given) {
  std::string_view text = given;
  if (!endsWithDigits(text) || !text.ends_with(':')) return given;
  text.remove_suffix(1);
  if (!endsWithDigits(text) || !text.ends_with(' ')) return given;
  text.remove_suffix(1);
  return text.empty() ? given : std::string(text);
}

}  // namespace

std::vector<NamedMidiPort> namedMidiPorts(const std::vector<std::string>& given) {
  std::vector<NamedMidiPort> ports;
  std::map<std::string, int> seen;
  for (unsigned number = 0; number < given.size(); ++number) {
    const std::string name = withoutNumbers(given[number]);
    if (name.empty() || name.starts_with(ownMidiName)) continue;
    const int count = ++seen[name];
    ports.push_back({count == 1 ? name : name + " (" + std::to_string(count) + ")", number});
  }
  return ports;
}

std::optional<NamedMidiPort> findMidiPort(const std::vector<NamedMidiPort>& ports,
                                          const std::string& name) {
  const auto found = std::ranges::find(ports, name, &NamedMidiPort::name);
  return found == ports.end() ? std::nullopt : std::optional(*found);
}

}  // namespace cadenza
