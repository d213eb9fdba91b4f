// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <vector>

#include "core/score/note.h"
#include "core/score/sorted_changes.h"

namespace cadenza {

/// From `tick` on (the start of a bar) bars have this time signature.
struct TimeSignature {
  Tick tick = 0;
  std::uint8_t numerator = 4;
  std::uint8_t denominator = 4;  ///< a power of two, 1 to 64

  [[nodiscard]] Tick beatLength() const { return ticksPerQuarter * 4 / denominator; }
  [[nodiscard]] Tick barLength() const { return beatLength() * numerator; }
  auto operator<=>(const TimeSignature&) const = default;
};

/// Where a tick lies; all counted from zero.
struct BarPosition {
  int bar = 0;
  int beat = 0;
  Tick tick = 0;  ///< within the beat
  bool operator==(const BarPosition&) const = default;
};

/// Converts between ticks and bars. 4/4 before the first signature. A signature that stands inside
/// a bar cuts that bar short and begins a new one.
class MeterMap {
 public:
  MeterMap() : MeterMap(std::vector<TimeSignature>{}) {}
  /// Takes signatures in any order; of several on one tick the last given is kept; one with a zero
  /// numerator or a denominator that is no power of two up to 64 is left out.
  explicit MeterMap(std::vector<TimeSignature> signatures);

  [[nodiscard]] const std::vector<TimeSignature>& signatures() const { return signatures_; }
  [[nodiscard]] TimeSignature signatureAt(Tick tick) const;
  [[nodiscard]] BarPosition positionAt(Tick tick) const;
  /// The bar that holds `tick`, as ticks.
  [[nodiscard]] TickRange barAround(Tick tick) const;
  /// Start of bar number `bar` (from zero; negative answers 0, one past the end of time maxTick).
  [[nodiscard]] Tick barStart(int bar) const;

  /// The default signature at the start may be said or not.
  bool operator==(const MeterMap& other) const {
    return std::ranges::equal(withoutDefaultStart(signatures_),
                              withoutDefaultStart(other.signatures_));
  }

 private:
  struct Segment {
    TimeSignature signature;
    int firstBar;
  };
  [[nodiscard]] const Segment& segmentAt(Tick tick) const;

  std::vector<TimeSignature> signatures_;
  std::vector<Segment> segments_;  // never empty, the first at tick 0
};

}  // namespace cadenza
