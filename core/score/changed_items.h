// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

namespace cadenza {

/// Adds to `removed` and `added` what turns `before` into `after`, both sorted.
template <class Item>
void addDifference(const std::vector<Item>& before, const std::vector<Item>& after,
                   std::vector<Item>& removed, std::vector<Item>& added) {
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(removed));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(added));
}

}  // namespace cadenza
