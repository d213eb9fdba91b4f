// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "core/base/safe_file.h"
#include "core/midi/midi_message.h"
#include "core/midi/property_reader.h"

namespace cadenza {
namespace {

// The channels that overlapping notes of one pitch are spread over: all but the drums.
constexpr std::array<std::uint8_t, 15> voiceChannels = {0, 1,  2,  3,  4,  5,  6, 7,
                                                        8, 10, 11, 12, 13, 14, 15};

class TrackWriter {
 public:
  /// An event at `tick`, not before the one before.
  void event(Tick tick, std::initializer_list<unsigned> bytes) {
    number(static_cast<std::uint32_t>(tick - last_));
    last_ = tick;
    append(bytes);
  }
  void message(Tick tick, const MidiMessage& message, unsigned channel) {
    event(tick, {message.status | channel, message.data1, message.data2});
  }
  void text(Tick tick, unsigned type, const std::string& content) {
    event(tick, {0xff, type});
    number(static_cast<std::uint32_t>(content.size()));
    for (const char c : content) bytes_.push_back(static_cast<std::byte>(c));
  }
  void finish(Tick tick) { event(std::max(tick, last_), {0xff, 0x2f, 0}); }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  void append(std::initializer_list<unsigned> bytes) {
    for (const unsigned byte : bytes) bytes_.push_back(static_cast<std::byte>(byte));
  }
  void number(std::uint32_t value) {
    for (int shift = 21; shift > 0; shift -= 7) {
      if (value >> shift) bytes_.push_back(static_cast<std::byte>((value >> shift & 0x7f) | 0x80));
    }
    bytes_.push_back(static_cast<std::byte>(value & 0x7f));
  }

  std::vector<std::byte> bytes_;
  Tick last_ = 0;
};

struct TimedEvent {
  Tick tick;
  std::uint8_t rank;  // at one tick: ends, pedal, onsets
  std::uint8_t channel;
  MidiMessage message;
};

// For each note the first voice in which no note of its pitch still sounds.
class VoiceChooser {
 public:
  /// `track` is where the note is written; where no voice is free, one that is free there serves.
  std::size_t choose(const Note& note, std::size_t track) {
    auto& ends = ends_[note.pitch];
    auto& here = endsInTrack_[{track, note.pitch}];
    std::size_t voice = firstFree(ends, note.onset);
    if (voice == ends.size()) voice = firstFree(here, note.onset);
    voice = std::min(voice, ends.size() - 1);
    ends[voice] = std::max(ends[voice], note.end());
    here[voice] = std::max(here[voice], note.end());
    used_ = std::max(used_, voice + 1);
    return voice;
  }
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  using Ends = std::array<Tick, voiceChannels.size()>;  // of the notes that sound in each voice

  static std::size_t firstFree(const Ends& ends, Tick onset) {
    return static_cast<std::size_t>(
        std::ranges::find_if(ends, [onset](Tick end) { return end <= onset; }) - ends.begin());
  }

  std::array<Ends, 128> ends_{};                               // by pitch
  std::map<std::pair<std::size_t, int>, Ends> endsInTrack_{};  // by track and pitch
  std::size_t used_ = 1;
};

void writeTempo(TrackWriter& track, const TempoChange& change) {
  const std::uint32_t micros = std::clamp(change.microsPerQuarter, 1u, 0xffffffu);
  track.event(change.tick, {0xff, 0x51, 3, micros >> 16, micros >> 8 & 0xff, micros & 0xff});
}

void writeSignature(TrackWriter& track, const TimeSignature& signature) {
  const auto power = static_cast<unsigned>(std::countr_zero(signature.denominator));
  track.event(signature.tick, {0xff, 0x58, 4, signature.numerator, power, 24, 8});
}

// The changes, begun by the default one where nothing is said about the start.
template <class Changes>
Changes saidFromTheStart(Changes changes) {
  if (changes.empty() || changes.front().tick > 0) changes.insert(changes.begin(), {0});
  return changes;
}

// Writes properties, meter, tempo and markers by rising tick.
class Conductor {
 public:
  Conductor(const Score& score, const PieceProperties& properties)
      : properties_(&properties),
        allTempo_(saidFromTheStart(score.tempo().changes())),
        allMeter_(saidFromTheStart(score.meter().signatures())),
        tempo_(allTempo_),
        meter_(allMeter_),
        markers_(score.markers()) {}
  Conductor(const Conductor&) = delete;
  Conductor& operator=(const Conductor&) = delete;

