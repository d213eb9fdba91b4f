// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace cadenza {

/// A device's clock moves on by whole buffers; this one glides along it, for a playhead that does
/// not stutter. All in seconds. One thread.
class SmoothClock {
 public:
  /// `device` is what the device's clock shows at the moment `now` of a steady clock.
  double read(double device, double now) {
    const double expected = shown_ + (now - readAt_);
    const double behind = device - expected;
    shown_ = std::abs(behind) < furthest ? expected + follow * behind : device;
    readAt_ = now;
    return shown_;
  }

 private:
  static constexpr double furthest = 0.1;  // beyond this it is no stutter but a jump
  static constexpr double follow = 0.1;

  double shown_ = -1;
  double readAt_ = 0;
};

}  // namespace cadenza
