// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/velocity_curve.h"

#include <algorithm>
#include <cmath>

namespace cadenza {

int bentVelocity(int velocity, double curve) {
  if (velocity <= 0) return 0;
  velocity = std::min(velocity, 127);
  if (!(std::abs(curve) > 0)) return velocity;
  const double power = std::exp2(1.5 * std::clamp(curve, -1.0, 1.0));
  const double bent = 1 + 126 * std::pow((velocity - 1) / 126.0, power);
  return std::clamp(static_cast<int>(std::lround(bent)), 1, 127);
}

}  // namespace cadenza
