// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "core/base/result.h"
#include "core/midi/midi_chunks.h"
#include "core/midi/tick_scale.h"
#include "core/midi/track_parser.h"

namespace cadenza {

/// A MIDI file that can be walked through: its ticks have a length.
struct MidiFrame {
  MidiChunks chunks;
  TickScale scale;
};

/// What readers of a file say that is cut short without music.
[[nodiscard]] Error brokenOffBeforeNotes();

/// Fails with NotMidi or DamagedFile.
[[nodiscard]] Result<MidiFrame> frameMidi(std::span<const std::byte> bytes);

/// How the tracks of a file ended.
struct TrackEnds {
  std::size_t unmarked = 0;
  std::size_t cutShort = 0;
  std::size_t tooLong = 0;
  std::size_t continued = 0;    ///< read on behind an end-of-track event
  std::size_t unreadBytes = 0;  ///< behind one, no events

  void count(TrackEnd end) {
    unmarked += end == TrackEnd::Unmarked;
    cutShort += end == TrackEnd::CutShort;
    tooLong += end == TrackEnd::TooLong;
  }
};

/// Where in `bytes`, which are behind an end-of-track event, music goes on: events without faults,
/// or with few; further end-of-track events may come before. Null where all is padding or noise.
[[nodiscard]] const std::byte* musicBehindEnd(std::span<const std::byte> bytes);

/// Reads a track to the end of its chunk, also behind end-of-track events.
template <class Sink>
void walkTrack(std::span<const std::byte> track, Sink& sink, TrackEnds& ends) {
  const std::byte* music = nullptr;
  while (true) {
    TrackParser parser(track, sink);
    const TrackEnd end = parser.parse();
    track = end == TrackEnd::Marked ? parser.rest() : std::span<const std::byte>();
    const bool isKnownToGoOn = !track.empty() && music != nullptr && track.data() <= music;
    const std::byte* const next = isKnownToGoOn ? music : musicBehindEnd(track);
    if (next == nullptr) {
      const bool continued = music != nullptr;
      ends.unreadBytes += track.size();
      ends.continued += continued ? 1 : 0;
      return ends.count(continued && end == TrackEnd::Unmarked ? TrackEnd::Marked : end);
    }
    music = next;
  }
}

/// Walks through all tracks. `sink` is one of TrackParser that also has startTrack(Tick offset),
/// startPattern(), endTrack() and now(), the tick that it has come to; the patterns of a file of
/// format 2 follow one another.
template <class Sink>
TrackEnds walkTracks(const MidiChunks& chunks, Sink& sink) {
  TrackEnds ends;
  Tick offset = 0;
  for (const auto track : chunks.tracks) {
    sink.startTrack(offset);
    if (chunks.format == 2 && offset > 0) sink.startPattern();
    walkTrack(track, sink, ends);
    sink.endTrack();
    if (chunks.format == 2) offset = sink.now();
  }
  return ends;
}

}  // namespace cadenza