  /// All that is not behind `last` and was not written yet.
  void writeUpTo(Tick last, TrackWriter& track) {
    if (properties_) writeProperties(*std::exchange(properties_, nullptr), track);
    while (std::min({next(meter_), next(tempo_), next(markers_)}) <= last && !isDone()) {
      writeNext(track);
    }
  }

 private:
  template <class Changes>
  [[nodiscard]] static Tick next(const Changes& changes) {
    return changes.empty() ? std::numeric_limits<Tick>::max() : changes.front().tick;
  }
  [[nodiscard]] bool isDone() const { return meter_.empty() && tempo_.empty() && markers_.empty(); }

  void writeNext(TrackWriter& track) {
    if (!meter_.empty() && next(meter_) <= std::min(next(tempo_), next(markers_))) {
      writeSignature(track, meter_.front());
      meter_ = meter_.subspan(1);
    } else if (!tempo_.empty() && next(tempo_) <= next(markers_)) {
      writeTempo(track, tempo_.front());
      tempo_ = tempo_.subspan(1);
    } else {
      track.text(markers_.front().tick, 0x06, markers_.front().text);
      markers_ = markers_.subspan(1);
    }
  }

  static void writeProperties(const PieceProperties& properties, TrackWriter& track) {
    if (!properties.title.empty()) track.text(0, 0x03, properties.title);
    if (!properties.composer.empty()) {
      track.text(0, 0x01, std::string(composerLabel) + properties.composer);
    }
    if (!properties.copyright.empty()) track.text(0, 0x02, properties.copyright);
    if (properties.key) writeKey(*properties.key, track);
  }
  static void writeKey(const Key& key, TrackWriter& track) {
    const KeySignature signature = signatureOf(key);
    const auto fifths = static_cast<std::uint8_t>(static_cast<std::int8_t>(signature.fifths));
    track.event(0, {0xff, 0x59, 2, fifths, signature.minor ? 1u : 0u});
  }

  const PieceProperties* properties_;  // until they are written
  std::vector<TempoChange> allTempo_;
  std::vector<TimeSignature> allMeter_;
  std::span<const TempoChange> tempo_;
  std::span<const TimeSignature> meter_;
  std::span<const Marker> markers_;
};

// Notes and pedal as messages, by rising tick. The pedal belongs to the first part.
class Parts {
 public:
  Parts(const Score& score, std::size_t count) : events_(count) {
    for (const Note& note : score.notes()) {
      const std::size_t track = count == 1 ? 0 : note.part;
      const std::uint8_t channel = voiceChannels[voices_.choose(note, track)];
      std::vector<TimedEvent>& part = events_[track];
      part.push_back({note.onset, 2, channel, MidiMessage::noteOn(note.pitch, note.velocity)});
      part.push_back({note.end(), 0, channel, MidiMessage::noteOff(note.pitch)});
    }
    for (const PedalChange& change : score.pedal()) {
      if (change.repedals) addPedal(change.tick, 0);
      addPedal(change.tick, std::min(change.value, std::uint8_t{127}));
    }
    for (std::vector<TimedEvent>& part : events_)
      std::stable_sort(part.begin(), part.end(), isBefore);
  }

  /// `before(tick)` may write into the track what has to come before the messages of that tick.
  template <class Before>
  void write(std::size_t part, TrackWriter& track, Before before) const {
    before(0);
    for (std::size_t voice = 0; voice < voices_.used() && part == 0; ++voice) {
      track.event(0, {0xc0u | voiceChannels[voice], 0});
    }
    for (const TimedEvent& event : events_[part]) {
      before(event.tick);
      track.message(event.tick, event.message, event.channel);
    }
  }

