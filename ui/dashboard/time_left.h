// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

namespace cadenza::ui {

/// How long a training still takes, in seconds, between what is to be hoped and to be feared.
struct TimeLeft {
  double soonest = 0;
  double likely = 0;
  double latest = 0;
};

/// Widens `secondsLeft` by how much the rate has varied lately: eight of ten of `recentRates`
/// (notes a second) would end between soonest and latest. With few of them it stays unsure. Pure.
[[nodiscard]] TimeLeft estimateTimeLeft(double secondsLeft, std::span<const double> recentRates);

/// "40 to 55 s", "12 to 15 min", "3.5 to 4.2 h"; one figure where both ends are the same.
[[nodiscard]] QString timeLeftText(const TimeLeft& left);

}  // namespace cadenza::ui
