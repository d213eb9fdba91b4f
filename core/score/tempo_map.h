// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <vector>

#include "core/score/note.h"
#include "core/score/sorted_changes.h"

namespace cadenza {

/// From `tick` on a quarter lasts `microsPerQuarter`, until the next change.
struct TempoChange {
  Tick tick = 0;
  std::uint32_t microsPerQuarter = 500'000;

  [[nodiscard]] double quartersPerMinute() const { return 6e7 / microsPerQuarter; }
  auto operator<=>(const TempoChange&) const = default;
};

/// Converts between ticks and seconds. Before the first change 120 quarters a minute are kept.
class TempoMap {
 public:
  TempoMap() : TempoMap(std::vector<TempoChange>{}) {}
  /// Takes changes in any order; of several on one tick the last given is kept; a
  /// quarter that lasts no time is left out.
  explicit TempoMap(std::vector<TempoChange> changes);

  [[nodiscard]] const std::vector<TempoChange>& changes() const { return changes_; }
  [[nodiscard]] TempoChange changeAt(Tick tick) const;
  [[nodiscard]] double secondsAt(Tick tick) const;
  /// The nearest tick; negative seconds answer 0, seconds past maxTick answer maxTick.
  [[nodiscard]] Tick tickAt(double seconds) const;

  /// The default tempo at the start may be said or not.
  bool operator==(const TempoMap& other) const {
    return std::ranges::equal(withoutDefaultStart(changes_), withoutDefaultStart(other.changes_));
  }

 private:
  struct Segment {
    Tick tick;
    double seconds;
    double secondsPerTick;
  };

  std::vector<TempoChange> changes_;
  std::vector<Segment> segments_;  // never empty, the first at tick 0
};

}  // namespace cadenza
