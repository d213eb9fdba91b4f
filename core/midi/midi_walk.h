// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "core/base/result.h"
#include "core/midi/midi_chunks.h"
#include "core/midi/tick_scale.h"
#include "core/midi/track_parser.h"

namespace cadenza {

/// A MIDI file that can be walked through: it has tracks, and its ticks have a length.
struct MidiFrame {
  MidiChunks chunks;
  TickScale scale;
};

/// Fails with NotMidi or DamagedFile.
[[nodiscard]] Result<MidiFrame> frameMidi(std::span<const std::byte> bytes);

/// How the tracks of a file ended.
struct TrackEnds {
  std::size_t unmarked = 0;
  std::size_t cutShort = 0;
  std::size_t tooLong = 0;

  void count(TrackEnd end) {
    unmarked += end == TrackEnd::Unmarked;
    cutShort += end == TrackEnd::CutShort;
    tooLong += end == TrackEnd::TooLong;
  }
};

/// Walks through all tracks. `sink` is one of TrackParser that also has startTrack(Tick offset),
/// endTrack() and now(), the tick where it stands; a format 2 file's patterns follow one another.
template <class Sink>
TrackEnds walkTracks(const MidiChunks& chunks, Sink& sink) {
  TrackEnds ends;
  Tick offset = 0;
  for (const auto track : chunks.tracks) {
    sink.startTrack(offset);
    ends.count(TrackParser(track, sink).parse());
    sink.endTrack();
    if (chunks.format == 2) offset = sink.now();
  }
  return ends;
}

}  // namespace cadenza
