// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/score/marker.h"
#include "core/score/meter_map.h"
#include "core/score/note.h"
#include "core/score/tempo_map.h"

namespace cadenza {

/// Everything that a score consists of, or a part of it, in no particular order.
struct ScoreItems {
  std::vector<Note> notes;
  std::vector<PedalChange> pedal;
  std::vector<TempoChange> tempo;
  std::vector<TimeSignature> meter;
  std::vector<Marker> markers = {};

  [[nodiscard]] bool empty() const {
    return notes.empty() && pedal.empty() && tempo.empty() && meter.empty() && markers.empty();
  }
  bool operator==(const ScoreItems&) const = default;
};

/// The one way to change a score: these items go, those come. What is removed must stand in the
/// score. Applying an edit that is complete (see Score::completed) and then its inverse gives back
/// the same score.
struct ScoreEdit {
  ScoreItems removed;
  ScoreItems added;

  [[nodiscard]] ScoreEdit inverse() const { return {added, removed}; }
  /// Nothing would change.
  [[nodiscard]] bool empty() const { return removed == added; }
  bool operator==(const ScoreEdit&) const = default;
};

}  // namespace cadenza
