// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/midi/midi_parts.h"
#include "core/midi/tick_scale.h"
#include "core/midi/track_parser.h"
#include "core/score/score_edit.h"

namespace cadenza {

/// What a reading passed over, changed or left out, counted.
struct ReadingCounts {
  std::size_t drumNotes = 0;
  std::size_t unendedNotes = 0;
  std::size_t doubledNotes = 0;
  std::size_t strayBytes = 0;
  std::size_t systemMessages = 0;
  std::size_t bigDataBytes = 0;
  std::size_t zeroTempos = 0;
  std::size_t oddTimeSignatures = 0;
};

/// Joins the events of a file's tracks, given one after another by a TrackParser, into one piano
/// score. One thread.
class ScoreBuilder {
 public:
  /// `fileSize` (bytes) sizes the buffers.
  ScoreBuilder(TickScale scale, std::size_t fileSize, PartFilter filter);

  /// The next track begins at tick `offset` of the score.
  void startTrack(Tick offset);
  /// Ends the notes that are still open where the track ends.
  void endTrack();
  /// Where in the score the track stands now.
  [[nodiscard]] Tick now() const { return tick_; }

  bool advance(std::uint32_t delta) {
    if (delta == 0) return true;
    fileTick_ += delta;
    if (fileTick_ > lastFileTick_) return false;
    tick_ = offset_ + scale_.toScore(fileTick_);
    return true;
  }
  void noteOn(int channel, int pitch, int velocity);
  void noteOff(int channel, int pitch);
  void controller(int channel, int number, int value);
  void meta(int type, std::span<const std::byte> data);
  void fault(TrackFault fault);

  /// Everything so far; notes sorted where the file has them by rising onset.
  [[nodiscard]] ScoreItems takeItems();
  [[nodiscard]] bool isEmpty() const { return items_.empty(); }
  /// In the order in which they were struck, track by track; of an open one the end is not known.
  [[nodiscard]] const std::vector<Note>& notes() const { return items_.notes; }
  [[nodiscard]] const ReadingCounts& counts() const { return counts_; }
  /// The first track's name in UTF-8.
  [[nodiscard]] const std::string& title() const { return title_; }

 private:
  static constexpr int channelCount = 16;
  static constexpr int pitchCount = 128;

  [[nodiscard]] std::uint32_t& openNote(int channel, int pitch) {
    return open_[static_cast<std::size_t>(channel * pitchCount + pitch)];
  }
  [[nodiscard]] static bool has(PartFilter::Channels channels, int channel) {
    return (channels >> channel & 1) != 0;
  }
  void close(std::uint32_t& slot);
  void closeChannel(int channel);
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
  std::array<std::uint32_t, channelCount * pitchCount> open_{};  // index into notes + 1, or 0
  std::size_t openCount_ = 0;
  std::array<bool, channelCount> pedalUsed_{};
  ScoreItems items_;
  ReadingCounts counts_;
  std::string title_;
};

}  // namespace cadenza
