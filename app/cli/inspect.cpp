// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <sstream>

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
    for (const SkippedEvents& events : import.skipped) skipped.push_back(describe(events));
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
