// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/skipped_events.h"

namespace cadenza {
namespace {

constexpr std::array<std::string_view, midiContentCount> names{
    "texts",       "copyrights",        "lyrics",        "cue_points",         "instrument_names",
    "key_changes", "sequencer_data",    "other_meta",    "controller",         "programs",
    "pitch_bends", "channel_pressures", "key_pressures", "release_velocities", "system_exclusives",
    "drum_notes",  "channels",          "other_chunks",  "patterns",
};

}  // namespace

std::string_view controllerName(int number) {
  switch (number) {
    case 0:
    case 32:
      return "bank";
    case 1:
      return "modulation";
    case 2:
      return "breath";
    case 4:
      return "foot";
    case 5:
      return "portamento time";
    case 6:
    case 38:
      return "data entry";
    case 7:
      return "volume";
    case 8:
      return "balance";
    case 10:
      return "pan";
    case 11:
      return "expression";
    case 65:
      return "portamento";
    case 66:
      return "sostenuto pedal";
    case 67:
      return "soft pedal";
    case 68:
      return "legato";
    case 69:
      return "hold 2";
    case 71:
      return "resonance";
    case 74:
      return "brightness";
    case 88:
      return "high-resolution velocity";
    case 91:
      return "reverb";
    case 93:
      return "chorus";
    case 98:
    case 99:
      return "NRPN";
    case 100:
    case 101:
      return "RPN";
    default:
      return {};
  }
}

std::string name(const SkippedEvents& skipped) {
  std::string text(names[static_cast<std::size_t>(skipped.content)]);
  if (skipped.controller >= 0) text += '_' + std::to_string(skipped.controller);
  return text;
}

std::vector<SkippedEvents> SkippedCounter::list() const {
  std::vector<SkippedEvents> all;
  for (int kind = 0; kind < midiContentCount; ++kind) {
    const auto content = static_cast<MidiContent>(kind);
    if (const std::size_t count = counts_[static_cast<std::size_t>(kind)]; count > 0) {
      all.push_back({content, -1, count});
    }
    if (content != MidiContent::Controller) continue;
    for (int number = 0; number < 128; ++number) {
      const std::size_t count = controllers_[static_cast<std::size_t>(number)];
      if (count > 0) all.push_back({content, number, count});
    }
  }
  return all;
}

}  // namespace cadenza
