// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_ports.h"

#include <string>

#include "app/cli/commands.h"

namespace cadenza::cli {
namespace {

std::string listText(const std::string& title, const std::vector<std::string>& names) {
  std::string text = title + ":\n";
  for (const std::string& name : names) text += "  " + name + '\n';
  if (names.empty()) text += "  none\n";
  return text;
}

Result<Answer> ports() {
  const MidiPortLists lists = MidiPorts().list();
  const std::string first =
      lists.problem.empty() ? "MIDI by " + lists.systems : "No MIDI: " + lists.problem;
  return Answer{
      first + '\n' + listText("Outputs", lists.outputs) + listText("Inputs", lists.inputs),
      {{"systems", lists.systems},
       {"outputs", lists.outputs},
       {"inputs", lists.inputs},
       {"problem", lists.problem.empty() ? Json() : Json(lists.problem)}}};
}

}  // namespace

void addPorts(Commands& commands) {
  commands.add("ports", "List the MIDI ports of this machine", [](Console&) { return ports(); });
}

}  // namespace cadenza::cli