 private:
  // Messages of one rank and channel keep their order: a lift comes before the press behind it.
  static bool isBefore(const TimedEvent& a, const TimedEvent& b) {
    return std::tuple(a.tick, a.rank, a.channel) < std::tuple(b.tick, b.rank, b.channel);
  }
  void addPedal(Tick tick, int value) {
    for (std::size_t voice = 0; voice < voices_.used(); ++voice) {
      events_.front().push_back({tick, 1, voiceChannels[voice], MidiMessage::pedal(value)});
    }
  }

  VoiceChooser voices_;
  std::vector<std::vector<TimedEvent>> events_;  // by part
};

std::vector<TrackWriter> oneTrack(const Score& score, const PieceProperties& properties) {
  TrackWriter track;
  Conductor conductor(score, properties);
  Parts(score, 1).write(0, track, [&](Tick tick) { conductor.writeUpTo(tick, track); });
  conductor.writeUpTo(std::numeric_limits<Tick>::max(), track);
  track.finish(score.end());
  return {std::move(track)};
}

std::size_t partCount(const Score& score, const PieceProperties& properties) {
  std::size_t count = std::max<std::size_t>(properties.parts.size(), 1);
  for (const Note& note : score.notes()) count = std::max<std::size_t>(count, note.part + 1u);
  return count;
}

std::vector<TrackWriter> trackOfEachPart(const Score& score, const PieceProperties& properties) {
  const std::size_t count = partCount(score, properties);
  std::vector<TrackWriter> tracks(1 + count);
  Conductor(score, properties).writeUpTo(std::numeric_limits<Tick>::max(), tracks[0]);
  const Parts parts(score, count);
  for (std::size_t part = 0; part < count; ++part) {
    TrackWriter& track = tracks[1 + part];
    const bool isNamed = part < properties.parts.size() && !properties.parts[part].empty();
    if (isNamed) track.text(0, 0x03, properties.parts[part]);
    parts.write(part, track, [](Tick) {});
  }
  for (TrackWriter& track : tracks) track.finish(score.end());
  return tracks;
}

void appendBigEndian(std::vector<std::byte>& bytes, std::uint32_t value, int count) {
  for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::byte>(value >> shift));
  }
}

void appendChunk(std::vector<std::byte>& bytes, const char (&id)[5],
                 std::span<const std::byte> content) {
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::byte>(id[i]));
  appendBigEndian(bytes, static_cast<std::uint32_t>(content.size()), 4);
  bytes.insert(bytes.end(), content.begin(), content.end());
}

}  // namespace

std::vector<std::byte> writeMidi(const Score& score, const PieceProperties& properties,
                                 MidiFormat format) {
  const std::vector<TrackWriter> tracks = format == MidiFormat::OneTrack
                                              ? oneTrack(score, properties)
                                              : trackOfEachPart(score, properties);
  std::vector<std::byte> header;
  appendBigEndian(header, static_cast<std::uint32_t>(format), 2);
  appendBigEndian(header, static_cast<std::uint32_t>(tracks.size()), 2);
  appendBigEndian(header, ticksPerQuarter, 2);
  std::vector<std::byte> bytes;
  appendChunk(bytes, "MThd", header);
  for (const TrackWriter& track : tracks) appendChunk(bytes, "MTrk", track.bytes());
  return bytes;
}

std::vector<std::byte> writeMidi(const Score& score, const std::string& title, MidiFormat format) {
  return writeMidi(score, PieceProperties{title, {}, {}, {}, {}}, format);
}

Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                           const PieceProperties& properties, MidiFormat format) {
  return writeFile(path, writeMidi(score, properties, format));
}

Result<void> writeMidiFile(const std::filesystem::path& path, const Score& score,
                           const std::string& title, MidiFormat format) {
  return writeFile(path, writeMidi(score, title, format));
}

}  // namespace cadenza
