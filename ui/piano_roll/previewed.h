// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

namespace cadenza::ui {

/// Sorted `now` without `removed`, with `added`: how a gesture's preview looks.
template <class Item>
[[nodiscard]] std::vector<Item> previewed(const std::vector<Item>& now,
                                          const std::vector<Item>& removed,
                                          const std::vector<Item>& added) {
  std::vector<Item> kept;
  std::set_difference(now.begin(), now.end(), removed.begin(), removed.end(),
                      std::back_inserter(kept));
  std::vector<Item> items;
  std::merge(kept.begin(), kept.end(), added.begin(), added.end(), std::back_inserter(items));
  return items;
}

}  // namespace cadenza::ui
