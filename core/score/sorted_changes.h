// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/score/note.h"

namespace cadenza {

/// `changes` (things with a `tick`) by rising tick; of several on one tick the last given stays.
template <class Change>
[[nodiscard]] std::vector<Change> sortedByTick(std::vector<Change> changes) {
  const auto earlier = [](const Change& a, const Change& b) { return a.tick < b.tick; };
  if (!std::is_sorted(changes.begin(), changes.end(), earlier)) {
    std::stable_sort(changes.begin(), changes.end(), earlier);
  }
  const auto firstKept =
      std::unique(changes.rbegin(), changes.rend(),
                  [](const Change& a, const Change& b) { return a.tick == b.tick; });
  changes.erase(changes.begin(), firstKept.base());
  return changes;
}

/// `sorted` without a change at tick 0 that is the default one, which holds there anyway.
template <class Change>
[[nodiscard]] std::span<const Change> withoutDefaultStart(const std::vector<Change>& sorted) {
  const std::span<const Change> all(sorted);
  return !all.empty() && all.front() == Change{} ? all.subspan(1) : all;
}

/// The change that holds at `tick`, or nothing before the first one.
template <class Change>
[[nodiscard]] std::optional<Change> lastChangeAt(const std::vector<Change>& sorted, Tick tick) {
  const auto after = std::upper_bound(sorted.begin(), sorted.end(), tick,
                                      [](Tick t, const Change& c) { return t < c.tick; });
  if (after == sorted.begin()) return std::nullopt;
  return *(after - 1);
}

}  // namespace cadenza
