// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/tempo_map.h"

#include <algorithm>
#include <cmath>

#include "core/score/sorted_changes.h"

namespace cadenza {

TempoMap::TempoMap(std::vector<TempoChange> changes) {
  std::erase_if(changes, [](const TempoChange& change) { return change.microsPerQuarter == 0; });
  changes_ = sortedByTick(std::move(changes));
  const auto secondsPerTick = [](const TempoChange& change) {
    return change.microsPerQuarter * 1e-6 / ticksPerQuarter;
  };
  segments_.push_back({0, 0.0, secondsPerTick(TempoChange{})});
  for (const TempoChange& change : changes_) {
    const Segment& last = segments_.back();
    const double seconds = last.seconds + (change.tick - last.tick) * last.secondsPerTick;
    segments_.push_back({change.tick, seconds, secondsPerTick(change)});
  }
}

TempoChange TempoMap::changeAt(Tick tick) const {
  return lastChangeAt(changes_, tick).value_or(TempoChange{});
}

double TempoMap::secondsAt(Tick tick) const {
  const auto after = std::upper_bound(segments_.begin() + 1, segments_.end(), tick,
                                      [](Tick t, const Segment& s) { return t < s.tick; });
  const Segment& segment = *(after - 1);
  return segment.seconds + (tick - segment.tick) * segment.secondsPerTick;
}

Tick TempoMap::tickAt(double seconds) const {
  if (!(seconds > 0)) return 0;
  const auto after = std::upper_bound(segments_.begin() + 1, segments_.end(), seconds,
                                      [](double t, const Segment& s) { return t < s.seconds; });
  const Segment& segment = *(after - 1);
  const double tick = segment.tick + (seconds - segment.seconds) / segment.secondsPerTick;
  return tick >= maxTick ? maxTick : static_cast<Tick>(std::lround(tick));
}

}  // namespace cadenza
