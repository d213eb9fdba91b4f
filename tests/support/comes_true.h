// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <thread>

namespace cadenza::test {

/// Waits until `what` returns true; false when that takes two minutes, so that a busy machine
/// decides nothing. Leaves the processor to what is waited for.
template <class Condition>
bool comesTrue(Condition what) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  while (!what()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace cadenza::test
