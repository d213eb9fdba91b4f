// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/score/meter_map.h"
#include "core/score/note.h"
#include "core/score/score_edit.h"
#include "core/score/tempo_map.h"

namespace cadenza {

/// A piece of piano music: a value. Notes are sorted (onset, pitch, ...) and may overlap or repeat;
/// pedal, tempo, meter and markers hold at most one change a tick (a pedal that is lifted and
/// pressed on one tick is one change that re-pedals). Copy it to hand it to another thread.
class Score {
 public:
  Score() = default;
  /// Takes items in any order. Notes are brought into range: onset 0 to maxTick, duration at least
  /// 1, pitch up to 127, velocity 1 to 127; negative ticks become 0.
  explicit Score(ScoreItems items);

  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }
  [[nodiscard]] const std::vector<PedalChange>& pedal() const { return pedal_; }
  [[nodiscard]] const TempoMap& tempo() const { return tempo_; }
  [[nodiscard]] const MeterMap& meter() const { return meter_; }
  [[nodiscard]] const std::vector<Marker>& markers() const { return markers_; }

  /// A copy of all that it holds.
  [[nodiscard]] ScoreItems items() const;
  /// Notes whose onset lies in `range`.
  [[nodiscard]] std::span<const Note> notesStartingIn(TickRange range) const;
  /// A run of notes that holds all that sound in `range` (and perhaps some that don't).
  [[nodiscard]] std::span<const Note> notesAround(TickRange range) const;
  /// The tick after the last note has ended and the last pedal change has come; 0 when empty.
  [[nodiscard]] Tick end() const { return end_; }
  [[nodiscard]] double seconds() const { return tempo_.secondsAt(end_); }

  /// The same edit, naming also what of pedal, tempo, meter and markers stands where it adds one:
  /// a tick holds one change, so these give way and its inverse brings them back.
  [[nodiscard]] ScoreEdit completed(ScoreEdit edit) const;

  /// Applies a complete edit: O(notes + edit). What is to be removed but is not there is our own
  /// mistake and asserts, as does a second change on a tick.
  void apply(const ScoreEdit& edit);

  bool operator==(const Score& other) const {
    return notes_ == other.notes_ && pedal_ == other.pedal_ && tempo_ == other.tempo_ &&
           meter_ == other.meter_ && markers_ == other.markers_;
  }

 private:
  void measure();

  std::vector<Note> notes_;
  std::vector<PedalChange> pedal_;
  TempoMap tempo_;
  MeterMap meter_;
  std::vector<Marker> markers_;
  Tick end_ = 0;
  Tick longestNote_ = 0;
};

}  // namespace cadenza
