// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/skipped_events.h"

namespace cadenza {
namespace {

struct Words {
  std::string_view key;
  std::string_view one;
  std::string_view many;
};

constexpr std::array<Words, midiContentCount> words{{
    {"texts", "text", "texts"},
    {"copyrights", "further copyright notice", "further copyright notices"},
    {"lyrics", "lyric", "lyrics"},
    {"cue_points", "cue point", "cue points"},
    {"instrument_names", "instrument name", "instrument names"},
    {"key_changes", "change of key signature", "changes of key signature"},
    {"sequencer_data", "sequencer-specific event", "sequencer-specific events"},
    {"other_meta", "other meta event", "other meta events"},
    {"controller", "change of controller", "changes of controller"},
    {"programs", "program change", "program changes"},
    {"pitch_bends", "pitch bend", "pitch bends"},
    {"channel_pressures", "channel pressure", "channel pressures"},
    {"key_pressures", "key pressure", "key pressures"},
    {"system_exclusives", "system exclusive message", "system exclusive messages"},
    {"drum_notes", "drum note", "drum notes"},
    {"channels", "channel joined with another one", "channels joined with another one"},
    {"other_chunks", "chunk that is no track", "chunks that are no tracks"},
    {"patterns", "pattern joined with the one before", "patterns joined with the ones before"},
}};

const Words& wordsOf(MidiContent content) { return words[static_cast<std::size_t>(content)]; }

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
  std::string text(wordsOf(skipped.content).key);
  if (skipped.controller >= 0) text += '_' + std::to_string(skipped.controller);
  return text;
}

std::string describe(const SkippedEvents& skipped) {
  const Words& kind = wordsOf(skipped.content);
  std::string text = std::to_string(skipped.count) + ' ';
  text += skipped.count == 1 ? kind.one : kind.many;
  if (skipped.controller < 0) return text;
  text += ' ' + std::to_string(skipped.controller);
  const std::string_view usual = controllerName(skipped.controller);
  return usual.empty() ? text : text + " (" + std::string(usual) + ')';
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
