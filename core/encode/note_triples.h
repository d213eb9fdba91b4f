// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

/// A note as Classic B has it (TensorFlow's tutorial "Generate music with an RNN"). Velocity and
/// pedal are not heard.
struct NoteTriple {
  std::uint8_t pitch = 0;
  float step = 0;      ///< seconds since the onset of the note before; 0 for the first
  float duration = 0;  ///< seconds
  bool operator==(const NoteTriple&) const = default;
};

/// The notes of a score by rising onset, then pitch. The tutorial read a file's first instrument; a
/// Score is all tracks of a file but drums, joined, which for piano files is the same.
[[nodiscard]] std::vector<NoteTriple> noteTriples(const Score& score);

/// Turns triples back into notes of one velocity. Of one pitch at most one note sounds: a note ends
/// where its pitch is struck again, and one that is struck twice at an instant is one.
class TripleWriter {
 public:
  /// The step of the first triple is counted from `origin` seconds, and no note begins before
  /// second `earliest` of `tempo`.
  TripleWriter(TempoMap tempo, double origin, double earliest, std::uint8_t velocity);

  /// Takes the next note; false where it was there already.
  bool push(const NoteTriple& triple);

  /// Seconds of the last onset.
  [[nodiscard]] double now() const { return now_; }
  /// By rising onset.
  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }

 private:
  TempoMap tempo_;
  double now_;
  double earliest_;
  std::uint8_t velocity_;
  std::vector<std::size_t> last_;  // of each pitch: index into notes_ + 1, or 0
  std::vector<Note> notes_;
};

}  // namespace cadenza
