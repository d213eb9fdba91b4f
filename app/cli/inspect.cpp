// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <memory>
#include <sstream>
#include <string_view>

#include "app/cli/commands.h"
#include "core/midi/midi_reader.h"
#include "core/score/key.h"

namespace cadenza::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// One of its kind and several, in the order of MidiContent.
struct Noun {
  std::string_view one;
  std::string_view many;
};
constexpr std::array<Noun, midiContentCount> nouns{{
    {"text", "texts"},
    {"further copyright notice", "further copyright notices"},
    {"lyric", "lyrics"},
    {"cue point", "cue points"},
    {"instrument name", "instrument names"},
    {"change of key signature", "changes of key signature"},
    {"sequencer-specific event", "sequencer-specific events"},
    {"other meta event", "other meta events"},
    {"change of controller", "changes of controller"},
    {"program change", "program changes"},
    {"pitch bend", "pitch bends"},
    {"channel pressure", "channel pressures"},
    {"key pressure", "key pressures"},
    {"release velocity", "release velocities"},
    {"system exclusive message", "system exclusive messages"},
    {"drum note", "drum notes"},
    {"channel joined with another one", "channels joined with another one"},
    {"chunk that is no track", "chunks that are no tracks"},
    {"pattern joined with the one before", "patterns joined with the ones before"},
}};

// With its count: "3 lyrics", "12 changes of controller 67 (soft pedal)".
std::string textOf(const SkippedEvents& skipped) {
  const Noun& noun = nouns[static_cast<std::size_t>(skipped.content)];
  std::string text = std::to_string(skipped.count) + ' ';
  text += skipped.count == 1 ? noun.one : noun.many;
  if (skipped.controller < 0) return text;
  text += ' ' + std::to_string(skipped.controller);
  const std::string_view usual = controllerName(skipped.controller);
  return usual.empty() ? text : text + " (" + std::string(usual) + ')';
}

std::string textOf(const MidiImport& import) {
  const Score& score = import.score;
  std::ostringstream text;
  const PieceProperties& properties = import.properties;
  if (!properties.title.empty()) text << properties.title << '\n';
  if (!properties.composer.empty()) text << properties.composer << '\n';
  if (!properties.copyright.empty()) text << properties.copyright << '\n';
  text << countText(score.notes().size(), "note") << ", " << clockText(score.seconds())
       << ", format " << import.format << ", "
       << countText(static_cast<std::size_t>(import.tracks), "track") << '\n';
  if (!score.notes().empty()) {
    const auto [low, high] =
        std::minmax_element(score.notes().begin(), score.notes().end(),
                            [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
    text << "From " << pitchName(low->pitch) << " to " << pitchName(high->pitch) << '\n';
  }
  text << "Tempo changes " << score.tempo().changes().size() << ", time signatures "
       << score.meter().signatures().size() << ", pedal changes " << score.pedal().size() << '\n';
  if (properties.key) text << "Key " << name(*properties.key) << '\n';
  if (!properties.parts.empty()) text << "Parts: " << joined(properties.parts) << '\n';
  if (!import.skipped.empty()) {
    std::vector<std::string> skipped;
    for (const SkippedEvents& events : import.skipped) skipped.push_back(textOf(events));
    text << "Not part of a piece: " << joined(skipped) << '\n';
  }
  for (const std::string& warning : import.warnings) text << "! " << warning << '\n';
  return text.str();
}

Json jsonOf(const MidiImport& import) {
  const Score& score = import.score;
  const PieceProperties& properties = import.properties;
  Json skipped = Json::object();
  for (const SkippedEvents& events : import.skipped) skipped[name(events)] = events.count;
  return {{"notes", score.notes().size()},
          {"seconds", score.seconds()},
          {"tracks", import.tracks},
          {"tempo_changes", score.tempo().changes().size()},
          {"time_signatures", score.meter().signatures().size()},
          {"pedal_changes", score.pedal().size()},
          {"drum_notes", import.drumNotes},
          {"format", import.format},
          {"title", properties.title},
          {"composer", properties.composer},
          {"copyright", properties.copyright},
          {"key", properties.key ? Json(name(*properties.key)) : Json()},
          {"parts", properties.parts},
          {"skipped", skipped},
          {"warnings", import.warnings}};
}

}  // namespace

void addInspect(Commands& commands) {
  const auto file = std::make_shared<std::string>();
  CLI::App& command = commands.add(
      "inspect", "Show what a MIDI file contains", [file](Console& console) -> Result<Answer> {
        const auto import =
            console.waitFor([&] { return readMidiFile(*file, console.stopToken()); });
        if (!import) return import.error();
        return Answer{textOf(*import), jsonOf(*import)};
      });
  command.add_option("FILE", *file, "A MIDI file")->required();
}

}  // namespace cadenza::cli
