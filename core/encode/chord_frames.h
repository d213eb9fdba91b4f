// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

// The encoding of Classic A (H. Yudha, "note_music_generator", 2019): the chord that sounds in each
// frame of a piano roll. Velocity and pedal are not heard. A note sounds from frame
// int(onset * rate) up to, not including, int(end * rate), so that one within a frame vanishes: of
// MAESTRO's notes nearly half at 5 frames a second. The original read a file's first instrument; a
// Score is all tracks of a file but drums, joined, which for piano files is the same.

/// The pitches that sound together; none is silence.
using Chord = std::bitset<128>;

/// Its pitches, rising: "60,64,67"; silence is "e".
[[nodiscard]] std::string name(const Chord& chord);
[[nodiscard]] std::optional<Chord> parseChord(std::string_view text);

/// The chord of each frame, from the first frame in which something sounds to the last such; empty
/// where no note is long enough for a frame.
[[nodiscard]] std::vector<Chord> chordFrames(const Score& score, double framesPerSecond);

/// The `count` frames that end at `seconds`, silent before the piece begins.
[[nodiscard]] std::vector<Chord> chordFramesBefore(const Score& score, double seconds,
                                                   double framesPerSecond, int count);

/// Turns frames back into notes: neighbouring frames with a pitch are one note of it.
class ChordWriter {
 public:
  /// Frame 0 begins at tick `origin` of `tempo`, or at most a tick later.
  ChordWriter(TempoMap tempo, Tick origin, double framesPerSecond, std::uint8_t velocity);

  void push(const Chord& chord);

  /// By rising onset; those that still sound end after the last frame.
  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }
  /// Where frame `frame` begins.
  [[nodiscard]] Tick tickAt(int frame) const;
  [[nodiscard]] int frames() const { return frames_; }

 private:
  TempoMap tempo_;
  double originSeconds_;
  double framesPerSecond_;
  std::uint8_t velocity_;
  int frames_ = 0;
  Chord sounding_;
  std::vector<std::size_t> open_;  // by pitch: index into notes_, where it sounds
  std::vector<Note> notes_;
};

/// Numbers the chords of Classic A from 1 on, in the order in which they were first met; silence is
/// the last class. Class 0 exists and means nothing.
class ChordVocabulary {
 public:
  /// Takes in the chords of a piece.
  void learn(std::span<const Chord> frames);

  /// With class 0 and silence.
  [[nodiscard]] int classes() const { return static_cast<int>(chords_.size()) + 2; }
  [[nodiscard]] int silence() const { return classes() - 1; }
  /// Of a class from 1 on.
  [[nodiscard]] const Chord& chord(int number) const;
  /// Its class; nothing for a chord that was never met.
  [[nodiscard]] std::optional<int> find(const Chord& chord) const;
  /// Its class, or that of the nearest known chord: the one in which the fewest pitches are other
  /// (one moved, added or missing counts as one), of these the one whose other pitches lie
  /// nearest, of these the first.
  [[nodiscard]] int nearest(const Chord& chord) const;

  /// The chords in the order of their classes, parted by blanks.
  [[nodiscard]] std::string text() const;
  /// Takes what `text` gave; nothing for a text that is no such list or names a chord twice.
  [[nodiscard]] static std::optional<ChordVocabulary> parse(std::string_view text);

  bool operator==(const ChordVocabulary& other) const { return chords_ == other.chords_; }

 private:
  bool add(const Chord& chord);

  std::vector<Chord> chords_;  // of classes 1, 2, ...; without silence
  std::unordered_map<Chord, int> numbers_;
};

}  // namespace cadenza
