// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/midi/midi_parts.h"
#include "core/midi/note_pairing.h"
#include "core/midi/pedal_merger.h"
#include "core/midi/property_reader.h"
#include "core/midi/skipped_events.h"
#include "core/midi/tick_scale.h"
#include "core/midi/track_parser.h"
#include "core/score/score_edit.h"

namespace cadenza {

/// What a reading passed over, changed or left out, counted.
struct ReadingCounts {
  std::size_t drumNotes = 0;
  std::size_t unendedNotes = 0;
  std::size_t doubledNotes = 0;
  std::size_t zeroLengthNotes = 0;
  std::size_t strayBytes = 0;
  std::size_t systemMessages = 0;
  std::size_t bigDataBytes = 0;
  std::size_t zeroTempos = 0;
  std::size_t oddTimeSignatures = 0;
  std::size_t oddKeySignatures = 0;
};

/// Joins the events of a file's tracks, given one after another by a TrackParser, into one piano
/// score. One thread.
class ScoreBuilder {
 public:
  /// `fileSize` (bytes) sizes the buffers.
  ScoreBuilder(TickScale scale, std::size_t fileSize, PartFilter filter);
  // The pairing refers to the notes.
  ScoreBuilder(const ScoreBuilder&) = delete;
  ScoreBuilder& operator=(const ScoreBuilder&) = delete;

  /// The next track begins at tick `offset` of the score.
  void startTrack(Tick offset);
  /// The track is a pattern of its own: tempo and time signature are the default ones until it says
  /// otherwise.
  void startPattern();
  /// Ends the notes that are still open where the track ends.
  void endTrack();
  /// Where in the score the track is now.
  [[nodiscard]] Tick now() const { return tick_; }

  bool advance(std::uint32_t delta) {
    if (delta == 0) return true;
    fileTick_ += delta;
    if (fileTick_ > lastFileTick_) return false;
    tick_ = offset_ + scale_.toScore(fileTick_);
    return true;
  }
  void noteOn(int channel, int pitch, int velocity);
  void noteOff(int channel, int pitch) { pairing_.noteOff(channel, pitch, tick_); }
  void releaseVelocity(int channel) {
    if (has(heard_, channel)) skipped_.add(MidiContent::ReleaseVelocity);
  }
  void controller(int channel, int number, int value);
  void program(int channel, int program);
  void pitchBend() { skipped_.add(MidiContent::PitchBend); }
  void channelPressure() { skipped_.add(MidiContent::ChannelPressure); }
  void keyPressure() { skipped_.add(MidiContent::KeyPressure); }
  void systemExclusive() { skipped_.add(MidiContent::SystemExclusive); }
  void meta(int type, std::span<const std::byte> data);
  void fault(TrackFault fault);

  /// Everything so far; notes sorted where the file has them by rising onset.
  [[nodiscard]] ScoreItems takeItems();
  /// Nothing that belongs to music was there, drums included.
  [[nodiscard]] bool isEmpty() const {
    return items_.empty() && !hasPedal_ && counts_.drumNotes == 0;
  }
  /// In the order in which they were struck, track by track; of an open one the end is not known.
  [[nodiscard]] const std::vector<Note>& notes() const { return items_.notes; }
  [[nodiscard]] const ReadingCounts& counts() const { return counts_; }
  /// What is not in the score, among it `otherChunks` chunks. Call it at the end.
  [[nodiscard]] std::vector<SkippedEvents> skipped(std::size_t otherChunks) const;
  /// Title, composer, copyright and key; no parts.
  [[nodiscard]] PieceProperties properties() const { return properties_.properties(); }
  /// Each track's name, in order.
  [[nodiscard]] const std::vector<std::string>& trackNames() const { return trackNames_; }
  /// The channels of each track that notes were read from, one bit each, without those that only
  /// take over what would overlap on another.
  [[nodiscard]] const std::vector<PartFilter::Channels>& trackChannels() const {
    return trackChannels_;
  }

 private:
  [[nodiscard]] static bool has(PartFilter::Channels channels, int channel) {
    return (channels >> channel & 1) != 0;
  }
  void useChannel(int channel, int pitch);
  void tempo(std::span<const std::byte> data);
  void timeSignature(std::span<const std::byte> data);
  void marker(std::span<const std::byte> data);

  TickScale scale_;
  PartFilter filter_;
  PartFilter::Channels heard_ = 0;  // in this track
  std::int64_t fileTick_ = 0;
  std::int64_t lastFileTick_ = 0;
  Tick offset_ = 0;
  Tick tick_ = 0;
  int track_ = -1;
  ScoreItems items_;
  NotePairing pairing_{items_.notes};
  PedalMerger pedal_;
  bool hasPedal_ = false;  // on whatever channel
  std::array<bool, 16> pedalUsed_{};
  PropertyReader properties_;
  std::vector<std::string> trackNames_;
  std::vector<PartFilter::Channels> trackChannels_;
  ReadingCounts counts_;
  SkippedCounter skipped_;
};

}  // namespace cadenza
