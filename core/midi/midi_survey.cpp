// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/midi/midi_parts.h"
#include "core/midi/midi_text.h"
#include "core/midi/midi_walk.h"
#include "core/midi/score_builder.h"

namespace cadenza {
namespace {

constexpr int channelCount = 16;

// What a channel is set to from a tick on, whatever track says so.
struct ProgramChange {
  Tick tick;
  int program;
};

// Lets a ScoreBuilder make all notes, and notes whose they are.
class PartCollector {
 public:
  PartCollector(const MidiFrame& frame, std::size_t fileSize)
      : builder_(frame.scale, fileSize, PartFilter::everything()), format_(frame.chunks.format) {}

  void startTrack(Tick offset) {
    builder_.startTrack(offset);
    ++track_;
    trackName_.clear();
    instrumentName_.clear();
    setTo_.fill(std::nullopt);
    programAtStart_.fill(std::nullopt);
  }

  void endTrack() {
    builder_.endTrack();
    std::array<std::vector<Note>, channelCount> notes;
    for (; collected_ < builder_.notes().size(); ++collected_) {
      notes[channels_[collected_]].push_back(builder_.notes()[collected_]);
    }
    for (std::size_t channel = 0; channel < notes.size(); ++channel) {
      if (!notes[channel].empty()) addPart(channel, std::move(notes[channel]));
    }
  }

  void startPattern() { builder_.startPattern(); }
  [[nodiscard]] Tick now() const { return builder_.now(); }
  bool advance(std::uint32_t delta) { return builder_.advance(delta); }

  void noteOn(int channel, int pitch, int velocity) {
    const std::size_t before = builder_.notes().size();
    builder_.noteOn(channel, pitch, velocity);
    if (builder_.notes().size() == before) return;
    channels_.push_back(static_cast<std::uint8_t>(channel));
    auto& atStart = programAtStart_[static_cast<std::size_t>(channel)];
    if (!atStart) atStart = setTo_[static_cast<std::size_t>(channel)];
  }
  void noteOff(int channel, int pitch) { builder_.noteOff(channel, pitch); }
  void controller(int channel, int number, int value) {
    builder_.controller(channel, number, value);
  }
  void program(int channel, int program) {
    setTo_[static_cast<std::size_t>(channel)] = program;
    changes_[static_cast<std::size_t>(channel)].push_back({builder_.now(), program});
  }
  void meta(int type, std::span<const std::byte> data) {
    if (type == 0x03 && trackName_.empty()) trackName_ = textFromMidi(data);
    if (type == 0x04 && instrumentName_.empty()) instrumentName_ = textFromMidi(data);
    builder_.meta(type, data);
  }
  void fault(TrackFault fault) { builder_.fault(fault); }

  [[nodiscard]] bool isEmpty() const { return builder_.isEmpty(); }

  [[nodiscard]] MidiSurvey survey() {
    for (auto& changes : changes_) {
      std::ranges::stable_sort(changes, {}, &ProgramChange::tick);
    }
    for (MidiPart& part : parts_) {
      if (!part.program) part.program = programFromElsewhere(part);
    }
    return {builder_.properties().title, format_, std::move(parts_)};
  }

 private:
  void addPart(std::size_t channel, std::vector<Note> notes) {
    for (Note& note : notes) {
      note.part = 0;
      note.onset = std::min(note.onset, maxTick - 1);
      note.duration = std::min(note.duration, maxTick - note.onset);
    }
    std::sort(notes.begin(), notes.end());
    MidiPart part;
    part.id = {track_, static_cast<int>(channel)};
    if (format_ != 0) part.name = trackName_.empty() ? instrumentName_ : trackName_;
    part.notes = std::move(notes);
    part.program = programAtStart_[channel];
    parts_.push_back(std::move(part));
  }

  // The tracks of format 1 are played together: one may set what another plays.
  [[nodiscard]] std::optional<int> programFromElsewhere(const MidiPart& part) const {
    const auto& changes = changes_[static_cast<std::size_t>(part.id.channel)];
    if (changes.empty()) return std::nullopt;
    const auto after =
        std::ranges::upper_bound(changes, part.notes.front().onset, {}, &ProgramChange::tick);
    return after == changes.begin() ? after->program : std::prev(after)->program;
  }

  ScoreBuilder builder_;
  int format_;
  int track_ = -1;
  std::string trackName_;
  std::string instrumentName_;
  std::array<std::optional<int>, channelCount> setTo_;           // in this track, now
  std::array<std::optional<int>, channelCount> programAtStart_;  // of this track's parts
  std::vector<std::uint8_t> channels_;                           // of the builder's notes
  std::size_t collected_ = 0;                                    // of the builder's notes
  std::array<std::vector<ProgramChange>, channelCount> changes_;
  std::vector<MidiPart> parts_;
};

}  // namespace

Result<MidiSurvey> surveyMidi(std::span<const std::byte> bytes) {
  const auto frame = frameMidi(bytes);
  if (!frame) return frame.error();
  PartCollector collector(*frame, bytes.size());
  const TrackEnds ends = walkTracks(frame->chunks, collector);
  if (collector.isEmpty() && ends.cutShort > 0) return brokenOffBeforeNotes();
  return collector.survey();
}

}  // namespace cadenza
