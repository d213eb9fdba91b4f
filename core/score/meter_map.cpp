// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/meter_map.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

bool isUsable(const TimeSignature& signature) {
  return signature.tick >= 0 && signature.numerator > 0 && signature.denominator <= 64 &&
         std::has_single_bit(signature.denominator);
}

Tick inTime(std::int64_t tick, Tick latest) {
  return static_cast<Tick>(std::min<std::int64_t>(tick, latest));
}

}  // namespace

MeterMap::MeterMap(std::vector<TimeSignature> signatures) {
  std::erase_if(signatures, [](const TimeSignature& s) { return !isUsable(s); });
  signatures_ = sortedByTick(std::move(signatures));
  segments_.push_back({TimeSignature{}, 0});
  for (const TimeSignature& signature : signatures_) {
    const Segment& last = segments_.back();
    const std::int64_t length = last.signature.barLength();
    const auto bars =
        static_cast<int>((signature.tick - last.signature.tick + length - 1) / length);
    segments_.push_back({signature, last.firstBar + bars});
  }
}

const MeterMap::Segment& MeterMap::segmentAt(Tick tick) const {
  const auto after =
      std::upper_bound(segments_.begin() + 1, segments_.end(), tick,
                       [](Tick t, const Segment& s) { return t < s.signature.tick; });
  return *(after - 1);
}

TimeSignature MeterMap::signatureAt(Tick tick) const { return segmentAt(tick).signature; }

BarPosition MeterMap::positionAt(Tick tick) const {
  const Segment& segment = segmentAt(std::max(tick, Tick{0}));
  const Tick inside = std::max(tick, Tick{0}) - segment.signature.tick;
  const Tick inBar = inside % segment.signature.barLength();
  const Tick beat = segment.signature.beatLength();
  return {segment.firstBar + inside / segment.signature.barLength(), inBar / beat, inBar % beat};
}

TickRange MeterMap::barAround(Tick tick) const {
  tick = std::max(tick, Tick{0});
  const Segment& segment = segmentAt(tick);
  const Tick length = segment.signature.barLength();
  const Tick begin = tick - (tick - segment.signature.tick) % length;
  Tick end = inTime(std::int64_t{begin} + length, std::numeric_limits<Tick>::max());
  if (const Segment* next = &segment + 1; next != segments_.data() + segments_.size()) {
    end = std::min(end, next->signature.tick);
  }
  return {begin, end};
}

Tick MeterMap::barStart(int bar) const {
  bar = std::max(bar, 0);
  const auto after = std::upper_bound(segments_.begin() + 1, segments_.end(), bar,
                                      [](int b, const Segment& s) { return b < s.firstBar; });
  const Segment& segment = *(after - 1);
  const std::int64_t bars = bar - segment.firstBar;
  return inTime(segment.signature.tick + bars * segment.signature.barLength(),
                std::max(maxTick, segment.signature.tick));
}

}  // namespace cadenza
