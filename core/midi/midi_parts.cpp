// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_parts.h"

#include <algorithm>
#include <array>

namespace cadenza {

int MidiPart::lowestPitch() const {
  return std::ranges::min_element(notes, {}, &Note::pitch)->pitch;
}

int MidiPart::highestPitch() const {
  return std::ranges::max_element(notes, {}, &Note::pitch)->pitch;
}

TickRange MidiPart::range() const {
  Tick end = 0;
  for (const Note& note : notes) end = std::max(end, note.end());
  return {notes.front().onset, end};
}

std::string_view instrumentFamily(int program) {
  static constexpr std::array<std::string_view, 16> families = {
      "Piano",         "Chromatic percussion",
      "Organ",         "Guitar",
      "Bass",          "Strings",
      "Ensemble",      "Brass",
      "Reed",          "Pipe",
      "Synth lead",    "Synth pad",
      "Synth effects", "Ethnic",
      "Percussive",    "Sound effects"};
  return families[static_cast<std::size_t>(std::clamp(program, 0, 127) / 8)];
}

PartFilter PartFilter::only(std::span<const MidiPartId> parts) {
  PartFilter filter(0);
  filter.chosen_ = true;
  filter.parts_.assign(parts.begin(), parts.end());
  std::sort(filter.parts_.begin(), filter.parts_.end());
  for (const MidiPartId& part : parts) {
    filter.pedal_ = static_cast<Channels>(filter.pedal_ | 1u << part.channel);
  }
  return filter;
}

PartFilter::Channels PartFilter::notesOf(int track) const {
  if (!chosen_) return pedal_;
  unsigned channels = 0;
  auto part = std::lower_bound(parts_.begin(), parts_.end(), MidiPartId{track, 0});
  for (; part != parts_.end() && part->track == track; ++part) channels |= 1u << part->channel;
  return static_cast<Channels>(channels);
}

}  // namespace cadenza
