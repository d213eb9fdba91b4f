// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>

namespace cadenza::test {

/// How often a test of reliability repeats: `usual` times in the suite, `full` times where the
/// environment variable CADENZA_CAMPAIGN is set (docs/reliability.md).
[[nodiscard]] inline int campaign(int usual, int full) {
  return std::getenv("CADENZA_CAMPAIGN") != nullptr ? full : usual;
}

}  // namespace cadenza::test
