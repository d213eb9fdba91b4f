// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/tick_scale.h"

#include <bit>
#include <numeric>

namespace cadenza {

TickScale::TickScale(std::int64_t numerator, std::int64_t denominator, bool smpte) : smpte_(smpte) {
  const std::int64_t common = std::gcd(numerator, denominator);
  numerator_ = numerator / common;
  denominator_ = denominator / common;
  const auto bits = static_cast<std::uint64_t>(denominator_);
  shift_ = std::has_single_bit(bits) ? std::countr_zero(bits) : -1;
}

std::optional<TickScale> TickScale::fromDivision(std::uint16_t division) {
  if (division == 0) return std::nullopt;
  if (division < 0x8000) return TickScale(ticksPerQuarter, division, false);
  const int framesPerSecond = 256 - (division >> 8);
  const int ticksPerFrame = division & 0xff;
  constexpr int ticksPerSecond = 2 * ticksPerQuarter;
  if (ticksPerFrame == 0) return std::nullopt;
  switch (framesPerSecond) {
    case 24:
    case 25:
    case 30:
      return TickScale(ticksPerSecond, framesPerSecond * ticksPerFrame, true);
    case 29:
      return TickScale(ticksPerSecond * 1001LL, 30'000LL * ticksPerFrame, true);
    default:
      return std::nullopt;
  }
}

}  // namespace cadenza
